"""Bytes to text: the encodings in which Chinese documents come."""

import codecs
import re

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# GB2312 and GBK are parts of GB18030. UTF-8 goes first: hardly any text in another encoding is valid UTF-8.
GUESSES = ("utf-8", "gb18030")
DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*(big5)", re.IGNORECASE)


def decode(data: bytes) -> str | None:
    """The text of the bytes; None when they are in no encoding that is known here."""
    marked = next((name for mark, name in MARKS.items() if data.startswith(mark)), None)
    declared = DECLARED.search(data[:2048])
    encodings = (marked,) if marked else (*((declared[1].decode().lower(),) if declared else ()), *GUESSES)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
