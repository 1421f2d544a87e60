"""Splitting a document's text into provisions by the numbering that its card describes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self

from knowledge.sources import Document
from knowledge.text.normalization import simplify
from knowledge.text.numerals import to_int

HAN = "[一二三四五六七八九十]"
MARKERS = {
    "section": re.compile(rf"^\**({HAN}+)、"),
    "paren": re.compile(rf"^\((?P<n>{HAN}+)\)"),
    "arabic": re.compile(r"^\**(\d+|[lI](?=、))[、.]\s*(?!\d)"),  # scans read 1 as l
    "bullet": re.compile(r"^——?"),
    "serial": re.compile(rf"^({HAN})是"),
    "point": re.compile(r"^\((\d+)\)"),
}
POINT = re.compile(r"(?=[(（]\d+[)）]|[⑴-⒇])")
SENTENCE_END = tuple("。:;!?”*》")
LEAD = "前言"
LONG_LINE = 40  # a shorter line without a full stop is a heading


@dataclass(frozen=True)
class Provision:
    """A numbered unit of an original: its locator and its text, character for character."""

    locator: str
    text: str


@dataclass
class _Position:
    """Where the reader stands: the numbers of the path and the marker that opened each level."""

    numbers: list[str] = field(default_factory=list)
    markers: list[str] = field(default_factory=list)
    paragraphs: int = 0

    def open(self, level: int, marker: str, number: str) -> None:
        self.numbers[level:] = [number]
        self.markers[level:] = [marker]
        self.paragraphs = 0

    @property
    def locator(self) -> str:
        return ".".join(self.numbers) or LEAD


@dataclass(frozen=True)
class _Line:
    """A line as it stands, and the folded form in which its marker is looked for."""

    text: str
    folded: str

    @classmethod
    def of(cls, text: str) -> Self:
        return cls(text, simplify(text))

    @property
    def is_marked(self) -> bool:
        return any(pattern.match(self.folded) for pattern in MARKERS.values())

    @property
    def is_unfinished(self) -> bool:
        return len(self.folded) > LONG_LINE and not self.folded.endswith(SENTENCE_END)


def split_provisions(document: Document, text: str) -> list[Provision]:
    """The provisions of an original's text, in order; what stands before the first section is 前言."""
    collected: dict[str, list[str]] = {}
    position = _Position()
    for line in _pieces(document, _join_broken(text.splitlines())):
        _advance(document, position, line.folded)
        collected.setdefault(_place(document, position), []).append(line.text)
    return [Provision(locator, "\n".join(lines)) for locator, lines in collected.items()]


def _join_broken(lines: Iterable[str]) -> Iterator[_Line]:
    """Whole paragraphs: a line that stops in mid-sentence is continued by the next one."""
    held: _Line | None = None
    for line in map(_Line.of, filter(None, map(str.strip, lines))):
        if held and held.is_unfinished and not line.is_marked:
            held = _Line(held.text + line.text, held.folded + line.folded)
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _pieces(document: Document, lines: Iterable[_Line]) -> Iterator[_Line]:
    inline = any("point" in level for level in document.outline)
    for line in lines:
        yield from map(_Line.of, filter(None, POINT.split(line.text))) if inline else (line,)


def _advance(document: Document, position: _Position, line: str) -> None:
    for locator, cue in document.anchors.items():
        if line.startswith(cue):
            position.numbers, position.markers = locator.split("."), ["anchor"] * len(locator.split("."))
            return
    for level, names in enumerate(document.outline[: len(position.numbers) + 1]):
        for name in filter(MARKERS.__contains__, names):
            number = _number(name, line, position, level)
            if number is not None and _fits(name, level, position):
                position.open(level, name, number)
                return
    if position.numbers:
        position.paragraphs += 1


def _number(name: str, line: str, position: _Position, level: int) -> str | None:
    match = MARKERS[name].match(line)
    if match is None:
        return None
    if name == "section":
        return match[1]
    if name == "bullet":
        seen = int(position.numbers[level]) if len(position.numbers) > level else 0
        return str(seen + 1)
    if match[1] in "lI":
        return "1"
    return match[1] if match[1].isdigit() else str(to_int(match[1]))


def _fits(name: str, level: int, position: _Position) -> bool:
    """A serial (一是) continues the level it began on; it does not climb out of a numbered item."""
    if name != "serial" or len(position.numbers) <= level:
        return True
    return position.markers[level] == "serial"


def _place(document: Document, position: _Position) -> str:
    """The locator of the current line; documents that count paragraphs get one more number where it exists."""
    depth = len(position.numbers)
    counts = depth < len(document.outline) and "paragraph" in document.outline[depth]
    paragraph = f"{position.locator}.{position.paragraphs + 1}"
    return paragraph if counts and paragraph in document.locators else position.locator


def index_provisions(document_id: str, provisions: Sequence[Provision]) -> dict[str, str]:
    """`NX2016 二.4.3` → text; a provision's text includes everything below it."""
    texts: dict[str, str] = {}
    for provision in provisions:
        parts = provision.locator.split(".")
        for depth in range(1, len(parts) + 1):
            key = f"{document_id} {'.'.join(parts[:depth])}"
            texts[key] = f"{texts.get(key, '')}\n{provision.text}".strip()
    return texts
