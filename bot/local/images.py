"""Width and height of the picture formats that Telegram takes as photos."""

import struct
from itertools import pairwise

JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
Size = tuple[int, int]


def image_size(content: bytes) -> Size | None:
    """Return width and height of a PNG, GIF, JPEG or WebP picture, None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _unpack(">II", content, 16)
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return _unpack("<HH", content, 6)
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    return None


def _unpack(layout: str, content: bytes, at: int) -> Size | None:
    try:
        first, second = struct.unpack_from(layout, content, at)
    except struct.error:
        return None
    return (first, second) if first and second else None


def _jpeg(content: bytes) -> Size | None:
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:  # noqa: PLR2004
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in JPEG_FRAMES:
            size = _unpack(">HH", content, at + 5)
            return size[::-1] if size else None
        at += 2 + max(length, 2)
    return None


def _webp(content: bytes) -> Size | None:
    kind = content[12:16]
    if kind == b"VP8X" and len(content) >= 30:  # noqa: PLR2004
        width, height = (int.from_bytes(content[a:b], "little") + 1 for a, b in pairwise((24, 27, 30)))
        return width, height
    if kind == b"VP8L" and len(content) >= 25:  # noqa: PLR2004
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        size = _unpack("<HH", content, 26)
        return (size[0] & 0x3FFF, size[1] & 0x3FFF) if size else None
    return None
