"""Formatted text: a plain text with entities counted in UTF-16 units, and its clean form."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.local.errors import Json, bad_request

SPLITTABLE = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler"})
MONOSPACE = frozenset({"code", "pre"})
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
# Types a bot may state itself; the rest are refused so that a typing error in a test is seen.
STATED = (
    SPLITTABLE
    | MONOSPACE
    | QUOTES
    | {"text_link", "text_mention", "mention", "hashtag", "cashtag", "bot_command", "url", "email"}
    | {"phone_number"}
)
# Wider entities come first where two start together, as Telegram sorts them.
PRIORITY = {"blockquote": 0, "expandable_blockquote": 0, "pre": 1, "code": 2}


@dataclass(frozen=True)
class FormattedText:
    """A text without markup and the entities that format it."""

    text: str
    entities: tuple[Json, ...] = ()


def utf16_length(text: str) -> int:
    """Return the length in UTF-16 code units, the unit of offsets and limits."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)  # noqa: PLR2004


def clean(text: str, entities: Iterable[Json]) -> FormattedText:
    """Strip the ends of a text and bring its entities into Telegram's normal form."""
    kept = text.strip()
    lead = utf16_length(text) - utf16_length(text.lstrip())
    size = utf16_length(kept)
    moved = [moved for entity in entities if (moved := _clip(entity, lead, size))]
    return FormattedText(kept, tuple(_sorted(_merge(_separate(moved)))))


def check_stated(raw: list[object], text: str) -> list[Json]:
    """Check entities that the bot stated itself instead of a parse mode."""
    size = utf16_length(text)
    checked = []
    for entity in raw:
        if not isinstance(entity, dict) or entity.get("type") not in STATED:
            raise bad_request("can't parse entities: unsupported MessageEntity type")
        offset, length = entity.get("offset"), entity.get("length")
        if not isinstance(offset, int) or not isinstance(length, int) or length < 1 or offset < 0:
            raise bad_request("can't parse entities: wrong MessageEntity offset or length")
        if offset + length > size:
            raise bad_request("can't parse entities: MessageEntity ends outside of the text")
        checked.append(dict(entity))
    return checked


def overlaps(entity: Json, others: Iterable[Json]) -> bool:
    """Tell whether an entity shares a unit with one of the others."""
    end = entity["offset"] + entity["length"]
    return any(entity["offset"] < o["offset"] + o["length"] and o["offset"] < end for o in others)


def _clip(entity: Json, lead: int, size: int) -> Json | None:
    start = max(entity["offset"] - lead, 0)
    end = min(entity["offset"] + entity["length"] - lead, size)
    return {**entity, "offset": start, "length": end - start} if end > start else None


def _separate(entities: list[Json]) -> list[Json]:
    """Code holds nothing and is held by quotes and links only; quotes don't nest."""
    solid = _outermost(entity for entity in entities if entity["type"] in MONOSPACE)
    quotes = _outermost(entity for entity in entities if entity["type"] in QUOTES)
    result = [*solid, *quotes]
    for entity in entities:
        if entity["type"] in SPLITTABLE:
            result.extend(_cut(entity, solid))
        elif entity["type"] not in MONOSPACE | QUOTES and not overlaps(entity, solid):
            result.append(entity)
    return result


def _outermost(entities: Iterable[Json]) -> list[Json]:
    kept: list[Json] = []
    for entity in _sorted(entities):
        if not overlaps(entity, kept):
            kept.append(entity)
    return kept


def _cut(entity: Json, holes: list[Json]) -> list[Json]:
    pieces, start, end = [], entity["offset"], entity["offset"] + entity["length"]
    for hole in sorted(holes, key=lambda hole: hole["offset"]):
        if start < hole["offset"] < end:
            pieces.append({**entity, "offset": start, "length": hole["offset"] - start})
        if hole["offset"] < end and hole["offset"] + hole["length"] > start:
            start = hole["offset"] + hole["length"]
    if start < end:
        pieces.append({**entity, "offset": start, "length": end - start})
    return pieces


def _merge(entities: list[Json]) -> list[Json]:
    """Join touching and nested entities of one splittable kind."""
    merged: list[Json] = []
    last: dict[str, Json] = {}
    for entity in _sorted(entities):
        before = last.get(entity["type"])
        if (
            before
            and entity["type"] in SPLITTABLE
            and entity["offset"] <= before["offset"] + before["length"]
        ):
            end = max(before["offset"] + before["length"], entity["offset"] + entity["length"])
            before["length"] = end - before["offset"]
            continue
        last[entity["type"]] = joined = dict(entity)
        merged.append(joined)
    return merged


def _sorted(entities: Iterable[Json]) -> list[Json]:
    return sorted(entities, key=lambda e: (e["offset"], -e["length"], PRIORITY.get(e["type"], 3), e["type"]))
