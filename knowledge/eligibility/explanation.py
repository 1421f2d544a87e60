"""From a result to what people read: a summary, and one reason a condition with its citations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import Any

from knowledge.eligibility import wording
from knowledge.eligibility.conditions import AnyOf, Blank, FactTest, Hardness, If, Stated
from knowledge.eligibility.dates import Span, Turn, find_condition_span, find_span
from knowledge.eligibility.durations import show_date
from knowledge.eligibility.evaluation import Applicability, Result, Trace, starts_on
from knowledge.eligibility.facts import REGION, FactType
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import Note, Verdict
from knowledge.eligibility.truth import Truth
from knowledge.sources import Citation


class Status(StrEnum):
    """How a condition stands; the words are those of the result contract."""

    UNMET = "unmet"
    UNKNOWN = "unknown"
    MET = "met"
    NOT_APPLICABLE = "not_applicable"


STATUSES = {Truth.TRUE: Status.MET, Truth.FALSE: Status.UNMET, Truth.UNKNOWN: Status.UNKNOWN}
ORDER = list(Status)


@dataclass(frozen=True)
class Reason:
    """One line of explanation: a condition, how it stands, how strongly it binds, and where it is written.

    `id` names the condition for as long as the rule has it; `span` tells from which day or until which it is met.
    """

    id: str
    text: str
    status: Status
    hardness: Hardness
    citations: tuple[Citation, ...]
    facts: tuple[str, ...] = ()
    route: str | None = None
    span: Span = field(default_factory=Span)


@dataclass(frozen=True)
class Explanation:
    """Everything a result card shows."""

    result: Result
    summary: str
    reasons: tuple[Reason, ...]
    notes: tuple[Note, ...]
    span: Span
    next_steps: tuple[str, ...]
    warning: str


@dataclass(frozen=True)
class _View:
    """What the lines of one result have in common."""

    book: Rulebook
    result: Result

    def id_of(self, trace: Trace) -> str:
        """The name of a condition, with its rule in front when that is another one."""
        name = trace.rule.condition_id(trace.condition)
        return name if trace.rule is self.result.rule else f"{trace.rule.id}:{name}"

    def span_of(self, trace: Trace) -> Span:
        """When the condition comes to be met, or ceases to be."""
        return find_condition_span(self.book, self.result, trace)


def explain(book: Rulebook, result: Result) -> Explanation:
    """The explanation of a result; reasons come with the unmet first."""
    view = _View(book, result)
    found = [reason for premise in result.premises for reason in _reasons(view, premise, live=True)]
    applies = result.applicability is Applicability.APPLIES
    found += _reasons(view, result.trace, live=applies)
    rule = result.rule
    span = find_span(book, result)
    return Explanation(
        result,
        _summary(book, result, span),
        tuple(sorted(_without_doubles(found), key=lambda reason: ORDER.index(reason.status))),
        rule.notes,
        span,
        rule.next_steps if applies else (),
        rule.warning or book.documents[rule.document].caveat,
    )


def _without_doubles(reasons: Iterable[Reason]) -> Iterable[Reason]:
    """The lines that say something new: a condition may stand in two branches of a rule."""
    found: dict[object, Reason] = {}
    for reason in reasons:
        found.setdefault((reason.text, reason.status, reason.hardness, reason.citations), reason)
    return found.values()


def as_contract(book: Rulebook, result: Result) -> dict[str, Any]:
    """The result as the contract of the command line has it, with notes, routes and arithmetic added."""
    told = explain(book, result)
    row: dict[str, Any] = {
        "rule": result.rule.id,
        "verdict": result.verdict.value,
        "summary": told.summary,
        "reasons": [_reason_row(reason) for reason in told.reasons],
        "missing": list(result.missing),
        "applicability": result.applicability.value,
        "notes": [
            {
                "text": note.text,
                "hardness": note.hardness.value,
                "citations": _cited(note.cite or result.rule.cite),
            }
            for note in told.notes
        ],
        "next_steps": list(told.next_steps),
        "warning": told.warning,
    }
    for name, turn in (
        ("eligible_from", told.span.eligible_from),
        ("eligible_until", told.span.eligible_until),
    ):
        if turn:
            row |= {name: turn.day.isoformat(), f"{name}_formula": turn.formula}
    return row


def _reason_row(reason: Reason) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": reason.id,
        "facts": list(reason.facts),
        "text": reason.text,
        "status": reason.status.value,
        "hardness": reason.hardness.value,
        "citations": _cited(reason.citations),
    }
    turns = (("met_from", reason.span.eligible_from), ("met_until", reason.span.eligible_until))
    row |= {name: turn.day.isoformat() for name, turn in turns if turn}
    return row | ({"route": reason.route} if reason.route else {})


def _cited(citations: tuple[Citation, ...]) -> list[dict[str, str]]:
    return [citation.as_mapping() for citation in citations]


def _summary(book: Rulebook, result: Result, span: Span) -> str:
    rule = result.rule
    words = wording.verdict_words(rule.kind, result.verdict)
    if result.applicability is not Applicability.APPLIES:
        return f"{words}。{_why_not_applicable(book, result)}"
    parts = [f"{words}。{rule.outcomes.get(result.verdict, '')}"]
    if result.verdict is Verdict.UNDETERMINED:
        parts += _why_undetermined(book, result)
    parts += [_turn(wording.FROM, span.eligible_from), _turn(wording.UNTIL, span.eligible_until)]
    return "".join(parts)


def _turn(template: str, turn: Turn | None) -> str:
    return template.format(day=show_date(turn.day), formula=turn.formula) if turn else ""


def _why_not_applicable(book: Rulebook, result: Result) -> str:
    document = book.documents[result.rule.document]
    broken = [str(p.condition.text) for p in result.premises if p.actual is Truth.FALSE]
    return wording.NOT_APPLICABLE[result.applicability].format(
        region=document.region,
        asked=result.facts.get(REGION),
        start=show_date(starts_on(result.rule, document)),
        day=show_date(result.today),
        premise="；".join(broken),
    )


def _why_undetermined(book: Rulebook, result: Result) -> Iterator[str]:
    """What is missing, what the document leaves open, and what is only a proposal."""
    labels = [book.fact(name).label for name in result.missing]
    if labels:
        yield wording.MISSING.format(facts="、".join(labels))
    leaves = [trace for trace in _leaves(result.trace) if trace.lenient is Truth.UNKNOWN]
    blanks = [trace.condition.blank for trace in leaves if isinstance(trace.condition, Blank)]
    if blanks:
        yield wording.BLANK.format(blanks="；".join(dict.fromkeys(blanks)))
    tests = [trace for trace in leaves if isinstance(trace.condition, FactTest)]
    if any(trace.condition.hardness is Hardness.PROPOSAL for trace in tests):  # type: ignore[attr-defined]
        yield wording.PROPOSAL
    if any(trace.outcome and not trace.outcome.unknown and trace.condition.around for trace in tests):  # type: ignore[attr-defined]
        yield wording.AROUND


def _leaves(trace: Trace) -> Iterator[Trace]:
    if not trace.parts:
        yield trace
    for part in trace.parts:
        yield from _leaves(part)


def _reasons(view: _View, trace: Trace, *, live: bool) -> Iterator[Reason]:
    """The reasons of a condition; those of alternatives that no longer matter are not applicable."""
    condition = trace.condition
    if isinstance(condition, FactTest | Blank):
        yield _leaf_reason(view, trace, condition, live=live)
        if trace.exception and trace.actual is Truth.FALSE:
            yield from _reasons(view, trace.exception, live=live)
    elif condition.text:
        yield _group_reason(view, trace, live=live)
    elif isinstance(condition, If):
        yield from _reasons(view, trace.parts[1], live=live and trace.parts[0].actual is not Truth.FALSE)
    else:
        settled = isinstance(condition, AnyOf) and trace.strict is Truth.TRUE
        for part in trace.parts:
            yield from _reasons(view, part, live=live and not (settled and part.strict is not Truth.TRUE))


def _leaf_reason(view: _View, trace: Trace, condition: FactTest | Blank, *, live: bool) -> Reason:
    text, route = condition.text, None
    span = view.span_of(trace) if live else Span()
    facts: tuple[str, ...] = ()
    if isinstance(condition, FactTest):
        facts = condition.fact_ids
        if trace.actual is Truth.FALSE and live:
            text = condition.unmet or text
            route = condition.exception.route if condition.exception and trace.opens_route else None
        text += _figures(view.book, trace, condition, span) if live else ""
        if trace.actual is Truth.UNKNOWN and trace in view.result.premises:
            text += wording.PRESUMED
        if route:
            text += f"；{wording.ROUTE.format(route=route)}"
    else:
        text = f"{text}：{condition.blank}"
    status = STATUSES[trace.actual] if live else Status.NOT_APPLICABLE
    cited = _citations(trace, condition)
    return Reason(view.id_of(trace), text, status, condition.hardness, cited, facts, route, span)


def _group_reason(view: _View, trace: Trace, *, live: bool) -> Reason:
    """A group that states itself in one line binds as strongly as its strongest condition."""
    leaves = [leaf.condition for leaf in _leaves(trace)]
    hardness = [leaf.hardness for leaf in leaves if isinstance(leaf, FactTest | Blank)]
    status = STATUSES[trace.actual] if live else Status.NOT_APPLICABLE
    facts = [name for leaf in leaves if isinstance(leaf, FactTest) for name in leaf.fact_ids]
    citations = _citations(trace, trace.condition)
    name, text = view.id_of(trace), str(trace.condition.text)
    return Reason(name, text, status, hardness[0], citations, tuple(dict.fromkeys(facts)))


def _citations(trace: Trace, condition: Stated) -> tuple[Citation, ...]:
    ways = condition.exception.cite if isinstance(condition, FactTest) and condition.exception else ()
    return tuple(dict.fromkeys([*(condition.cite or trace.rule.cite), *ways]))


def _figures(book: Rulebook, trace: Trace, condition: FactTest, span: Span) -> str:
    """The value used; for thresholds that depend on a figure also the threshold and the gap."""
    outcome = trace.outcome
    if outcome is None or outcome.value is None or isinstance(outcome.value, bool) or not condition.fact_ids:
        return ""
    fact = book.fact(condition.fact)
    value = fact.show(outcome.value)
    if len(condition.fact_ids) == 1 or outcome.target is None:
        turn = span.eligible_from
        return (
            wording.YOURS_FROM.format(value=value, day=show_date(turn.day))
            if turn
            else wording.YOURS.format(value=value)
        )
    over = outcome.gap is not None and condition.test in {"at_most", "less_than"}
    template = wording.GAP_OVER if over else wording.GAP
    gap = template.format(gap=fact.show(outcome.gap)) if outcome.gap else ""
    target = outcome.target
    if fact.type is FactType.INTEGER and isinstance(target, Fraction):
        target = floor(target) if condition.test in {"at_most", "less_than"} else ceil(target)  # whole heads
    return wording.FIGURES.format(value=value, target=fact.show(target), gap=gap)
