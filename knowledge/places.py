"""Where items stand in the content folder, so that a problem with one is a finding with file and line."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.errors import Finding

# The id of an item, the part of it that is wrong, and why.
Problem = tuple[str, str, str]


@dataclass(frozen=True)
class Place:
    """Where an item stands in the content folder."""

    file: str
    line: int


NOWHERE = Place("", 0)


def place_problem(places: Mapping[str, Place], problem: Problem, *kinds: str) -> Finding:
    """The finding that a problem is, at the item of the first of these kinds that has its id."""
    name, part, reason = problem
    keys = (f"{kind}:{name}" for kind in kinds)
    place = next((places[key] for key in keys if key in places), NOWHERE)
    return Finding(place.file, place.line, f"{name}/{part}", reason)
