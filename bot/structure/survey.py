"""The counts of a team as they come together: from a roster, from answers, or from both."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

from knowledge.eligibility.facts import Fact, FactError, Value, parse_value, plain_values
from knowledge.eligibility.rulebook import Rulebook
from knowledge.knowledge_base import KnowledgeBase
from knowledge.rosters.counting import find_contradiction
from knowledge.rosters.findings import Finding, find_all
from knowledge.rosters.teams import Team, facts_of, open_facts, rules_of


class ContradictionError(FactError):
    """A count that exceeds another one that it is a part of."""

    def __init__(self, fact_id: str, value: Value, reason: str) -> None:
        self.value = value
        super().__init__(fact_id, reason)


@dataclass(frozen=True)
class Survey:
    """The counts of one kind of team on a day.

    `answered` are the facts that were answered in the chat, in order, `declined` those that nobody knows, `asking`
    the one that is being corrected, `rows` how many lines the roster had, `is_done` that the report is shown.
    """

    book: Rulebook
    team: Team
    today: date
    counts: Mapping[str, Value] = field(default_factory=dict)
    answered: tuple[str, ...] = ()
    declined: frozenset[str] = frozenset()
    asking: str | None = None
    rows: int = 0
    is_done: bool = False
    version: int = 1

    @cached_property
    def facts(self) -> dict[str, Value]:
        """The counts with what the kind of team itself says."""
        given = {
            name: parse_value(self.book.fact(name), raw, self.today) for name, raw in self.team.given.items()
        }
        return {**given, **self.counts}

    @cached_property
    def open(self) -> tuple[Fact, ...]:
        """What could still be said, declined or not."""
        return open_facts(self.book, self.team, self.facts)

    @property
    def left(self) -> tuple[Fact, ...]:
        """What is still to be asked."""
        return tuple(fact for fact in self.open if fact.id not in self.declined)

    @property
    def asked(self) -> Fact | None:
        """The fact that is asked for: the one to correct, else the next; none when the report is due."""
        if self.asking is not None:
            return self.book.fact(self.asking)
        return None if self.is_done or not self.left else self.left[0]

    @property
    def known(self) -> tuple[tuple[Fact, Value], ...]:
        """The counts there are, in the order of the rules."""
        wanted = facts_of(self.book, self.team)
        return tuple((fact, self.counts[fact.id]) for fact in wanted if fact.id in self.counts)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules say about the counts."""
        return find_all(self.book, rules_of(self.book, self.team), self.facts, self.today)

    def take(self, value: Value) -> "Survey":
        """The answer to what is asked.

        Raises ContradictionError when it doesn't fit the other counts.
        """
        fact = self.asked
        if fact is None:
            return self
        other = find_contradiction(self.book.facts, self.counts, fact.id, value)
        if other:
            against = self.book.fact(other)
            raise ContradictionError(fact.id, value, f"{against.label}是{against.show(self.counts[other])}")
        counts = {**self.counts, fact.id: value}
        return self._moved(fact, counts=counts, declined=self.declined - {fact.id})

    def decline(self) -> "Survey":
        """That nobody knows what is asked."""
        fact = self.asked
        if fact is None:
            return self
        counts = {name: value for name, value in self.counts.items() if name != fact.id}
        return self._moved(fact, counts=counts, declined=self.declined | {fact.id})

    def _moved(self, fact: Fact, *, counts: Mapping[str, Value], declined: frozenset[str]) -> "Survey":
        """One further; after a correction the report comes again where it was shown before."""
        answered = (*(name for name in self.answered if name != fact.id), fact.id)
        return replace(self, counts=counts, declined=declined, answered=answered, asking=None)

    def back(self) -> "Survey":
        """Back by one answer; out of a correction, to where it was begun."""
        if self.asking or not self.answered:
            return replace(self, asking=None)
        last = self.answered[-1]
        counts = {name: value for name, value in self.counts.items() if name != last}
        return replace(
            self, counts=counts, answered=self.answered[:-1], declined=self.declined - {last}, is_done=False
        )

    def correct(self, position: int) -> "Survey | None":
        """Ask again for the count at a position of those there are."""
        if not 0 <= position < len(self.known):
            return None
        return replace(self, asking=self.known[position][0].id)

    def finish(self) -> "Survey":
        """Show the report on what there is."""
        return replace(self, asking=None, is_done=True)

    def resume(self) -> "Survey":
        """Ask for everything that is still open, also for what was declined."""
        return replace(self, asking=None, declined=frozenset(), is_done=False)

    def to_json(self) -> dict[str, Any]:
        """The survey as the chat keeps it: counts, and nothing about anybody."""
        return {
            "team": self.team.id,
            "on": self.today.isoformat(),
            "counts": plain_values(self.counts),
            "answered": list(self.answered),
            "declined": sorted(self.declined),
            "asking": self.asking,
            "rows": self.rows,
            "is_done": self.is_done,
            "version": self.version,
        }


def read_survey(base: KnowledgeBase, kept: Mapping[str, Any]) -> Survey | None:
    """The survey that a chat kept; None when the content no longer has its team, or speaks of other counts."""
    team = base.teams.get(kept.get("team", ""))
    if team is None:
        return None
    book, today = base.rulebook, date.fromisoformat(kept["on"])
    facts = {fact.id: fact for fact in facts_of(book, team)}
    try:
        counts = {name: parse_value(facts[name], raw, today) for name, raw in kept["counts"].items()}
    except (KeyError, FactError):
        return None
    asking = kept["asking"] if kept["asking"] in facts else None
    return Survey(
        book,
        team,
        today,
        counts,
        answered=tuple(kept["answered"]),
        declined=frozenset(kept["declined"]),
        asking=asking,
        rows=kept["rows"],
        is_done=kept["is_done"],
        version=kept["version"],
    )
