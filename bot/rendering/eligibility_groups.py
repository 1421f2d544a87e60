"""Questions about several facts at once: their lines, what can be typed, and their buttons."""

from collections.abc import Iterable

from bot.checks.case import Case
from bot.checks.steps import DONT_KNOW
from bot.payloads.checks import StepCheck
from bot.rendering import eligibility_texts as texts
from bot.rendering.reply import Button, Keyboard
from knowledge.eligibility.bundles import Bundle, Group

NUMBERS = "①②③④⑤⑥⑦⑧⑨"
IN_A_ROW = 4
AGE = "岁"
HEADS = (9, 6)
AGES = (45, 43)


def group_question(group: Group) -> str:
    """The question, with a numbered line for each thing that it asks about."""
    if not isinstance(group, Bundle):
        return "\n".join(fact.question for fact in group.facts)
    head = texts.ALL_OF_THESE if group.all_must else texts.ANY_OF_THESE
    lines = (f"{number} {item.text}" for number, item in zip(NUMBERS, group.items, strict=False))
    return "\n".join((head, *lines))


def group_hint(group: Group) -> str:
    """What can be typed."""
    if isinstance(group, Bundle):
        return texts.HOW_ALL if group.all_must else texts.HOW_ANY
    figures = AGES if group.facts[0].unit == AGE else HEADS
    named = zip(group.facts, figures, strict=True)
    example = "，".join(f"{next(iter(fact.cues), fact.label)}{fact.show(figure)}" for fact, figure in named)
    return texts.HOW_PAIR.format(example=example)


def group_options(case: Case, group: Group) -> Keyboard:
    """A button for “all of them” or “none”, one for each line, and one to be asked about each by itself."""
    if not isinstance(group, Bundle):
        return ((Button(texts.DONT_KNOW_BUTTON, _say(case, DONT_KNOW)),),)
    alike, single = (texts.ALL_BUTTON, texts.NOT_THIS) if group.all_must else (texts.NONE_BUTTON, texts.THIS)
    keys = [
        Button(single.format(number=number), _say(case, at))
        for at, number in enumerate(NUMBERS[: len(group.items)], start=1)
    ]
    rows = tuple(tuple(keys[at : at + IN_A_ROW]) for at in range(0, len(keys), IN_A_ROW))
    first, last = (Button(alike, _say(case, 0)),), (Button(texts.ONE_BY_ONE_BUTTON, _say(case, DONT_KNOW)),)
    return _joined((first,), rows, (last,)) if group.all_must else _joined(rows, (first,), (last,))


def _joined(*parts: Iterable[tuple[Button, ...]]) -> Keyboard:
    return tuple(row for part in parts for row in part)


def _say(case: Case, position: int) -> StepCheck:
    return StepCheck(case.row.id, case.row.version, "say", position)
