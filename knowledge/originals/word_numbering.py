"""Automatic numbers of Word paragraphs: 一、 and （二） are often not in the text but made by the program."""

import re
from dataclasses import dataclass, field
from typing import Any, Self

from knowledge.sources import CHINESE_DIGITS

MAIN = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHINESE = frozenset(
    [
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "ideographTraditional",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    ]
)
PLACEHOLDER = re.compile(r"%([1-9])")
TEN = 10
BULLET = "·"


@dataclass(frozen=True)
class Level:
    """How one level of a list is numbered: where it starts, in which numerals, with what around them."""

    start: int
    numerals: str
    pattern: str


@dataclass
class Numbering:
    """Counts a document's numbered paragraphs as they go by."""

    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> Self:
        """The numbering that a document defines; an empty one if it defines none."""
        made = cls()
        for relation in document.part.rels.values():
            if relation.reltype.endswith("/numbering"):
                made._read(relation.target_part.element)
        for style in document.styles.element.iter(f"{MAIN}style"):
            place = _place(style)
            if place:
                made.styles[style.get(f"{MAIN}styleId")] = place
        return made

    def label(self, paragraph: Any) -> str:
        """The number or bullet that stands before a paragraph; empty for most."""
        place = _place(paragraph) or self.styles.get(_value(paragraph, f"{MAIN}pPr/{MAIN}pStyle"))
        if place is None or place[0] not in self.lists:
            return ""
        name, depth = self.lists[place[0]], place[1]
        level = self.levels.get((name, depth))
        if level is None:
            return ""
        self.counts[name, depth] = self.counts.get((name, depth), level.start - 1) + 1
        for key in [key for key in self.counts if key[0] == name and key[1] > depth]:
            del self.counts[key]
        if level.numerals == "bullet":
            return level.pattern if level.pattern.strip("—－-") == "" else BULLET
        return PLACEHOLDER.sub(lambda match: self._number(name, int(match[1]) - 1), level.pattern)

    def _number(self, name: str, depth: int) -> str:
        level = self.levels.get((name, depth), Level(1, "decimal", ""))
        number = self.counts.get((name, depth), level.start)
        return to_chinese(number) if level.numerals in CHINESE else str(number)

    def _read(self, root: Any) -> None:
        for definition in root.iter(f"{MAIN}abstractNum"):
            name = definition.get(f"{MAIN}abstractNumId")
            for item in definition.iter(f"{MAIN}lvl"):
                start = int(_value(item, f"{MAIN}start") or 1)
                level = Level(start, _value(item, f"{MAIN}numFmt"), _value(item, f"{MAIN}lvlText"))
                self.levels[name, int(item.get(f"{MAIN}ilvl"))] = level
        for item in root.iter(f"{MAIN}num"):
            self.lists[item.get(f"{MAIN}numId")] = _value(item, f"{MAIN}abstractNumId")


def to_chinese(number: int) -> str:
    """A number below a hundred in Chinese numerals; larger ones as they are."""
    tens, ones = divmod(number, TEN)
    if not 0 < number < TEN * TEN:
        return str(number)
    head = "" if tens == 0 else "十" if tens == 1 else f"{CHINESE_DIGITS[tens]}十"
    return head + (CHINESE_DIGITS[ones] if ones else "")


def _value(element: Any, path: str) -> str:
    """The w:val of the element at a path below this one; empty when there is none."""
    found = element.find(path)
    return "" if found is None else str(found.get(f"{MAIN}val", ""))


def _place(element: Any) -> tuple[str, int] | None:
    """The list and the level that a paragraph or a style names for itself."""
    number = _value(element, f"{MAIN}pPr/{MAIN}numPr/{MAIN}numId")
    level = _value(element, f"{MAIN}pPr/{MAIN}numPr/{MAIN}ilvl")
    return (number, int(level or 0)) if number else None
