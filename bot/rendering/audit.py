"""Replies to admins: the audit log, and the maintenance switch."""

from collections.abc import Mapping, Sequence
from zoneinfo import ZoneInfo

from bot.payloads.people import AuditPage, ExportAudit
from bot.rendering import people_texts as texts
from bot.rendering.invitations import day
from bot.rendering.paging import OLDER
from bot.rendering.reply import Button, Reply, block, bold, italic
from storage.tables import AuditEntry, ChainHead

SHORT_HASH = 16


def render_audit(
    entries: Sequence[AuditEntry], head: ChainHead | None, *, names: Mapping[int, str], zone: ZoneInfo
) -> Reply:
    """Some entries, the latest first, with the hash that the whole log leads to."""
    if head is None:
        return Reply((block(texts.AUDIT_EMPTY),))
    lines = [_line(entry, names, zone) for entry in entries]
    blocks = (
        block(bold(texts.AUDIT.format(count=head.number)), "\n", "\n".join(lines)),
        block(italic(texts.AUDIT_HEAD.format(hash=head.hash[:SHORT_HASH]))),
    )
    has_older = bool(entries) and entries[-1].number > 1
    older = (Button(OLDER, AuditPage(entries[-1].number)),) if has_older else ()
    return Reply(blocks, ((*older, Button(texts.AUDIT_EXPORT, ExportAudit())),))


def _line(entry: AuditEntry, names: Mapping[int, str], zone: ZoneInfo) -> str:
    """An entry on a line: number, time, who, what, to whose record."""
    kind = texts.SUBJECTS[entry.subject]
    subject = (
        texts.NUMBERED.format(kind=kind, number=entry.subject_id) if entry.subject_id is not None else ""
    )
    unnamed = texts.NUMBERED.format(kind=texts.SUBJECTS["account"], number=entry.actor)
    actor = texts.SYSTEM if entry.actor is None else names.get(entry.actor, unnamed)
    return texts.AUDIT_LINE.format(
        number=entry.number,
        at=day(entry.at, zone),
        actor=actor,
        action=texts.ACTIONS[entry.action],
        subject=f" {subject}" if subject else "",
    )
