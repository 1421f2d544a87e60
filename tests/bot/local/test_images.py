"""Sizes read from the heads of pictures."""

import struct

import pytest

from bot.local.images import image_size
from bot.local.people import STICKER

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">II", 40, 30)
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08" + struct.pack(">HH", 30, 40)
WEBP = b"RIFF\0\0\0\0WEBP"


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (PNG, (40, 30)),
        (STICKER, (1, 1)),
        (b"GIF89a" + struct.pack("<HH", 40, 30), (40, 30)),
        (JPEG, (40, 30)),
        (WEBP + b"VP8X" + bytes(8) + b"\x27\0\0\x1d\0\0", (40, 30)),
        (WEBP + b"VP8L" + bytes(4) + b"\x2f" + struct.pack("<I", 39 | 29 << 14), (40, 30)),
        (WEBP + b"VP8 " + bytes(10) + struct.pack("<HH", 40, 30), (40, 30)),
    ],
)
def test_known_formats(content, size):
    """Width and height come out in this order."""
    assert image_size(content) == size


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF",
        PNG[:20],
        JPEG[:12],
        b"\xff\xd8\xff\xc0\x00\x11\x08\0",
        WEBP + b"VP8X",
        WEBP + b"VP8L",
        WEBP + b"VP8 ",
        WEBP + b"XXXX",
        b"GIF89a" + bytes(4),
    ],
)
def test_no_picture(content):
    """Anything else, or a cut-off head, is no picture."""
    assert image_size(content) is None
