"""Holding the provisions of a text against the locators that the document's card knows."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.originals.outline import Provision
from knowledge.sources import Document


@dataclass(frozen=True)
class Placement:
    """What was found where.

    `provisions` are all of them in order, `placed` the card's locators that have text, `missing` those that have none,
    `extra` provisions with a locator that the card does not know.
    """

    provisions: tuple[Provision, ...]
    placed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[Provision, ...]

    @property
    def is_convincing(self) -> bool:
        """Whether the text is this document at all: most places were found."""
        return len(self.placed) > len(self.missing)


def place(document: Document, provisions: Sequence[Provision]) -> Placement:
    """Compare the locators found with those expected."""
    found = {name for provision in provisions for name in ancestry(provision.locator)}
    known = {name for locator in document.locators for name in ancestry(locator)}
    return Placement(
        provisions=tuple(provisions),
        placed=tuple(locator for locator in document.locators if locator in found),
        missing=tuple(locator for locator in document.locators if locator not in found),
        extra=tuple(provision for provision in provisions if provision.locator not in known | {"前言"}),
    )


def ancestry(locator: str) -> tuple[str, ...]:
    """A locator and those it lies within, outermost first: 六, 六.3, 六.3.2."""
    parts = locator.split(".")
    return tuple(".".join(parts[:depth]) for depth in range(1, len(parts) + 1))
