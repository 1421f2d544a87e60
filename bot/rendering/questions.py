"""Replies about unanswered questions: the offer to pass one on, the curators' list, and the answer that came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.payloads.personal import Cancel
from bot.payloads.questions import ChoosePlace, PassOn, QuestionPage, SettleQuestion, ShowQuestion
from bot.rendering import personal_texts
from bot.rendering import questions_texts as texts
from bot.rendering.offers import MAX_ROWS, Offer, with_offers
from bot.rendering.paging import Page
from bot.rendering.personal import in_rows
from bot.rendering.reply import Button, Reply, block, bold, italic
from knowledge.retrieval.outcomes import Answered, Outcome, Refusal, RefusalReason
from knowledge.retrieval.regions import NATIONWIDE
from storage.tables import Question, QuestionOutcome, Role
from storage.unanswered import Group

A_ROW = 4
SHOWN = 60
PASSED_ON = frozenset({RefusalReason.UNKNOWN, RefusalReason.OUT_OF_SCOPE})


def is_passed_on(outcome: Outcome) -> bool:
    """Whether somebody may be asked instead: the question was refused, and is one that people could answer."""
    return isinstance(outcome, Refusal) and outcome.reason in PASSED_ON


def with_pass_on(reply: Reply, *, question: int) -> Reply:
    """A refusal with the offer to let somebody answer."""
    return replace(reply, keyboard=(*reply.keyboard, (Button(texts.HAND_ON, PassOn(question)),)))


def with_place_choice(
    reply: Reply, places: Sequence[str], offers: Sequence[Offer] = (), *, question: int
) -> Reply:
    """An answer with the question where its reader is, in place of related questions: the answer may change."""
    buttons = [
        Button(texts.PLACES.get(place, place), ChoosePlace(question, number))
        for number, place in enumerate(places)
    ]
    rows = in_rows([*buttons, Button(texts.NO_PLACE, ChoosePlace(question, -1))], A_ROW)
    asking = Reply((*reply.blocks, block(bold(texts.ASK_PLACE))), reply.keyboard[:1])
    # One row of offers is left, so that nothing else is as prominent as the question.
    offered = with_offers(asking, offers, taken=MAX_ROWS - len(asking.keyboard) - 1)
    return replace(offered, keyboard=(*offered.keyboard, *rows))


def place_taken(place: str, role: Role) -> str:
    """That it is kept where somebody is, and how to change it."""
    if place == NATIONWIDE:
        return texts.PLACE_NATIONWIDE
    sentence = texts.PLACE_TAKEN_GUEST if role is Role.GUEST else texts.PLACE_TAKEN
    return sentence.format(place=texts.PLACES.get(place, place))


def render_unchanged(outcome: Answered, reply: Reply) -> Reply:
    """That the answer just given holds for the place, too; with what else there is to press, but not all over again."""
    notes = [block(line) for line in (outcome.note or "").splitlines()]
    return Reply((*notes, block(texts.SAME_ANSWER)), reply.keyboard[1:])


def render_groups(groups: Sequence[Group], page: Page) -> Reply:
    """What waits for curators: the most wanted first, a button each."""
    if not page.count:
        return Reply((block(texts.NO_QUESTIONS),))
    first = page.offset + 1
    lines = [_line(group, number) for number, group in enumerate(groups, first)]
    buttons = [
        Button(texts.OPEN_BUTTON.format(number=number), ShowQuestion(group.latest.id))
        for number, group in enumerate(groups, first)
    ]
    heading = block(bold(texts.QUESTIONS.format(count=page.count)))
    return Reply((heading, block("\n".join(lines))), (*in_rows(buttons, A_ROW), *page.turns(QuestionPage)))


def _line(group: Group, number: int) -> str:
    text = group.latest.text
    short = text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
    return texts.GROUP_LINE.format(number=number, text=" ".join(short.split()), traits=_traits(group))


def _traits(group: Group) -> str:
    waiting = [texts.WAITING.format(count=group.waiting)] if group.waiting else []
    return "，".join([texts.COUNT.format(count=group.count), *waiting])


def render_group(group: Group, wordings: Sequence[str], nearest: Mapping[str, str]) -> Reply:
    """A question with all its wordings, what came of it, and what can be done; `nearest` names entries by id."""
    question = group.latest
    reason = question.reason if question.outcome == QuestionOutcome.REFUSAL else question.outcome
    lines = [texts.GROUP_REASON.format(reason=texts.REASONS.get(reason or "", reason))]
    if nearest:
        named = "；".join(f"{title}（{name}）" for name, title in nearest.items())
        lines.append(texts.GROUP_NEAREST.format(entries=named))
    return Reply(
        (
            block(bold(texts.GROUP.format(number=question.id)), f"\n{_traits(group)}"),
            block(texts.GROUP_WORDINGS, "\n", "\n".join(f"· {wording}" for wording in wordings)),
            block("\n".join(lines)),
        ),
        (
            (Button(texts.REPLY_BUTTON, SettleQuestion(question.id, "reply")),),
            (Button(texts.CLOSE_BUTTON, SettleQuestion(question.id, "close")),),
            (Button(texts.BACK, QuestionPage(0)),),
        ),
    )


def render_reply_form(group: Group) -> Reply:
    """The request to write a reply, or a note when nobody waits for one."""
    text = texts.TYPE_REPLY.format(count=group.waiting) if group.waiting else texts.NOBODY_WAITS
    return Reply((block(text),), ((Button(personal_texts.CANCEL, Cancel()),),))


def render_settled(*, count: int, told: int) -> Reply:
    """What was settled, and how many people will be told."""
    text = texts.SETTLED_TOLD.format(count=count, told=told) if told else texts.SETTLED.format(count=count)
    return Reply((block(text),), ((Button(texts.BACK, QuestionPage(0)),),))


def render_answered(questions: Sequence[Question]) -> Reply:
    """To whoever passed a question on: the question, the reply, and what it is worth."""
    answers = [block(bold(f"“{question.text}”"), f"\n{question.reply}") for question in questions]
    return Reply((block(texts.ANSWERED), *answers, block(italic(texts.ANSWERED_NOTE))))
