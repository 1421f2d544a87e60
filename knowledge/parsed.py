"""What YAML files said, in a form that is read faster: parsing them is most of loading."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from hashlib import blake2b
from typing import Any, Self

FORMAT = 1
# JSON has no dates; no key of ours begins like this.
DATE = "\0date"
SPELLED_DATE = json.dumps(DATE)

# The line that an item starts on, and the item.
Row = tuple[int, Any]


class ParsedFiles:
    """The items of files by the hash of their text: those known from before, and those asked for or added since."""

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self._known = dict(known or {})
        self._used: dict[str, str] = {}

    @property
    def has_changed(self) -> bool:
        """Whether what was used is something else than what was known."""
        return self._used.keys() != self._known.keys()

    def get(self, text: str) -> list[Row] | None:
        """The items of a file of this text, or None."""
        digest = _digest(text)
        spelled = self._known.get(digest)
        if spelled is None:
            return None
        self._used[digest] = spelled
        return _decode(spelled)

    def add(self, text: str, rows: Sequence[Row]) -> None:
        """Keep the items of a file, when they come back from JSON as they are."""
        try:
            spelled = json.dumps(rows, ensure_ascii=False, default=_encode)
        except TypeError:
            return
        if _decode(spelled) == [*rows]:
            self._used[_digest(text)] = spelled

    def dump(self) -> bytes:
        """What was used, one file a line, after a line that tells whether it is whole."""
        body = "\n".join(f"{digest} {spelled}" for digest, spelled in self._used.items()).encode()
        return f"{FORMAT} {_digest(body)}\n".encode() + body

    @classmethod
    def load(cls, dumped: bytes) -> Self:
        """What `dump` wrote; raises ValueError for anything else."""
        head, _, body = dumped.partition(b"\n")
        if head != f"{FORMAT} {_digest(body)}".encode():
            raise ValueError("no parsed files of this format")
        lines = (line.partition(" ") for line in body.decode().split("\n") if line)
        return cls({digest: spelled for digest, _, spelled in lines})


def _digest(text: str | bytes) -> str:
    raw = text.encode() if isinstance(text, str) else text
    return blake2b(raw, digest_size=16).hexdigest()


def _encode(value: object) -> dict[str, str]:
    if type(value) is not date:
        raise TypeError(f"not kept: {type(value)}")
    return {DATE: value.isoformat()}


def _decode(spelled: str) -> list[Row]:
    # Few files hold a date, and looking for one in every mapping takes as long as reading it.
    restore = _restore if SPELLED_DATE in spelled else None
    return [(line, row) for line, row in json.loads(spelled, object_hook=restore)]


def _restore(mapping: dict[str, Any]) -> object:
    return date.fromisoformat(mapping[DATE]) if DATE in mapping else mapping
