"""What is asked about a case: values, facts that decide branches, reasons, notes, dates, names, regions."""

from collections.abc import Sequence

from bot.cases.matter import Matter
from bot.cases.reading import NUMBERS, PRESSED, Reading
from bot.payloads.cases import ALL_REGIONS, NO_REGION, AskCase, MoveCase, ShowCase
from bot.rendering import case_texts as texts
from bot.rendering.case_buttons import move
from bot.rendering.case_cards import shown
from bot.rendering.case_choices import choice_rows, position_of
from bot.rendering.personal import in_rows
from bot.rendering.reply import Button, Reply, block, bold, italic
from knowledge.checklists.inputs import Input, InputType

FIGURES = ("90", "60", "3", "2")
EXAMPLES = {InputType.DATE: texts.EXAMPLE_DAY, InputType.TEXT: texts.EXAMPLE_TEXT}
# What is chosen or typed about a step: the words, the reasons on buttons, the move that takes them.
REASONS = {
    "skip": (texts.SKIP_TEXT, texts.SKIP_REASONS),
    "wait": (texts.WAIT_TEXT, texts.WAIT_REASONS),
    "reopen": (texts.REOPEN_TEXT, texts.REOPEN_REASONS),
}


def render_fill(matter: Matter, at: int, *before: str) -> Reply:
    """What the step asks, with what is known, and how it can be given."""
    item = matter.positions[at].item
    inputs = matter.inputs_of(item)
    lines = "\n".join(texts.INPUT_LINE.format(label=one.label, value=shown(matter, one)) for one in inputs)
    head = texts.FILL_TEXT.format(number=at + 1, title=item.title)
    hints = [one.help for one in inputs if one.help]
    typed = [one for one in inputs if one.type not in PRESSED]
    if typed:
        hints.append(texts.FILL_TYPED.format(example=example_of(typed)))
    if len(typed) < len(inputs):
        hints.append(texts.FILL_PRESSED)
    told = [block(sentence) for sentence in before]
    blocks = (*told, block(bold(head), "\n", lines), block(italic("\n".join(hints))))
    rows = [row for one in inputs for row in choice_rows(matter, one, act="fill", step=at)]
    return Reply(blocks, (*rows, _back(matter, at)))


def example_of(inputs: Sequence[Input]) -> str:
    """How several values are typed at once."""
    inputs = [one for one in inputs if one.type not in PRESSED] or inputs[:1]
    figures = iter(FIGURES * len(inputs))
    told = [
        (one, next(figures) if one.type in NUMBERS else EXAMPLES.get(one.type, texts.YES)) for one in inputs
    ]
    if len(told) == 1:
        ((one, example),) = told
        return f"{example}{one.unit or ''}"
    return " ".join(f"{one.word}{example}" for one, example in told)


def _back(matter: Matter, at: int) -> tuple[Button, ...]:
    return (Button(texts.BACK_TO_CASE, ShowCase(matter.number, at)),)


def told_wrong(reading: Reading) -> list[str]:
    """What could not be read, with how it is written, and that the rest was kept."""
    told = [
        texts.WRONG.format(
            label=asked.label,
            said=texts.SAID.format(said=said) if said else "",
            how=texts.FACT_HOW[asked.type],
        )
        for asked, said in reading.wrong
    ]
    return [*told, texts.KEPT_REST] if told and reading.values else told


def render_fact(matter: Matter, asked: Input, *, act: str, before: Sequence[str] = ()) -> Reply:
    """One fact that decides branches; while a case is set up it can be put off."""
    hints = [text for text in (asked.help, texts.FACT_HOW[asked.type]) if text]
    known = matter.situation.values.get(asked.id)
    value = f"\n{texts.KNOWN.format(value=asked.show(known))}" if known is not None else ""
    told = [block(sentence) for sentence in before]
    blocks = (
        *told,
        block(texts.FACT_TEXT),
        block(bold(f"{asked.label}？"), value),
        block(italic("\n".join(hints))),
    )
    rows = choice_rows(matter, asked, act=act, step=-1)
    if act == "setup":
        skip = AskCase(matter.number, "later", -1, position_of(matter, asked))
        return Reply(blocks, (*rows, (Button(texts.FACT_SKIP, skip),)))
    return Reply(blocks, (*rows, (Button(texts.BACK_TO_NOW, ShowCase(matter.number)),)))


def render_facts(matter: Matter) -> Reply:
    """The facts of the matter, each with a button to change it."""
    facts = matter.template.facts
    rows = tuple(
        (
            Button(
                texts.FACT_BUTTON.format(label=one.label, value=shown(matter, one)),
                AskCase(matter.number, "fact", -1, position_of(matter, one)),
            ),
        )
        for one in facts
    )
    return Reply(
        (block(texts.FACTS_TEXT if facts else texts.NO_FACTS),),
        (*rows, (Button(texts.BACK_TO_NOW, ShowCase(matter.number)),)),
    )


def render_reasons(matter: Matter, at: int, act: str) -> Reply:
    """A choice of reasons, which may be typed instead."""
    text, reasons = REASONS[act]
    item = matter.positions[at].item
    head = texts.STEP.format(number=at + 1, title=item.title)
    buttons = [Button(words, move(matter, act, at, n)) for n, words in enumerate(reasons)]
    return Reply((block(bold(head)), block(text)), (*in_rows(buttons, 2), _back(matter, at)))


def render_typed(matter: Matter, at: int, text: str, *, known: str = "") -> Reply:
    """A request to type something about a step."""
    kept = (block(texts.KNOWN.format(value=known)),) if known else ()
    return Reply((block(text), *kept), (_back(matter, at),))


def render_regions(matter: Matter, *before: str) -> Reply:
    """Where the matter is dealt with, as far as it decides which steps appear."""
    regions = matter.regions_beside()
    told = [block(italic(sentence)) for sentence in before]
    text = texts.REGION_TEXT.format(regions="、".join(regions))
    rows = [
        (Button(texts.REGION_BUTTON.format(region=region), _region(matter, n)),)
        for n, region in enumerate(regions)
    ]
    others = (
        (Button(texts.NO_REGION_BUTTON, _region(matter, NO_REGION)),),
        (Button(texts.ALL_REGIONS_BUTTON, _region(matter, ALL_REGIONS)),),
    )
    return Reply((*told, block(text)), (*rows, *others))


def _region(matter: Matter, position: int) -> MoveCase:
    return move(matter, "region", -1, position)


def render_going_on(matter: Matter) -> Reply:
    """That the case waits, after a question in between was answered."""
    button = Button(texts.GO_ON_BUTTON.format(title=matter.title), ShowCase(matter.number))
    return Reply((block(texts.QUESTION_ANSWERED),), ((button,),))
