"""Evaluating a rule: a verdict with the tree of everything that led to it.

Every condition has four truths. `actual` is what the facts say. `strict` is what counts for a plain "eligible":
blanks and proposals are never true there. `settled` is the same with every step that is not known to be done taken
as not done. `lenient` is what counts against a person: where the document opens a route, where a step is still to
be done, or where it only prefers, a failure does not end in "not eligible". Strictly true is eligible, leniently
false is not eligible, leniently true is conditional once it is settled not to be plainly eligible; the rest is
undetermined.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from knowledge.eligibility.conditions import (
    AllOf,
    AnyOf,
    Blank,
    FactTest,
    Hardness,
    If,
    Not,
    Reference,
    SomeOf,
    Stated,
    parts_of,
)
from knowledge.eligibility.derivation import complete
from knowledge.eligibility.fact_tests import Outcome, run_test
from knowledge.eligibility.facts import REGION, Value
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule, RuleKind, Verdict
from knowledge.eligibility.truth import Truth, all_of, any_of, at_least_of
from knowledge.sources import Document

NATIONAL = "全国"


class Applicability(StrEnum):
    """Whether a rule is for this case at all."""

    APPLIES = "applies"
    OTHER_REGION = "other_region"
    TOO_EARLY = "too_early"
    OTHER_CASE = "other_case"


@dataclass(frozen=True)
class Trace:
    """One condition with what came out of it and of the conditions below."""

    condition: Stated
    rule: EligibilityRule
    actual: Truth
    strict: Truth
    settled: Truth
    lenient: Truth
    outcome: Outcome | None = None
    exception: "Trace | None" = None
    parts: tuple["Trace", ...] = ()

    @property
    def opens_route(self) -> bool:
        """Whether the condition fails and the document's route applies."""
        soft = isinstance(self.condition, FactTest) and self.condition.exception is not None
        return soft and self.actual is Truth.FALSE and self.lenient is Truth.TRUE


@dataclass(frozen=True)
class Result:
    """The verdict on one case, with its trace."""

    rule: EligibilityRule
    verdict: Verdict
    applicability: Applicability
    trace: Trace
    premises: tuple[Trace, ...]
    missing: tuple[str, ...]
    facts: Mapping[str, Value] = field(default_factory=dict)
    today: date = date.min


@dataclass(frozen=True)
class _Case:
    """What the evaluation of one rule passes down its tree."""

    book: Rulebook
    rule: EligibilityRule
    facts: Mapping[str, Value]


def evaluate(book: Rulebook, rule: EligibilityRule, facts: Mapping[str, Value], *, today: date) -> Result:
    """The verdict of a rule on typed facts (`Rulebook.read_facts`) on a day."""
    known = complete(book.accepted(rule), facts, today)
    case = _Case(book, rule, known)
    premises = tuple(_trace(premise, case) for premise in rule.premises)
    trace = _trace(rule.condition, case)
    applicability = _applicability(book.documents[rule.document], rule, premises, known)
    verdict = _verdict(trace) if applicability is Applicability.APPLIES else Verdict.UNDETERMINED
    open_facts = open_facts_of(trace) if verdict in {Verdict.CONDITIONAL, Verdict.UNDETERMINED} else ()
    missing = open_facts if applicability is Applicability.APPLIES else ()
    return Result(rule, verdict, applicability, trace, premises, missing, known, today)


def starts_on(rule: EligibilityRule, document: Document) -> date:
    """The first day a rule speaks of: its own, the document's, or the first of the document's year."""
    return rule.since or document.effective_on or date(int(document.date[:4]), 1, 1)


def is_in_region(document: Document, region: str) -> bool:
    """Whether a document holds in a region named by a person; a national one holds everywhere."""
    names = {document.region, *document.regions}
    return NATIONAL in names or region == NATIONAL or any(name in region for name in names)


def _applicability(
    document: Document, rule: EligibilityRule, premises: Iterable[Trace], known: Mapping[str, Value]
) -> Applicability:
    region, today = known.get(REGION), known["today"]
    if isinstance(region, str) and not is_in_region(document, region):
        return Applicability.OTHER_REGION
    if isinstance(today, date) and today < starts_on(rule, document):
        return Applicability.TOO_EARLY
    if any(premise.actual is Truth.FALSE for premise in premises):
        return Applicability.OTHER_CASE
    return Applicability.APPLIES


def _verdict(trace: Trace) -> Verdict:
    if trace.strict is Truth.TRUE:
        return Verdict.ELIGIBLE
    if trace.lenient is Truth.FALSE:
        return Verdict.NOT_ELIGIBLE
    conditional = trace.lenient is Truth.TRUE and trace.settled is Truth.FALSE
    return Verdict.CONDITIONAL if conditional else Verdict.UNDETERMINED


def _trace(condition: Stated, case: _Case) -> Trace:
    if isinstance(condition, FactTest):
        return _trace_test(condition, case)
    if isinstance(condition, Blank):
        return _uniform(condition, case, Truth.UNKNOWN)
    if isinstance(condition, Reference):
        other = case.book.rule(condition.rule)
        inner = _trace(other.condition, _Case(case.book, other, case.facts))
        return replace(
            inner, condition=condition, rule=case.rule, outcome=None, exception=None, parts=(inner,)
        )
    parts = tuple(_trace(part, case) for part in parts_of(condition))
    actual = _combine(condition, [part.actual for part in parts])
    if isinstance(condition, Not):
        return replace(_uniform(condition, case, actual), parts=parts)
    first = [parts[0].actual] if isinstance(condition, If) else []
    rest = parts[len(first) :]
    return Trace(
        condition,
        case.rule,
        actual,
        strict=_combine(condition, [*first, *(part.strict for part in rest)]),
        settled=_combine(condition, [*first, *(part.settled for part in rest)]),
        lenient=_combine(condition, [*first, *(part.lenient for part in rest)]),
        parts=parts,
    )


def _uniform(condition: Stated, case: _Case, truth: Truth) -> Trace:
    return Trace(condition, case.rule, truth, truth, truth, truth)


def _combine(condition: Stated, truths: list[Truth]) -> Truth:
    if isinstance(condition, AllOf):
        return all_of(truths)
    if isinstance(condition, AnyOf):
        return any_of(truths)
    if isinstance(condition, SomeOf):
        return at_least_of(condition.at_least, truths)
    return any_of([~truths[0], *truths[1:]])


def _trace_test(condition: FactTest, case: _Case) -> Trace:
    outcome = run_test(condition, case.facts)
    actual = outcome.truth
    if condition.hardness is Hardness.PROPOSAL:
        return replace(_uniform(condition, case, Truth.UNKNOWN), actual=actual, outcome=outcome)
    when = condition.exception.when if condition.exception else None
    exception = _trace(when, case) if when else None
    lenient = _lenient(condition, actual, exception, case.rule)
    granted = actual is Truth.FALSE and condition.granted is not None
    strict = _granted(condition, case) if granted else actual
    pending = strict is Truth.UNKNOWN and (condition.step or condition.presumed or granted)
    settled = Truth.FALSE if pending else strict
    return Trace(condition, case.rule, actual, strict, settled, lenient, outcome, exception)


def _granted(condition: FactTest, case: _Case) -> Truth:
    """Whether the document's route was already taken with success."""
    granted = case.facts.get(condition.granted or "")
    return Truth.UNKNOWN if granted is None else Truth.of(granted is True)


def _lenient(condition: FactTest, actual: Truth, exception: Trace | None, rule: EligibilityRule) -> Truth:
    """The truth that counts against a person."""
    if condition.step or (condition.presumed and actual is Truth.UNKNOWN):
        return Truth.TRUE
    if actual is not Truth.FALSE:
        return actual
    if not decides(condition, rule):
        return Truth.TRUE
    if condition.exception is None:
        return Truth.FALSE
    return exception.actual if exception else Truth.TRUE


def decides(condition: FactTest, rule: EligibilityRule) -> bool:
    """Whether failing a condition can end in "not eligible"."""
    if condition.required is not None:
        return condition.required
    if condition.hardness is Hardness.STRUCTURE:
        return rule.kind is RuleKind.STRUCTURE
    return condition.hardness in {Hardness.HARD, Hardness.SOFT}


def open_facts_of(trace: Trace) -> tuple[str, ...]:
    """The unknown facts that keep the verdict open, in the order of the rule."""
    return tuple(dict.fromkeys([*_open(trace, "strict"), *_open(trace, "lenient")]))


def _granted_fact(trace: Trace) -> list[str]:
    """The fact that would tell whether a failed condition's route was taken."""
    condition = trace.condition
    open_route = isinstance(condition, FactTest) and trace.actual is Truth.FALSE and condition.granted
    return [open_route] if open_route else []


def _open(trace: Trace, side: str) -> list[str]:
    if getattr(trace, side) is not Truth.UNKNOWN:
        return []
    if trace.outcome is not None:
        below = _open(trace.exception, "actual") if trace.exception else []
        return [*trace.outcome.unknown, *_granted_fact(trace), *below]
    inner = "actual" if isinstance(trace.condition, Not) else side
    if isinstance(trace.condition, If):
        return [*_open(trace.parts[0], "actual"), *_open(trace.parts[1], side)]
    return [fact for part in trace.parts for fact in _open(part, inner)]
