"""What leads on from a deadline: the answers that its rule names, and the checklist that opens it."""

from sqlmodel import Session

from bot.cases.finding import template_key
from bot.context import BotContext
from bot.deadlines.reading import Held
from bot.payloads.cases import StartChecklist
from bot.question_log import log_outcome
from bot.rendering.answers import render_outcome, with_preface
from bot.rendering.case_texts import OFFER_BUTTON
from bot.rendering.reply import Button, Reply
from bot.rendering.texts import ASKED
from knowledge.checklists.templates import ChecklistTemplate
from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval.outcomes import Answered
from storage.tables import User

MAX_RELATED = 3


def related_entries(base: KnowledgeBase, held: Held) -> list[Entry]:
    """The entries that tell more about a deadline's rule."""
    names = held.rule.related if held.rule else ()
    return [entry for entry in map(base.get_entry, names) if entry][:MAX_RELATED]


def related_questions(base: KnowledgeBase, held: Held) -> list[str]:
    """Their questions."""
    return [entry.question for entry in related_entries(base, held)]


def answer_related(session: Session, user: User, *, context: BotContext, held: Held, at: int) -> Reply | None:
    """The answer of the entry at a position; None when there is none."""
    base = context.knowledge.base
    entries = related_entries(base, held)
    if not 0 <= at < len(entries):
        return None
    entry = entries[at]
    outcome = Answered(entry, 1.0)
    question = log_outcome(
        session, user, text=entry.question, outcome=outcome, version=base.version, now=context.now()
    )
    reply = render_outcome(outcome, base, question=question)
    return with_preface(reply, ASKED.format(question=entry.question))


def checklist_button(base: KnowledgeBase, held: Held) -> Button | None:
    """The way to the checklist whose steps open this deadline."""
    template = next((one for one in base.checklists.values() if held.row.rule in _opened(one)), None)
    if template is None:
        return None
    return Button(OFFER_BUTTON.format(title=template.title), StartChecklist(template_key(template)))


def _opened(template: ChecklistTemplate) -> set[str]:
    """The deadlines that a checklist's steps open."""
    return {opening.id for item in template.items for opening in item.deadlines}
