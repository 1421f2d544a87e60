"""The questions of a new case, one after the other: where it is dealt with, and what decides its branches."""

from collections.abc import Mapping

from bot.cases.matter import Matter
from bot.cases.reading import NUMBERS
from bot.cases.turning import FILL, Turn, ask_values, present
from bot.rendering import case_texts as texts
from bot.rendering.case_forms import render_fact, render_regions
from bot.rendering.reply import Reply
from knowledge.checklists.inputs import Input
from knowledge.checklists.progress import missing_facts
from knowledge.eligibility.facts import Value
from storage.cases.values import CaseView, Moved, Outcome

SETUP, FACT, STEP, ON_CARD = "setup", "fact", "fill", "card"
NO_INPUT = -1


def begun(turn: Turn, view: CaseView) -> Reply:
    """What is asked of a case that was just begun."""
    matter = turn.read(view)
    if matter.regions_beside() and view.case.region is None:
        turn.leave()
        return render_regions(matter, texts.BEGUN)
    told = texts.BEGUN
    if matter.regions_beside():
        told += texts.REGION_KEPT.format(region=view.case.region)
    return ask_next(turn, matter, told=told)


def ask_next(turn: Turn, matter: Matter, *, after: int = NO_INPUT, told: str = "") -> Reply:
    """The next fact of the matter that decides something and comes after a position, or the card."""
    wanted = missing_facts(matter.template, matter.situation)
    left = [at for at, name in enumerate(matter.template.inputs) if at > after and name in wanted]
    if not left:
        return present(turn, matter, told=told)
    return ask_fact(turn, matter, asked=left[0], act=SETUP, told=told)


def ask_fact(turn: Turn, matter: Matter, *, asked: int, act: str, told: str = "") -> Reply:
    """One fact, which may be typed."""
    turn.expect(FILL, matter, step=-1, asked=asked, act=act)
    return render_fact(matter, input_at(matter, asked), act=act, before=[told] if told else [])


def input_at(matter: Matter, position: int) -> Input:
    """The input at a position among all of the template's, which the caller checked."""
    return list(matter.template.inputs.values())[position]


def has_input(matter: Matter, position: int) -> bool:
    """Whether there is an input at a position."""
    return 0 <= position < len(matter.template.inputs)


def filled_in(turn: Turn, matter: Matter, *, act: str, step: int, asked: int, told: str) -> Reply:
    """What comes after a value: the next question, the rest of the form, or the card."""
    if act == SETUP:
        return ask_next(turn, matter, after=asked, told=told)
    position = matter.at(step)
    if act in {FACT, ON_CARD} or position is None:
        return present(turn, matter, step=step, told=told)
    is_open = any(one.id not in matter.situation.values for one in matter.inputs_of(position.item))
    show = ask_values if is_open else present
    return show(turn, matter, step=step, told=told)


def told_values(matter: Matter, values: Mapping[str, Value], outcome: Outcome) -> str:
    """What was noted, and which steps have to be done again because of it."""
    inputs = matter.template.inputs
    told = texts.FILLED.format(
        values="，".join(
            texts.FILLED_VALUES[inputs[name].type in NUMBERS].format(
                label=inputs[name].word, value=inputs[name].show(value)
            )
            for name, value in values.items()
        )
    )
    reopened = outcome.event.details["reopened"] if isinstance(outcome, Moved) else []
    titles = "、".join(item.title for item in matter.template.items if item.id in reopened)
    return told + (texts.REOPENED_BY.format(titles=titles) if titles else "")


def told_state(matter: Matter, step: int) -> str:
    """Where a step stands now, as a sentence."""
    position = matter.at(step)
    if position is None:
        return ""
    return texts.SETTLED[position.state].format(number=step + 1, title=position.item.title)
