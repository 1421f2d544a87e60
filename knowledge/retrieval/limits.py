"""A person's figure in a question (我46了), held against the limit of the provision that the answer is about."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from knowledge.eligibility.conditions import AllOf, FactTest, Hardness
from knowledge.eligibility.quantities import find_quantities
from knowledge.eligibility.rules import EligibilityRule, RuleKind
from knowledge.eligibility.written_dates import fold_dates
from knowledge.entries import Entry
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval import wording
from knowledge.retrieval.figures import amounts_of
from knowledge.text.numerals import to_int

AGE = "岁"
NUMERAL = re.compile(r"[\d二三四五六七八九]")
# An age without its unit: 我46了, 今年四十六还行吗.
BARE_AGE = re.compile(
    r"(?:今年|现年|年龄|岁数|年纪|本人|我|他|她|对方|老公|老婆|爱人)(?:是|有|已经|都)?"
    r"(\d\d|[二三四五六]十[一二三四五六七八九]?)(?=[了啦咧呀吧还能可 ，,。？?！!]|$)"
)
# Stands for an age that is only bounded (46岁以上): with one, no other age of the question counts either.
BOUNDED = Fraction(-1)
BINDING = (Hardness.HARD, Hardness.SOFT)
DECIDING = (RuleKind.QUALIFICATION, RuleKind.COMPLIANCE)


@dataclass(frozen=True)
class Limit:
    """A bound that a provision sets, whatever else it asks for; `route` is what the document allows beyond it."""

    label: str
    bound: Fraction
    is_upper: bool
    is_hard: bool
    route: str | None


def limit_note(question: str, entry: Entry, base: KnowledgeBase) -> str | None:
    """How the one figure of a question stands to the one limit that the answer states; None when either is in doubt."""
    figures = set(_figures(question)) if NUMERAL.search(question) else set()
    limits = set(_limits(entry, base)) if len(figures) == 1 else set()
    if len(limits) != 1:
        return None
    (figure,), (limit,) = figures, limits
    return _told(figure, limit)


def _figures(question: str) -> Iterator[Fraction]:
    """The ages that a question states, with or without their unit."""
    text = fold_dates(question)
    for quantity in find_quantities(text):
        if quantity.unit == AGE:
            yield quantity.value if quantity.is_exact and not quantity.is_vague else BOUNDED
    for found in BARE_AGE.findall(text):
        yield Fraction(found if found.isdigit() else to_int(found))


def _limits(entry: Entry, base: KnowledgeBase) -> Iterator[Limit]:
    """The limits of age that rules of the cited provisions set and the answer's first paragraph names."""
    stated = amounts_of(entry.answer.partition("\n\n")[0])
    cited = set(entry.citations)
    for rule in base.rules.values():
        if rule.kind in DECIDING and cited.intersection(rule.cite):
            yield from (limit for limit in _limits_of(rule, base) if (float(limit.bound), AGE) in stated)


def _limits_of(rule: EligibilityRule, base: KnowledgeBase) -> Iterator[Limit]:
    """The bounds that a rule sets for everybody: not those of one way among several."""
    whole = rule.condition
    for part in whole.all if isinstance(whole, AllOf) else (whole,):
        if not isinstance(part, FactTest) or part.test not in {"at_most", "at_least"}:
            continue
        fact, bound = base.facts[part.fact], part.operand
        if fact.unit == AGE and isinstance(bound, Fraction) and part.hardness in BINDING:
            route = part.exception.route if part.exception and not part.exception.when else None
            is_hard = part.hardness is Hardness.HARD and part.exception is None
            yield Limit(fact.label, bound, part.test == "at_most", is_hard, route)


def _told(figure: Fraction, limit: Limit) -> str | None:
    """The comparison in words; None for an age that is only bounded, or is the limit to the year: the day decides."""
    if figure in {BOUNDED, limit.bound}:
        return None
    is_met = (figure < limit.bound) is limit.is_upper
    words = (wording.WITHIN if is_met else wording.BEYOND)[limit.is_upper]
    said = words.format(figure=figure, bound=limit.bound)
    if is_met:
        return said + wording.WITHIN_THEN.format(label=limit.label)
    if limit.route:
        return said + wording.BEYOND_ROUTE.format(route=limit.route)
    return said + (wording.BEYOND_HARD if limit.is_hard else wording.BEYOND_SOFT)
