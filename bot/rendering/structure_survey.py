"""Counting a team in the chat: one question at a time, and the counts to correct."""

from bot.checks.replies import options
from bot.payloads.structure import TeamStep, UseTeam
from bot.rendering import structure_texts as texts
from bot.rendering.reply import Block, Button, Keyboard, Reply, block, bold, italic
from bot.structure.survey import Survey
from knowledge.eligibility.facts import Fact, FactType

IN_A_ROW = 2
NUMBERS = frozenset({FactType.INTEGER, FactType.NUMBER})


def render_question(survey: Survey, fact: Fact) -> Reply:
    """A question, how to answer it, and how many may still come."""
    how = _how_to_count(fact) if fact.type in NUMBERS else texts.HOW_CHOICE
    hints = "\n".join(text for text in (fact.help, how) if text)
    return Reply(
        (_progress(survey, fact), block(bold(fact.question)), block(italic(hints))), _keyboard(survey, fact)
    )


def _how_to_count(fact: Fact) -> str:
    """How to answer: with the limits where 0 is none of them, as for an age."""
    if not fact.minimum or fact.maximum is None:
        return texts.HOW_COUNT
    example = (fact.minimum + fact.maximum) // 2
    return texts.HOW_COUNT_RANGE.format(low=fact.minimum, high=fact.maximum, example=example)


def _progress(survey: Survey, fact: Fact) -> Block:
    if survey.asking and fact.id in survey.counts:
        value = fact.show(survey.counts[fact.id])
        return block(italic(texts.CORRECTING.format(label=fact.label, value=value)))
    left = len(survey.left)
    template = texts.ASKING if left > 1 else texts.ASKING_LAST
    return block(italic(template.format(left=left, team=survey.team.label)))


def _keyboard(survey: Survey, fact: Fact) -> Keyboard:
    """Values that have a button, not knowing, and the ways out."""
    keys = [
        Button(fact.show(value), TeamStep(survey.version, "say", at))
        for at, value in enumerate(options(fact))
    ]
    rows = [tuple(keys[at : at + IN_A_ROW]) for at in range(0, len(keys), IN_A_ROW)]
    unknown = (Button(texts.DONT_KNOW_BUTTON, TeamStep(survey.version, "unknown")),)
    if survey.asking:
        return (*rows, unknown, (Button(texts.KEEP_BUTTON, TeamStep(survey.version, "back")),))
    back = [Button(texts.BACK_BUTTON, TeamStep(survey.version, "back"))] if survey.answered else []
    return (*rows, unknown, (*back, Button(texts.END_BUTTON, TeamStep(survey.version, "end"))))


def render_misunderstood(survey: Survey, fact: Fact, reason: str) -> Reply:
    """What was wrong with an answer, and the question again."""
    again = render_question(survey, fact)
    return Reply((block(reason), *again.blocks), again.keyboard)


def render_waiting(survey: Survey) -> Reply:
    """That the counting waits, after a question in between was answered."""
    go_on = Button(texts.GO_ON_BUTTON, TeamStep(survey.version, "show"))
    return Reply((block(texts.OUT_OF_TURN),), ((go_on,),))


def render_edits(survey: Survey) -> Reply:
    """Every count that there is, to correct one."""
    rows = [
        (
            Button(
                texts.EDIT_ROW.format(label=fact.label, value=fact.show(value)),
                TeamStep(survey.version, "edit", at),
            ),
        )
        for at, (fact, value) in enumerate(survey.known)
    ]
    back = (Button(texts.BACK_TO_REPORT, TeamStep(survey.version, "show")),)
    return Reply((block(texts.EDITS),), (*rows, back))


def render_cleared(survey: Survey) -> Reply:
    """That the counts are gone."""
    return Reply((block(texts.CLEARED),), ((Button(texts.AGAIN_BUTTON, UseTeam(survey.team.id, "show")),),))
