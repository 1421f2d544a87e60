"""Conditions: a closed set of operators that YAML spells and the evaluation explains.

A condition is a mapping that one key tells apart:

    all: [...]      any: [...]      not: {...}      at_least: 2 with of: [...]      if: {...} with then: {...}
    rule: other.rule                                 another rule's condition
    blank: "what the text leaves open"               undecidable, because the document gives no figure
    fact: age, and one test of its value             at_least, at_most, more_than, less_than, around, is, in,
                                                     before, not_after, after, not_before, within

Hardness says how strongly the text binds: H hard, S soft (一般, 原则上), P preference, T structure, G goal,
M permission, X pilot, Z a study's proposal, B blank.
"""

from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal, Self, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Discriminator, Field, Tag, model_validator

from knowledge.eligibility.durations import Period
from knowledge.eligibility.facts import TODAY
from knowledge.sources import Citation, Content

NUMERIC_TESTS = ("at_least", "at_most", "more_than", "less_than", "around")
DATE_TESTS = ("before", "not_after", "after", "not_before", "within")
TESTS = (*NUMERIC_TESTS, *DATE_TESTS, "is_", "in_")


class Hardness(StrEnum):
    """How strongly the document binds."""

    HARD = "H"
    SOFT = "S"
    PREFERENCE = "P"
    STRUCTURE = "T"
    GOAL = "G"
    PERMISSION = "M"
    PILOT = "X"
    PROPOSAL = "Z"
    BLANK = "B"


def _read_ratio(value: Any) -> Any:
    """Read 2/3, 60%, 1.5 or 45 exactly."""
    if isinstance(value, str) and value.endswith("%"):
        return Fraction(value[:-1]) / 100
    return Fraction(str(value)) if isinstance(value, int | float | str) else value


Ratio = Annotated[Fraction, BeforeValidator(_read_ratio)]


class Spelled(Content):
    """Content whose YAML keys are Python keywords."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Amount(Content):
    """A threshold that depends on another fact: `{fact: expected, times: 2/3, plus: 0}`."""

    fact: str
    times: Ratio = Fraction(1)
    plus: int = 0


class Moment(Content):
    """A day that depends on another date: `{fact: hired_on, plus: P3Y}`; `today` is the day of the check."""

    fact: str
    plus: Period = Period()


def _read_moment(value: Any) -> Any:
    return {"fact": value} if isinstance(value, str) and not value[:1].isdigit() else value


Threshold: TypeAlias = Amount | Ratio
Day: TypeAlias = Annotated[Moment | date, BeforeValidator(_read_moment)]


class Way(Content):
    """The route that the document opens where a condition is not met.

    `when` says for whom, else it is for all; `granted` names the fact that the route was taken with success.
    """

    when: "Condition | None" = None
    route: str
    granted: str | None = None
    cite: tuple[Citation, ...] = ()


class Stated(Spelled):
    """What every condition may say about itself; groups with a text are explained as one line."""

    text: str | None = None
    cite: tuple[Citation, ...] = ()


class FactTest(Stated):
    """One test of one fact.

    `step` marks something still to be done, such as an approval: as long as it isn't, the verdict is conditional.
    `presumed` marks what the case is about: not knowing it makes the verdict conditional, not undetermined.
    `required` makes a permission's or preference's own condition count.
    """

    fact: str
    text: str
    hardness: Hardness = Hardness.HARD
    is_: bool | str | None = Field(default=None, alias="is")
    in_: tuple[str, ...] | None = Field(default=None, alias="in")
    at_least: Threshold | None = None
    at_most: Threshold | None = None
    more_than: Threshold | None = None
    less_than: Threshold | None = None
    around: Threshold | None = None
    before: Day | None = None
    not_after: Day | None = None
    after: Day | None = None
    not_before: Day | None = None
    within: Moment | None = None
    exception: Way | None = None
    step: bool = False
    presumed: bool = False
    required: bool | None = None
    unmet: str | None = None

    @model_validator(mode="after")
    def one_test(self) -> Self:
        """A condition tests one thing."""
        found = [name for name in TESTS if getattr(self, name) is not None]
        if len(found) != 1:
            raise ValueError(f"one test is expected, not {len(found)}")
        return self

    @cached_property
    def test(self) -> str:
        """The name of the test."""
        return next(name for name in TESTS if getattr(self, name) is not None)

    @property
    def operand(self) -> Any:
        """What the fact is held against."""
        return getattr(self, self.test)

    @property
    def fact_ids(self) -> tuple[str, ...]:
        """The facts that the test looks at, its own first."""
        names = (self.fact, getattr(self.operand, "fact", TODAY))
        return tuple(name for name in names if name != TODAY)

    @property
    def granted(self) -> str | None:
        """The fact that the document's route was taken with success, where there is such a route."""
        return self.exception.granted if self.exception else None


class Blank(Stated):
    """Something the document leaves open, so that nobody can decide it from the text."""

    text: str
    blank: str
    fact: str | None = None
    hardness: Literal[Hardness.BLANK] = Hardness.BLANK


class AllOf(Stated):
    """Every condition must hold."""

    all: Annotated[tuple["Condition", ...], Field(min_length=1)]


class AnyOf(Stated):
    """One condition must hold."""

    any: Annotated[tuple["Condition", ...], Field(min_length=2)]


class Not(Stated):
    """The condition must not hold."""

    not_: "Condition" = Field(alias="not")


class SomeOf(Stated):
    """So many of the conditions must hold."""

    at_least: Annotated[int, Field(ge=1)]
    of: Annotated[tuple["Condition", ...], Field(min_length=2)]


class If(Stated):
    """A condition that is asked only of those whom another one describes."""

    if_: "Condition" = Field(alias="if")
    then: "Condition"


class Reference(Stated):
    """The condition of another rule."""

    rule: str


KINDS = ("fact", "all", "any", "not", "of", "if", "rule")


def _kind_of(value: Any) -> str:
    """The key that tells a condition's kind."""
    if isinstance(value, Stated):
        return _TAGS[type(value)]
    keys = value if isinstance(value, dict) else {}
    return "blank" if "blank" in keys else next((kind for kind in KINDS if kind in keys), "fact")


_TAGS: dict[type[Stated], str] = {
    FactTest: "fact",
    Blank: "blank",
    AllOf: "all",
    AnyOf: "any",
    Not: "not",
    SomeOf: "of",
    If: "if",
    Reference: "rule",
}

Condition: TypeAlias = Annotated[
    Annotated[FactTest, Tag("fact")]
    | Annotated[Blank, Tag("blank")]
    | Annotated[AllOf, Tag("all")]
    | Annotated[AnyOf, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[SomeOf, Tag("of")]
    | Annotated[If, Tag("if")]
    | Annotated[Reference, Tag("rule")],
    Discriminator(_kind_of),
]

for model in (Way, AllOf, AnyOf, Not, SomeOf, If):
    model.model_rebuild()


def parts_of(condition: Stated) -> tuple[Stated, ...]:
    """The conditions directly below a group; none below a leaf."""
    if isinstance(condition, AllOf):
        return condition.all
    if isinstance(condition, AnyOf):
        return condition.any
    if isinstance(condition, SomeOf):
        return condition.of
    if isinstance(condition, If):
        return (condition.if_, condition.then)
    return (condition.not_,) if isinstance(condition, Not) else ()


def walk(condition: Stated) -> tuple[Stated, ...]:
    """A condition and everything below it, exceptions included, in the order of the text."""
    below = [part for child in parts_of(condition) for part in walk(child)]
    if isinstance(condition, FactTest) and condition.exception and condition.exception.when:
        below += walk(condition.exception.when)
    return (condition, *below)
