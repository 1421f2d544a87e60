"""Counts that can't exceed others: nobody comes to a meeting who was not due to come."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Protocol, TypeVar

from knowledge.eligibility.facts import FactError, Value

EXCEEDS = "“{part}”填的是{count}，不能比“{whole}”的{most}还多，请核对"


class Count(Protocol):
    """What is counted, with the ids of the counts that it can't exceed."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def label(self) -> str:
        """What it is called."""

    @property
    def at_most(self) -> tuple[str, ...]:
        """The counts that it can't exceed."""

    def show(self, value: Value) -> str:
        """A value in words."""


CountT = TypeVar("CountT", bound=Count)


def find_excess(counts: Mapping[str, CountT], values: Mapping[str, Value | None]) -> tuple[str, str] | None:
    """The first count that exceeds one that it is a part of, and that one; None where everything goes together."""
    pairs = ((part.id, whole) for part in counts.values() for whole in part.at_most if whole in counts)
    return next((pair for pair in pairs if exceeds(values.get(pair[0]), values.get(pair[1]))), None)


def exceeds(part: Value | None, whole: Value | None) -> bool:
    """Whether a count is larger than another; nothing is where one of them is not known."""
    return isinstance(part, int | Fraction) and isinstance(whole, int | Fraction) and part > whole


def check_wholes(counts: Mapping[str, CountT], values: Mapping[str, Value | None]) -> None:
    """See that no count exceeds one that it is a part of.

    Raises FactError, about the part, in plain Chinese where one does.
    """
    excess = find_excess(counts, values)
    if excess is None:
        return
    part, whole = (counts[name] for name in excess)
    count, most = (one.show(value) for one in (part, whole) if (value := values[one.id]) is not None)
    raise FactError(part.id, EXCEEDS.format(part=part.label, count=count, whole=whole.label, most=most))
