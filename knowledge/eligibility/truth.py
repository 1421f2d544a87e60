"""Three-valued logic after Kleene: true, false, and not known."""

from collections.abc import Iterable
from enum import Enum


class Truth(Enum):
    """The truth of a condition as far as the known facts tell."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"

    def __invert__(self) -> "Truth":
        """The negation; what is unknown stays unknown."""
        return _NEGATED[self]

    @classmethod
    def of(cls, value: bool) -> "Truth":  # noqa: FBT001
        """A plain boolean as a truth."""
        return cls.TRUE if value else cls.FALSE


_NEGATED = {Truth.TRUE: Truth.FALSE, Truth.FALSE: Truth.TRUE, Truth.UNKNOWN: Truth.UNKNOWN}


def all_of(truths: Iterable[Truth]) -> Truth:
    """True when all are; false as soon as one is."""
    found = set(truths)
    if Truth.FALSE in found:
        return Truth.FALSE
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.TRUE


def any_of(truths: Iterable[Truth]) -> Truth:
    """True as soon as one is; false when all are."""
    return ~all_of(~truth for truth in truths)


def at_least_of(count: int, truths: Iterable[Truth]) -> Truth:
    """True when `count` of them surely are, false when so many no longer can be."""
    found = list(truths)
    if found.count(Truth.TRUE) >= count:
        return Truth.TRUE
    return Truth.FALSE if len(found) - found.count(Truth.FALSE) < count else Truth.UNKNOWN
