"""The interview: what to ask next, and how many questions may still come.

A question asks for one fact, or for a group of them (`bundles`). Of the questions whose answer can
still change the verdict the one comes first after whose answers, on average, the fewest are left; where that makes
hardly a difference, the first of the rule.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from knowledge.eligibility.bundles import Bundle, Group, find_groups
from knowledge.eligibility.conditions import Amount, FactTest
from knowledge.eligibility.evaluation import Result, evaluate
from knowledge.eligibility.facts import Fact, FactType, Value
from knowledge.eligibility.relevance import facts_that_matter
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule

NEGLIGIBLE = Fraction(1, 3)  # a question more or less in three interviews: the order of the rule reads better


@dataclass(frozen=True)
class Step:
    """Where an interview stands: the fact to ask for (None when done), and about how many questions are left.

    With a group the question is about all of its facts; `fact` is then the first of them.
    """

    fact: Fact | None
    left: int
    result: Result
    group: Group | None = None


@dataclass(frozen=True)
class _Interview:
    """What stays the same while the next question is looked for."""

    book: Rulebook
    rule: EligibilityRule
    today: date
    declined: Collection[str]
    one_by_one: bool

    def questions(self, result: Result) -> list[Group | Fact]:
        """The questions that can still change the verdict, in the order of the rule."""
        matter = facts_that_matter(result, self.declined)
        groups = () if self.one_by_one else find_groups(self.book, result.trace, matter)
        member = {fact.id: group for group in groups for fact in group.facts}
        return list(dict.fromkeys(member.get(name) or self.book.fact(name) for name in matter))

    def foresee(self, question: Group | Fact, known: Mapping[str, Value], now: int) -> "_Foresight":
        """What is left after an answer; one question less than now where no answer is telling."""
        counts = [
            (weight, self._left_after({**known, **answer})) for weight, answer in self._answers(question)
        ]
        found = counts or [(1, now - 1)]
        total = sum(weight for weight, _ in found)
        mean = Fraction(sum(weight * left for weight, left in found), total)
        return _Foresight(mean, max(left for _, left in found), question)

    def _answers(self, question: Group | Fact) -> list[tuple[int, Mapping[str, Value]]]:
        """The answers that can tell something, with how often each is to be expected: most things are as they must be."""
        if isinstance(question, Fact):
            return [(1, {question.id: value}) for value in telling_values(self.rule, question)]
        alike, *others = question.answers
        if isinstance(question, Bundle) and question.all_must:
            return [(2 * len(others), alike), *((1, answer) for answer in others)]
        return [(1, alike), *((2, answer) for answer in others)]

    def _left_after(self, known: Mapping[str, Value]) -> int:
        """The questions left with these answers."""
        return len(self.questions(evaluate(self.book, self.rule, known, today=self.today)))


@dataclass(frozen=True)
class _Foresight:
    """How many questions are left after a question's answers: on average, and at most."""

    mean: Fraction
    most: int
    question: Group | Fact


def next_step(
    book: Rulebook,
    rule: EligibilityRule,
    known: Mapping[str, Value],
    *,
    today: date,
    declined: Collection[str] = (),
    one_by_one: bool = False,
) -> Step:
    """The question after which the fewest are left; facts answered 不知道 are not asked for again."""
    interview = _Interview(book, rule, today, declined, one_by_one)
    result = evaluate(book, rule, known, today=today)
    questions = interview.questions(result)
    if not questions:
        return Step(None, 0, result)
    ahead = [interview.foresee(question, known, len(questions)) for question in questions]
    least = min(seen.mean for seen in ahead)
    best = next(seen for seen in ahead if seen.mean <= least + NEGLIGIBLE)
    left = max(len(questions), 1 + best.most)
    if isinstance(best.question, Fact):
        return Step(best.question, left, result)
    return Step(best.question.facts[0], left, result, best.question)


def telling_values(rule: EligibilityRule, fact: Fact) -> tuple[Value, ...]:
    """Values that between them can lead to every outcome: all choices, or both sides of each threshold."""
    if fact.type is FactType.BOOLEAN:
        return (True, False)
    if fact.type is FactType.ENUM:
        return fact.choices
    if fact.type not in {FactType.INTEGER, FactType.NUMBER}:
        return ()
    tests = [part for part in rule.conditions if isinstance(part, FactTest) and part.fact == fact.id]
    fixed = [part.operand for part in tests if not isinstance(part.operand, Amount)]
    around = {value for number in fixed for value in (number - 1, number, number + 1) if value >= 0}
    return tuple(int(value) if fact.type is FactType.INTEGER else value for value in sorted(around))
