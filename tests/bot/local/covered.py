"""What an entity covers."""


def utf16_slice(text, offset, length):
    """The part of the text from an offset on, both counted in UTF-16 code units."""
    units = text.encode("utf-16-le")
    return units[2 * offset : 2 * (offset + length)].decode("utf-16-le", errors="replace")
