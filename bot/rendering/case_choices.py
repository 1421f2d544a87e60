"""Buttons for the values of an input that has few."""

from collections.abc import Iterator

from bot.cases.matter import Matter
from bot.cases.reading import PRESSED
from bot.payloads.cases import FillCase
from bot.rendering import case_texts as texts
from bot.rendering.personal import in_rows
from bot.rendering.reply import Button
from knowledge.checklists.inputs import Input, InputType
from knowledge.eligibility.facts import Value

# Labels up to this length stand side by side, three or two.
SHORT, SHORT_OF_TWO = 8, 12
TWO = 2
# Where a button stands among others, its label names the input.
AMONG_OTHERS = frozenset({"fill", "card"})


def choice_rows(matter: Matter, asked: Input, *, act: str, step: int) -> Iterator[tuple[Button, ...]]:
    """A button for each value of an input that has few; the present one is marked."""
    if asked.type not in PRESSED:
        return
    known = matter.situation.values.get(asked.id)
    buttons = []
    for at, value in enumerate(choices_of(asked)):
        label = texts.FILL_VALUE_BUTTON.format(label=asked.word, value=asked.show(value))
        label = label if act in AMONG_OTHERS else asked.show(value)
        mark = texts.CHOSEN if value == known else "{label}"
        payload = FillCase(matter.number, matter.version, act, step, position_of(matter, asked), at)
        buttons.append(Button(mark.format(label=label), payload))
    longest = SHORT_OF_TWO if len(buttons) <= TWO else SHORT
    is_short = all(len(button.text) <= longest for button in buttons)
    yield from in_rows(buttons, 3 if is_short else 1)


def choices_of(asked: Input) -> tuple[Value, ...]:
    """The values that have a button."""
    return (True, False) if asked.type is InputType.BOOLEAN else asked.choices


def position_of(matter: Matter, asked: Input) -> int:
    """The position of an input among all of the template's."""
    return list(matter.template.inputs).index(asked.id)
