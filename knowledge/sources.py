"""Policy documents, the addresses of their provisions, and citations."""

import datetime as dt
import re
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_serializer, model_validator

CHINESE_DIGITS = "零一二三四五六七八九十"
LOCATOR = re.compile(r"^(前言|[一二三四五六七八九十]+(\.\d+)*)$")


class Content(BaseModel):
    """Base of everything read from YAML: frozen, and refusing fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Citation(Content):
    """A document and the locator of one of its provisions; written `NX2016 二.4.3` in YAML."""

    document: str
    locator: Annotated[str, Field(pattern=LOCATOR.pattern)]

    @model_validator(mode="before")
    @classmethod
    def parse(cls, value: Any) -> Any:
        """Read the one-line form that YAML uses."""
        if isinstance(value, str):
            document, _, locator = value.strip().partition(" ")
            return {"document": document, "locator": locator.strip()}
        return value

    @model_serializer
    def as_mapping(self) -> dict[str, str]:
        """Write the two-field form that the export contract names."""
        return {"document": self.document, "locator": self.locator}

    def __str__(self) -> str:
        return f"{self.document} {self.locator}"


class Document(Content):
    """A policy document: what it is, where and when it holds, and the caveat that goes with each answer.

    `locator_words` turns a locator into words by depth: `{0}` is the Chinese section numeral, `{1}` and `{2}`
    the inner numbers, `{1:cn}` the same number in Chinese numerals. `locators` are all provisions of the
    document, `headings` those that are bare headings with nothing to cite, `spelled` the words for locators that
    do not follow the pattern. `outline` names the numbering of each level for reading originals (section 一、 paren （一）
    arabic 1、 bullet —— serial 一是 point (1)), `anchors` gives the first words of provisions that carry no number.
    """

    id: str
    title: str
    short: str
    issuer: str
    number: str | None = None
    date: str
    effective_on: dt.date | None = None
    level: str
    region: str
    regions: tuple[str, ...] = ()
    standing: str
    period: str
    aliases: tuple[str, ...] = ()
    caveat: str
    revisions: tuple[str, ...] = ()
    locator_words: tuple[str, ...]
    locators: tuple[str, ...]
    headings: tuple[str, ...] = ()
    spelled: dict[str, str] = {}
    outline: tuple[tuple[str, ...], ...] = ()
    anchors: dict[str, str] = {}

    @model_validator(mode="after")
    def headings_are_locators(self) -> Self:
        """A heading must be one of the document's own locators."""
        strangers = set(self.headings) - set(self.locators)
        if strangers:
            raise ValueError(f"headings that are no locators: {sorted(strangers)}")
        return self

    @property
    def card(self) -> str:
        """What may be said about the document without a provision: its names, dates and later revisions."""
        return " ".join((self.title, self.number or "", self.date, self.period, self.short, *self.revisions))

    def locate(self, locator: str) -> str:
        """The locator in words that a reader can follow in the printed document."""
        if locator == "前言":
            return "前言"
        if locator in self.spelled:
            return self.spelled[locator]
        parts: list[Any] = [Ordinal(part) for part in locator.split(".")]
        return "".join(self.locator_words[: len(parts)]).format(*parts)

    def place(self, locator: str) -> str:
        """The same, under the document's short name."""
        return f"{self.short}{self.locate(locator)}"


class Ordinal(str):
    """A number of a locator; formats as `3`, or as `三` with the format code `cn`."""

    __slots__ = ()

    def __format__(self, code: str) -> str:
        if code == "cn" and self.isdigit():
            return CHINESE_DIGITS[int(self)] if int(self) <= 10 else f"十{CHINESE_DIGITS[int(self) - 10]}"  # noqa: PLR2004
        return str(self)
