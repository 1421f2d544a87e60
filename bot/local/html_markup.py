"""Telegram's HTML: tags and character references to plain text and entities."""

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.local.entities import utf16_length
from bot.local.errors import Json, bad_request

TAGS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
REFERENCES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
REFERENCE = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|(lt|gt|amp|quot));?")
NAME = re.compile(r"[^\s>]*")
ATTRIBUTE = re.compile(r"\s*([^\s=>]+)")
SPACES = re.compile(r"\s*")
VALUE = re.compile(r"\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9.\-]+))")
LARGEST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)


@dataclass
class _OpenTag:
    name: str
    start: int
    at: int
    attributes: dict[str, str]


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Return the text and the raw entities of an HTML message, or refuse as Telegram does."""
    return _Parser(source).run()


class _Parser:
    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0
        self.text: list[str] = []
        self.length = 0
        self.open: list[_OpenTag] = []
        self.entities: list[Json] = []

    def run(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            if self.source[self.at] != "<":
                self._take_text()
            elif self.source.startswith("</", self.at):
                self._take_end_tag()
            else:
                self._take_start_tag()
        if self.open:
            raise self._refusal(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return "".join(self.text), self.entities

    def _take_text(self) -> None:
        end = self.source.find("<", self.at)
        end = len(self.source) if end < 0 else end
        plain = REFERENCE.sub(_resolve, self.source[self.at : end])
        self.text.append(plain)
        self.length += utf16_length(plain)
        self.at = end

    def _take_start_tag(self) -> None:
        start = self.at
        self.at += 1
        name = self._take_name().lower()
        if self.at >= len(self.source) or not name:
            raise self._refusal("Unclosed start tag", start)
        if name not in TAGS:
            raise self._refusal(f'Unsupported start tag "{name}"', start)
        attributes = self._take_attributes(name, start)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise self._refusal('Tag "span" must have class "tg-spoiler"', start)
        self.open.append(_OpenTag(name, start, self.length, attributes))

    def _take_name(self) -> str:
        found = NAME.match(self.source, self.at)
        name = found.group() if found else ""
        self.at += len(name)
        return name

    def _skip_spaces(self) -> None:
        if found := SPACES.match(self.source, self.at):
            self.at = found.end()

    def _take_attributes(self, tag: str, start: int) -> dict[str, str]:
        attributes: dict[str, str] = {}
        while found := ATTRIBUTE.match(self.source, self.at):
            self.at = found.end()
            value = VALUE.match(self.source, self.at)
            if value:
                self.at = value.end()
                attributes[found[1].lower()] = REFERENCE.sub(_resolve, value[1] or value[2] or value[3] or "")
            elif (tag, found[1].lower()) == ("blockquote", "expandable"):
                attributes["expandable"] = ""
            else:
                raise self._refusal(
                    f'Expected equal sign in declaration of an attribute of the tag "{tag}"', start
                )
        self._skip_spaces()
        if not self.source.startswith(">", self.at):
            raise self._refusal("Unclosed start tag", start)
        self.at += 1
        return attributes

    def _take_end_tag(self) -> None:
        start = self.at
        self.at += 2
        name = self._take_name().lower()
        if not self.open:
            raise self._refusal("Unexpected end tag", start)
        self._skip_spaces()
        if not self.source.startswith(">", self.at):
            raise self._refusal("Unclosed end tag", start)
        self.at += 1
        opened = self.open.pop()
        if name and name != opened.name:
            reason = f'Unmatched end tag at byte offset {self._bytes(start)}, expected "</{opened.name}>"'
            raise self._refusal(f'{reason}, found "</{name}>"')
        self._close(opened)

    def _close(self, tag: _OpenTag) -> None:
        entity: Json = {"type": TAGS[tag.name], "offset": tag.at, "length": self.length - tag.at}
        if not entity["length"]:
            return
        if tag.name == "a":
            self._add_link(entity, tag.attributes.get("href"))
        elif tag.name == "code":
            self._add_code(entity, tag.attributes.get("class", ""))
        elif tag.name == "pre":
            self._add_pre(entity)
        else:
            if "expandable" in tag.attributes and tag.name == "blockquote":
                entity["type"] = "expandable_blockquote"
            self.entities.append(entity)

    def _add_link(self, entity: Json, href: str | None) -> None:
        shown = "".join(self.text).encode("utf-16-le")[2 * entity["offset"] :].decode("utf-16-le")
        if url := normal_url(shown if href is None else href):
            self.entities.append(entity | {"url": url})

    def _add_code(self, entity: Json, css_class: str) -> None:
        if css_class.startswith("language-") and self.open and self.open[-1].name == "pre":
            entity["language"] = css_class.removeprefix("language-")
        self.entities.append(entity)

    def _add_pre(self, entity: Json) -> None:
        last = self.entities[-1] if self.entities else {}
        same = (last.get("offset"), last.get("length")) == (entity["offset"], entity["length"])
        if same and last["type"] == "code":
            self.entities.pop()
            entity |= {"language": last["language"]} if "language" in last else {}
        self.entities.append(entity)

    def _bytes(self, at: int) -> int:
        return len(self.source[:at].encode())

    def _refusal(self, reason: str, at: int | None = None) -> Exception:
        place = "" if at is None else f" at byte offset {self._bytes(at)}"
        return bad_request(f"can't parse entities: {reason}{place}")


def normal_url(address: str) -> str | None:
    """Return the address as Telegram stores it, or None where it drops the link."""
    address = address.strip()
    if not address or re.search(r"\s", address):
        return None
    if address.startswith("tg://"):
        return address
    parts = urlsplit(address if "://" in address else f"http://{address}")
    if parts.scheme.lower() not in {"http", "https"} or "." not in parts.netloc.strip("."):
        return None
    return parts._replace(scheme=parts.scheme.lower(), path=parts.path or "/").geturl()


def _resolve(found: re.Match[str]) -> str:
    if name := found[3]:
        return REFERENCES[name]
    code = int(found[1], 16) if found[1] else int(found[2])
    is_character = 0 < code <= LARGEST_CHARACTER and code not in SURROGATES
    return chr(code) if is_character else found[0]
