"""What buttons carry: typed payloads, written with a version into at most 64 bytes.

A payload names rows and positions, never texts or entry ids, and says nothing about rights: whoever reads one
checks in the database that the row is the presser's own.
"""

from dataclasses import astuple, dataclass, fields
from typing import TypeVar, get_args

MAX_BYTES = 64
# Grows when a payload changes its meaning; buttons of another version are stale.
VERSION = "1"
SEPARATOR = ":"


@dataclass(frozen=True)
class Example:
    """Ask one of the example questions; the key is a digest of its text."""

    key: str


@dataclass(frozen=True)
class Pick:
    """Answer with the entry offered at this position under a question."""

    question: int
    position: int


@dataclass(frozen=True)
class Sources:
    """Show in full what the answer to a question rests on."""

    question: int


@dataclass(frozen=True)
class Feedback:
    """Say whether the answer helped: 1 or -1; the same again takes it back."""

    question: int
    value: int


@dataclass(frozen=True)
class Retry:
    """Answer again the message that the button's message replies to."""


Payload = Example | Pick | Sources | Feedback | Retry
CODES: dict[str, type[Payload]] = {"e": Example, "p": Pick, "s": Sources, "f": Feedback, "r": Retry}
NAMES = {kind: code for code, kind in CODES.items()}
PayloadT = TypeVar("PayloadT", Example, Pick, Sources, Feedback, Retry)


def encode(payload: Payload) -> str:
    """Write a payload for a button."""
    data = SEPARATOR.join([VERSION, NAMES[type(payload)], *map(str, astuple(payload))])
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"{type(payload).__name__} takes more than {MAX_BYTES} bytes")
    return data


def parse(data: str | None) -> Payload | None:
    """Read what a button carried; None for a stale, damaged or foreign one."""
    version, _, rest = (data or "").partition(SEPARATOR)
    code, *values = rest.split(SEPARATOR)
    kind = CODES.get(code)
    if version != VERSION or kind is None or len(values) != len(fields(kind)):
        return None
    try:
        return kind(*(field.type(value) for field, value in zip(fields(kind), values, strict=True)))  # type: ignore[operator]
    except ValueError:
        return None


def pattern(kind: type[Payload]) -> str:
    """The regular expression that recognizes a kind of payload of the present version."""
    return f"^{VERSION}{SEPARATOR}{NAMES[kind]}({SEPARATOR}|$)"


def parse_as(kind: type[PayloadT], data: str | None) -> PayloadT | None:
    """Read a payload of one kind; None for anything else."""
    payload = parse(data)
    return payload if isinstance(payload, kind) else None


assert set(get_args(Payload)) == set(NAMES), "every payload has a code"  # noqa: S101  # checked once, at import
