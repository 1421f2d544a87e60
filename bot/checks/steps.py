"""The steps of an interview: from an assessment as it stands to its next progress; None for a step that isn't there."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from bot.checks.case import ONE_BY_ONE, Case, assigned
from bot.checks.replies import Understood, options
from knowledge.eligibility.bundles import Bundle
from knowledge.eligibility.facts import Fact, FactError, Value, plain_values
from knowledge.eligibility.interview import next_step
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from storage.assessments import Progress

DONT_KNOW = -1
Step = Callable[[Case, int], Progress | None]


def advanced(case: Case, facts: Mapping[str, Any]) -> Progress:
    """The progress with these answers: finished when nothing is left to ask."""
    step = case.with_facts(facts).step
    return Progress(dict(facts), verdict=step.result.verdict if step.fact is None else None)


def opened(book: Rulebook, rule: EligibilityRule, *, today: date) -> Progress:
    """The progress without any answer; a rule that asks nothing is finished at once."""
    step = next_step(book, rule, {}, today=today)
    return Progress(verdict=step.result.verdict if step.fact is None else None)


def ended(case: Case) -> Progress:
    """The result on what is known so far."""
    return Progress(dict(case.row.facts), verdict=case.result.verdict)


def take(case: Case, understood: Understood) -> Progress:
    """Take a reply in words: at once when it is plain, otherwise to be confirmed; on a result it is tried out.

    Raises FactError when it contradicts what was said before.
    """
    if not understood.facts:
        return _declined(case)
    if understood.is_plain or case.is_finished:
        return _given(case, understood.facts)
    assigned(case, understood.facts)
    asking = case.asked.id if case.asked else None
    return _as_it_is(case, proposed=plain_values(understood.facts), asking=asking)


def _given(case: Case, values: Mapping[str, Value]) -> Progress:
    """Answers that count: on a result they are only tried out."""
    facts = assigned(case, values)
    return _as_it_is(case, proposed=plain_values(values)) if case.is_finished else advanced(case, facts)


def _declined(case: Case) -> Progress:
    """The answer “I don't know”; of several things asked about together each is asked for by itself then."""
    if isinstance(case.group, Bundle):
        return advanced(case, {**case.row.facts, ONE_BY_ONE: None})
    if case.is_finished or case.asked is None:
        return _as_it_is(case)
    return advanced(case, {**case.row.facts, case.asked.id: None})


def _as_it_is(
    case: Case, *, proposed: Mapping[str, Any] | None = None, asking: str | None = None
) -> Progress:
    """The same answers and verdict, with something else going on."""
    return Progress(dict(case.row.facts), dict(proposed or {}), asking, case.row.verdict)


def _say(case: Case, position: int) -> Progress | None:
    """The option at a position of the question, or that it is not known."""
    if case.asked is None:
        return None
    if position == DONT_KNOW:
        return _declined(case)
    answers = case.group.answers if isinstance(case.group, Bundle) else _answers(case.asked)
    if not 0 <= position < len(answers):
        return None
    return _try_to(lambda: _given(case, answers[position]))


def _answers(fact: Fact) -> tuple[Mapping[str, Value], ...]:
    return tuple({fact.id: value} for value in options(fact))


def _confirm(case: Case, _: int) -> Progress | None:
    """Yes, this is what was meant; or let the value that was tried out count."""
    proposed = case.proposed
    return _try_to(lambda: advanced(case, assigned(case, proposed))) if proposed else None


def _try_to(act: Callable[[], Progress]) -> Progress | None:
    """What the act gives; None when values on buttons contradict each other by now."""
    try:
        return act()
    except FactError:
        return None


def _discard(case: Case, _: int) -> Progress | None:
    """No, that was not meant; on a result, leave what was tried out."""
    following = case.step.fact
    is_next = case.is_finished or (following is not None and following.id == case.row.asking)
    return _as_it_is(case, asking=None if is_next else case.row.asking)


def _drop(case: Case, position: int) -> Progress | None:
    """Leave out one of the facts that were offered."""
    names = list(case.row.proposed)
    if not 0 <= position < len(names):
        return None
    rest = {name: case.row.proposed[name] for name in names if name != names[position]}
    return _as_it_is(case, proposed=rest) if rest else advanced(case, case.row.facts)


def _back(case: Case, _: int) -> Progress | None:
    """Back by one: out of a correction, else to the question answered last."""
    if case.row.asking or case.row.proposed:
        return advanced(case, case.row.facts)
    if not case.row.facts:
        return None
    return Progress(dict(list(case.row.facts.items())[:-1]))


def _restart(case: Case, _: int) -> Progress | None:
    """Forget all answers."""
    return advanced(case, {})


def _edit(case: Case, position: int) -> Progress | None:
    """Ask again for an answer that was given."""
    if not 0 <= position < len(case.answers):
        return None
    return Progress(dict(case.row.facts), asking=case.answers[position][0].id)


def _try(case: Case, position: int) -> Progress | None:
    """Ask what a fact would be if it were different."""
    facts = list(case.book.accepted(case.rule))
    if not case.is_finished or not 0 <= position < len(facts):
        return None
    return _as_it_is(case, asking=facts[position])


def _end(case: Case, _: int) -> Progress | None:
    """See the result without answering the rest."""
    return ended(case)


def _more(case: Case, _: int) -> Progress | None:
    """Answer what was left open, and what was answered with “I don't know”."""
    return advanced(case, {name: raw for name, raw in case.row.facts.items() if raw is not None})


STEPS: Mapping[str, Step] = {
    "say": _say,
    "yes": _confirm,
    "no": _discard,
    "drop": _drop,
    "back": _back,
    "anew": _restart,
    "edit": _edit,
    "try": _try,
    "end": _end,
    "more": _more,
}
