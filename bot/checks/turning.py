"""Turns of an interview: reading and moving an assessment within the update's transaction, and what is shown then."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.checks.case import Case, merged, read_case, read_values
from bot.checks.finding import rule_key, rules_for
from bot.checks.further import with_further
from bot.checks.steps import advanced, opened
from bot.context import BotContext
from bot.rendering import eligibility_texts as texts
from bot.rendering.eligibility import render_comparison, render_result
from bot.rendering.eligibility_interview import render_confirmation, render_question
from bot.rendering.eligibility_menu import check_offer
from bot.rendering.offers import Offer
from bot.rendering.reply import Reply, block, italic
from bot.turns import expect, leave
from knowledge.eligibility.facts import REGION, FactError, Value
from knowledge.eligibility.reading import read_statements
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.retrieval.outcomes import Answered, Outcome, Refusal, RefusalReason
from storage.assessments import Progress, Subject, add_assessment, get_assessment, mark_progress
from storage.people import get_person_of, list_dates
from storage.preferences import has_consent
from storage.tables import Assessment, User

ANSWER = "check.answer"
SEARCH = "check.search"


def case_of(context: BotContext, row: Assessment) -> Case | None:
    """The case of an assessment, today; None when its rule is gone."""
    return read_case(context.knowledge.base.rulebook, row, context.today())


def find_case(session: Session, context: BotContext, *, user: User, assessment: int) -> Case | None:
    """The user's own assessment of this number."""
    row = get_assessment(session, assessment_id=assessment, user_id=user.id)
    return case_of(context, row) if row else None


def begin(session: Session, context: BotContext, *, user: User, rule: EligibilityRule, text: str) -> Case:
    """Begin a check; what the question and the profile say is offered, not used."""
    base, today = context.knowledge.base, context.today()
    book = base.rulebook
    accepted = book.accepted(rule)
    said = [item for item in read_statements(text, book.facts.values(), today) if item.fact.id in accepted]
    known = read_values(book, rule, profile_facts(session, user), today)
    proposed = _joined(book, rule, {**known, **{item.fact.id: item.value for item in said}}, today=today)
    progress = Progress(proposed=proposed) if proposed else opened(book, rule, today=today)
    subject = Subject(user.id, rule.id, base.version)
    row = add_assessment(session, subject=subject, progress=progress, now=context.now())
    return Case(row, book, rule, today, {}, frozenset())


def _joined(
    book: Rulebook, rule: EligibilityRule, values: Mapping[str, Value], *, today: date
) -> dict[str, Any]:
    """Values as stored; one that contradicts those before it is left out."""
    stored: dict[str, Any] = {}
    for name, value in values.items():
        with suppress(FactError):
            stored = merged(book, rule, facts=stored, changes={name: value}, today=today)
    return stored


def profile_facts(session: Session, user: User) -> dict[str, str]:
    """What the profile and the staff's record say, where the person agreed that it is used; dates as text."""
    if not has_consent(session, user_id=user.id):
        return {}
    person = get_person_of(session, user=user)
    dates = list_dates(session, person_id=person.id) if person else {}
    facts = {str(kind): on.isoformat() for kind, on in dates.items()}
    return facts | ({REGION: user.region} if user.region else {})


def move(session: Session, context: BotContext, case: Case, progress: Progress | None) -> Case | None:
    """The case after a step; None when there is no such step, or somebody else moved on before."""
    if progress is None:
        return None
    version, now = context.knowledge.base.version, context.now()
    is_done = mark_progress(session, case.row, progress=progress, content_version=version, now=now)
    return case_of(context, case.row) if is_done else None


def present(session: Session, context: BotContext, case: Case, *, chat_id: int) -> Reply:
    """What is shown of a case as it stands, with the chat waiting for what can be typed."""
    if not case.is_finished and not case.row.proposed and case.asked is None:
        case = move(session, context, case, advanced(case, case.row.facts)) or case
    if case.asked is not None or (case.row.proposed and not case.is_finished):
        expect(session, context, chat_id=chat_id, form=ANSWER, assessment=case.row.id)
    else:
        leave(session, context, chat_id=chat_id)
    return _shown(context, case)


def _shown(context: BotContext, case: Case) -> Reply:
    if case.proposed:
        return render_comparison(case) if case.is_finished else render_confirmation(case)
    if case.asked:
        return render_question(case, case.asked)
    return with_further(render_result(case), context, [case.rule], check=case.row.id)


def present_again(session: Session, context: BotContext, case: Case, *, chat_id: int) -> Reply:
    """The case as it stands, for somebody who pressed a button of before."""
    reply = present(session, context, case, chat_id=chat_id)
    return Reply((block(italic(texts.MOVED_ON)), *reply.blocks), reply.keyboard)


def check_offers(context: BotContext, *, text: str, outcome: Outcome, question: int) -> tuple[Offer, ...]:
    """The checks that belong to a question; in private only, and not below small talk."""
    is_aside = isinstance(outcome, Refusal) and outcome.reason is not RefusalReason.UNKNOWN
    if is_aside or not context.viewer.is_private:
        return ()
    entry = outcome.entry if isinstance(outcome, Answered) else None
    rules = rules_for(context.knowledge.base.rulebook, text=text, entry=entry)
    return tuple(check_offer(rule_key(rule), rule, question=question) for rule in rules)
