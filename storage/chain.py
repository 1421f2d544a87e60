"""Chains of records: each entry holds the hash of the one before, so that a change shows.

An exported record is a JSON object with `format`, `kind`, `subject`, `entries`, `head` and `seal`. An entry is any
JSON object with `number` (1, 2, 3 …), `previous` and `hash`; its hash covers all its other fields and the hash
before. The seal covers the subject and the last hash.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, select

from storage.insertion import add_if_absent
from storage.tables import ChainHead

FORMAT = "cadrebot-record/1"
GENESIS = "0" * 64
SEALS = frozenset({"previous", "hash"})


@dataclass(frozen=True)
class Verified:
    """Every entry is as it was written; the head says how far."""

    kind: str
    count: int
    hash: str


@dataclass(frozen=True)
class Broken:
    """The record is not what was written: at this entry (0: the record as a whole), for this reason."""

    number: int
    reason: str


def digest(body: Mapping[str, Any], previous: str) -> str:
    """The hash of an entry's own fields after the hash of the entry before."""
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def claim_head(session: Session, *, name: str) -> ChainHead:
    """Take the end of a chain for this transaction; others who append wait."""
    add_if_absent(session, row=ChainHead(name=name, number=0, hash=GENESIS))
    return session.exec(select(ChainHead).where(ChainHead.name == name).with_for_update()).one()


def advance(session: Session, head: ChainHead, body: Mapping[str, Any]) -> str:
    """Seal a body whose number is the next one, and move the head on; returns the hash before."""
    previous = head.hash
    head.number, head.hash = head.number + 1, digest(body, previous)
    session.add(head)
    return previous


def export_record(
    kind: str, subject: Mapping[str, Any], entries: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """A record as it is written to a file."""
    last = entries[-1]["hash"] if entries else GENESIS
    head = {"count": len(entries), "hash": last}
    return {
        "format": FORMAT,
        "kind": kind,
        "subject": dict(subject),
        "entries": list(entries),
        "head": head,
        "seal": digest({"kind": kind, "subject": dict(subject)}, last),
    }


def verify_record(record: object) -> Verified | Broken:
    """Whether an exported record, of whatever kind, is whole and unchanged."""
    if not isinstance(record, dict) or record.get("format") != FORMAT:
        return Broken(0, "not an exported record")
    entries, head = record.get("entries"), record.get("head")
    if not isinstance(entries, list) or not isinstance(head, dict):
        return Broken(0, "entries or head are missing")
    previous = GENESIS
    for number, entry in enumerate(entries, start=1):
        reason = _fault(entry, number, previous)
        if reason:
            return Broken(number, reason)
        previous = entry["hash"]
    if head != {"count": len(entries), "hash": previous}:
        return Broken(0, "the head does not belong to these entries: some are missing or added at the end")
    told = {"kind": record.get("kind"), "subject": record.get("subject")}
    if record.get("seal") != digest(told, previous):
        return Broken(0, "what the record says of itself was changed")
    return Verified(str(record.get("kind")), len(entries), previous)


def _fault(entry: object, number: int, previous: str) -> str | None:
    """What is wrong with an entry at this place of a chain."""
    if not isinstance(entry, dict) or entry.get("number") != number:
        return "an entry is missing, added or out of order"
    if entry.get("previous") != previous:
        return "it does not follow the entry before"
    body = {key: value for key, value in entry.items() if key not in SEALS}
    return None if digest(body, previous) == entry.get("hash") else "it was changed"
