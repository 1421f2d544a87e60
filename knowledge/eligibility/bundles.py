"""Questions that settle several facts at once.

Plain yes-or-no conditions that stand side by side in a rule are asked together: where all must hold the person says
that they all do, or which one doesn't; where one is enough the person says which one holds, or that none does. Two
counts that are held against each other are asked for in one question as well.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from knowledge.eligibility.conditions import AllOf, Amount, AnyOf, FactTest, Hardness
from knowledge.eligibility.evaluation import Trace
from knowledge.eligibility.facts import Fact, FactType, Value
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.truth import Truth

FEWEST = 2
SOME = 60
COUNTS = {FactType.INTEGER, FactType.NUMBER}


@dataclass(frozen=True)
class BundleItem:
    """One condition of a bundle: its fact, the value that fulfills it, and its words."""

    fact: Fact
    value: bool
    text: str


@dataclass(frozen=True)
class Bundle:
    """Conditions asked about together; `all_must` tells whether each must hold or one is enough."""

    all_must: bool
    items: tuple[BundleItem, ...]

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts that are asked for."""
        return tuple(item.fact for item in self.items)

    @property
    def answers(self) -> tuple[Mapping[str, Value], ...]:
        """What each answer says: first that all hold (that none does), then by item that it doesn't (that it does)."""
        alike = {item.fact.id: item.value is self.all_must for item in self.items}
        return (alike, *({item.fact.id: item.value is not self.all_must} for item in self.items))


@dataclass(frozen=True)
class Pair:
    """Two counts: the one that is given, and the one that is held against it."""

    facts: tuple[Fact, Fact]

    @property
    def answers(self) -> tuple[Mapping[str, Value], ...]:
        """Two answers that lie far apart."""
        whole, part = (fact.id for fact in self.facts)
        return ({whole: SOME, part: 0}, {whole: SOME, part: SOME})


Group = Bundle | Pair


def find_groups(book: Rulebook, trace: Trace, askable: Collection[str]) -> tuple[Group, ...]:
    """The bundles and pairs among the facts that can be asked for; a fact is in one of them only."""
    found: list[Group] = []
    groups: list[Group] = [*_bundles(book, trace, askable), *_pairs(book, trace, askable)]
    for group in groups:
        taken = {fact.id for other in found for fact in other.facts}
        if not taken & {fact.id for fact in group.facts}:
            found.append(group)
    return tuple(found)


def _pairs(book: Rulebook, trace: Trace, askable: Collection[str]) -> Iterator[Pair]:
    condition = trace.condition
    if isinstance(condition, FactTest) and isinstance(condition.operand, Amount):
        facts = tuple(book.fact(name) for name in condition.fact_ids)
        plain = all(fact.id in askable and fact.type in COUNTS and not fact.since for fact in facts)
        if plain and len(facts) == FEWEST:
            yield Pair((facts[1], facts[0]))
    for part in trace.parts:
        yield from _pairs(book, part, askable)


def _bundles(book: Rulebook, trace: Trace, askable: Collection[str]) -> Iterator[Bundle]:
    if isinstance(trace.condition, AllOf | AnyOf):
        items = tuple(item for part in trace.parts for item in _items(book, part, askable))
        if len({item.fact.id for item in items}) == len(items) >= FEWEST:
            yield Bundle(isinstance(trace.condition, AllOf), items)
    for part in trace.parts:
        yield from _bundles(book, part, askable)


def _items(book: Rulebook, trace: Trace, askable: Collection[str]) -> Iterator[BundleItem]:
    """The condition as an item, if it is a plain one whose answer is still to come."""
    condition = trace.condition
    if not isinstance(condition, FactTest) or trace.actual is not Truth.UNKNOWN:
        return
    is_plain = isinstance(condition.is_, bool) and not condition.step
    if not is_plain or condition.fact not in askable or condition.hardness is Hardness.PROPOSAL:
        return
    yield BundleItem(book.fact(condition.fact), bool(condition.is_), condition.text)
