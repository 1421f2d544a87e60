"""What Telegram marks by itself in a plain text: commands, links, mentions, hashtags, addresses."""

import re

from bot.local.entities import FormattedText, clean, overlaps, utf16_length
from bot.local.errors import Json

PATTERNS = (
    ("url", re.compile(r"(?<![\w@])https?://[^\s<>\"'，。；！？）】》]+[^\s<>\"'，。；：！？）】》.,;:!?)]")),
    ("email", re.compile(r"(?<![\w.+-])[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+(?!\w)", re.ASCII)),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}(?!\w)", re.ASCII)),
    ("hashtag", re.compile(r"(?<![\w#&])#(?=\w*[^\W\d])\w{1,256}")),
    ("bot_command", re.compile(r"(?<![\w/<])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])")),
)
# Inside these nothing is marked.
CLOSED = frozenset({"code", "pre", "text_link", "text_mention", *(kind for kind, _ in PATTERNS)})


def with_detected(formatted: FormattedText) -> FormattedText:
    """Add the entities that Telegram finds by itself."""
    found: list[Json] = []
    closed = [entity for entity in formatted.entities if entity["type"] in CLOSED]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(formatted.text):
            offset = utf16_length(formatted.text[: match.start()])
            entity = {"type": kind, "offset": offset, "length": utf16_length(match.group())}
            if not overlaps(entity, [*closed, *found]):
                found.append(entity)
    return clean(formatted.text, [*formatted.entities, *found]) if found else formatted
