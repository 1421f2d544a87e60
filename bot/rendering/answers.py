"""Outcomes of questions as replies: the answer card, the choice, and the honest no."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from telegram import InlineKeyboardMarkup

from bot.callback_data import Feedback, Pick, Sources
from bot.rendering import texts
from bot.rendering.citations import render_basis
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic, keyboard_markup
from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval.outcomes import Answered, Clarification, Outcome, Refusal

# A first sentence of up to this length is the answer in a nutshell and stands out.
HEADLINE = 80
# More questions than these beside an answer, or topics beside a refusal, are not read.
MAX_RELATED = 2


@dataclass(frozen=True)
class Card:
    """An answer to be shown: the entry, what precedes it, and the number that its buttons carry."""

    entry: Entry
    question: int
    note: str | None = None
    related: tuple[Entry, ...] = ()
    supplement: Entry | None = None
    is_repeat: bool = False


def render_answer(card: Card, base: KnowledgeBase) -> Reply:
    """The answer card: the answer, then numbered sources, then what to bear in mind about them.

    Of an answer that was just given, the note is enough.
    """
    note = [block(line) for line in (card.note or "").splitlines() if line]
    if card.is_repeat:
        return Reply(tuple(note), answer_keyboard(card.question, card.related))
    answer = [_paragraph(text, is_first=number == 0) for number, text in enumerate(paragraphs(card.entry))]
    entries = (card.entry, card.supplement) if card.supplement else (card.entry,)
    further = _supplement(card.supplement) if card.supplement else ()
    keyboard = answer_keyboard(card.question, card.related)
    return Reply((*note, *answer, *further, *render_basis(entries, base)), keyboard)


def _supplement(entry: Entry) -> tuple[Block, ...]:
    """The answer of another entry about the same provision, below the first."""
    return (block(bold(texts.SUPPLEMENT.format(question=entry.question))), *map(block, paragraphs(entry)))


def paragraphs(entry: Entry) -> list[str]:
    """The paragraphs of an entry's answer."""
    return [text.strip() for text in entry.answer.strip().split("\n\n") if text.strip()]


def _paragraph(text: str, *, is_first: bool) -> Block:
    """A paragraph; the first sentence of the first one is bold when it is short."""
    end = text.find("。") + 1
    if is_first and 0 < end <= HEADLINE:
        return block(bold(text[:end]), text[end:])
    return block(text)


def answer_keyboard(question: int, related: Sequence[Entry], *, feedback: int = 0) -> Keyboard:
    """The buttons below an answer: sources and judgement first, then related questions."""
    first = (
        Button(texts.SOURCES_BUTTON, Sources(question)),
        _judgement(texts.HELPFUL_BUTTON, Feedback(question, 1), feedback),
        _judgement(texts.UNHELPFUL_BUTTON, Feedback(question, -1), feedback),
    )
    labels = (texts.RELATED_BUTTON.format(question=entry.question) for entry in related[:MAX_RELATED])
    return (first, *_choices(question, labels))


def rejudged(markup: InlineKeyboardMarkup, question: int, *, feedback: int) -> InlineKeyboardMarkup:
    """The buttons that a message has, with the judgement marked; the others stay as they were."""
    fresh = keyboard_markup(answer_keyboard(question, (), feedback=feedback))
    return InlineKeyboardMarkup([*(fresh.inline_keyboard if fresh else ()), *markup.inline_keyboard[1:]])


def render_outcome(outcome: Outcome, base: KnowledgeBase, *, question: int) -> Reply:
    """The reply to a question of this number in the log."""
    if isinstance(outcome, Answered):
        card = Card(
            outcome.entry, question, outcome.note, outcome.related, outcome.supplement, outcome.is_repeat
        )
        return render_answer(card, base)
    if isinstance(outcome, Clarification):
        return render_clarification(outcome, question=question)
    return render_refusal(outcome, question=question)


def render_clarification(outcome: Clarification, *, question: int) -> Reply:
    """The choice between two or three entries."""
    options = _choices(question, (option.text for option in outcome.options))
    return Reply((block(outcome.prompt), block(italic(texts.CHOOSE))), options)


def render_refusal(outcome: Refusal, *, question: int) -> Reply:
    """Why there is no answer and what to do, in the engine's words, and the nearest topics as buttons."""
    nearest = (block(texts.NEAREST),) if outcome.nearest else ()
    labels = (entry.question for entry in outcome.nearest[:MAX_RELATED])
    return Reply((block(outcome.text), *nearest), _choices(question, labels))


def with_preface(reply: Reply, preface: str) -> Reply:
    """The same reply after a sentence."""
    return Reply((block(italic(preface)), *reply.blocks), reply.keyboard)


def _judgement(text: str, payload: Feedback, feedback: int) -> Button:
    """A judgement's button, marked when it was chosen."""
    return Button(texts.CHOSEN.format(button=text) if payload.value == feedback else text, payload)


def _choices(question: int, labels: Iterable[str]) -> Keyboard:
    """One button a row, each for the entry offered at its position."""
    return tuple((Button(label, Pick(question, position)),) for position, label in enumerate(labels))
