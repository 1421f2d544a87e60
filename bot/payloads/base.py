"""What all payloads have in common."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Payload:
    """What pressing a button means: numbers of rows, positions and the program's own words, never texts.

    The fields of a kind are integers and strings; a string has no colon in it.
    """
