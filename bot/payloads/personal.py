"""What the buttons about oneself carry: profile, preferences, one's data."""

from dataclasses import dataclass

from bot.payloads.base import Payload


@dataclass(frozen=True)
class Cancel(Payload):
    """Leave the form that waits for a text."""


@dataclass(frozen=True)
class EditProfile(Payload):
    """Change a field of one's profile."""

    field: str


@dataclass(frozen=True)
class SetProfile(Payload):
    """Choose a value for a field of one's profile: the one at this position, or none with -1."""

    field: str
    position: int


@dataclass(frozen=True)
class Agree(Payload):
    """Agree that one's profile is used (1), or take that back (0)."""

    value: int


@dataclass(frozen=True)
class EditSetting(Payload):
    """Change one of one's preferences."""

    name: str


@dataclass(frozen=True)
class SetSetting(Payload):
    """Choose a value for a preference."""

    name: str
    value: int


@dataclass(frozen=True)
class MyData(Payload):
    """Something to do with everything that is kept about oneself."""

    act: str
