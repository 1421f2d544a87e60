"""The rulebook: all rules with the facts and documents they speak of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from knowledge.eligibility.conditions import Blank, FactTest, Reference, Stated, walk
from knowledge.eligibility.derivation import complete
from knowledge.eligibility.facts import REGION, Fact, FactError, FactType, Value, parse_value
from knowledge.eligibility.rules import EligibilityRule
from knowledge.errors import UnknownIdError
from knowledge.sources import Document

REGION_FACT = Fact(
    id=REGION,
    label="地区",
    type=FactType.REGION,
    question="您在哪个地区？",
    help="如 宁夏、舟山；不填就按规则自己的适用地区看。",
)


@dataclass(frozen=True)
class Rulebook:
    """Rules, facts and documents by id."""

    rules: Mapping[str, EligibilityRule]
    facts: Mapping[str, Fact]
    documents: Mapping[str, Document]

    @cached_property
    def _accepted(self) -> dict[str, dict[str, Fact]]:
        """What `accepted` worked out before: rules never change, and each check asks for it."""
        return {}

    def rule(self, rule_id: str) -> EligibilityRule:
        """The rule of this id; raises UnknownIdError for an unknown one."""
        try:
            return self.rules[rule_id]
        except KeyError:
            raise UnknownIdError(f"no rule {rule_id!r}") from None

    def fact(self, fact_id: str) -> Fact:
        """The fact of this id; the region is always one."""
        return REGION_FACT if fact_id == REGION else self.facts[fact_id]

    def facts_of(self, rule: EligibilityRule) -> tuple[Fact, ...]:
        """The facts that a rule looks at, in the order of its conditions, premises last."""
        ids = dict.fromkeys(
            [*self._tested(rule.conditions[len(rule.premises) :]), *self._tested(rule.premises)]
        )
        return tuple(self.facts[fact_id] for fact_id in ids)

    def accepted(self, rule: EligibilityRule) -> dict[str, Fact]:
        """Every fact that may be given for a rule: those it looks at, the dates they derive from, the region."""
        if rule.id not in self._accepted:
            used = self.facts_of(rule)
            sources = [self.facts[source] for fact in used for source in (fact.since, fact.until) if source]
            self._accepted[rule.id] = {fact.id: fact for fact in (*used, *sources, REGION_FACT)}
        return self._accepted[rule.id]

    def read_facts(self, rule: EligibilityRule, raw: Mapping[str, Any], today: date) -> dict[str, Value]:
        """The typed facts of what was given; null means not known.

        Raises FactError for a name that the rule doesn't know, a value that doesn't fit, or a contradiction.
        """
        allowed = self.accepted(rule)
        facts: dict[str, Value] = {}
        for name, value in raw.items():
            if name not in allowed:
                raise FactError(name, f"“{rule.title}”没有这一项；可以填的是 {'、'.join(allowed)}")
            if value is not None:
                facts[name] = parse_value(allowed[name], value, today)
        complete(allowed, facts, today)
        return facts

    def references(self, rule: EligibilityRule) -> tuple[EligibilityRule, ...]:
        """The rules that a rule refers to, directly or through others."""
        direct = [self.rule(part.rule) for part in rule.conditions if isinstance(part, Reference)]
        return tuple(other for found in direct for other in (found, *self.references(found)))

    def _tested(self, conditions: tuple[Stated, ...]) -> Iterator[str]:
        for condition in conditions:
            if isinstance(condition, FactTest):
                yield from condition.fact_ids
                yield from (condition.granted,) if condition.granted else ()
            elif isinstance(condition, Blank) and condition.fact:
                yield condition.fact
            elif isinstance(condition, Reference):
                yield from self._tested(walk(self.rules[condition.rule].condition))
