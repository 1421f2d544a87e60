"""The record of a case: everything that a file of it says, its export, and the check that rows are what was done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, SQLModel, col, select

from storage.cases.events import chain_name, event_body, happened_in, list_events, names_of
from storage.cases.moving import members_of
from storage.cases.overview import Summary, list_children
from storage.cases.reading import get_case, list_attachments, steps_of
from storage.cases.rows import Rows, replay
from storage.cases.values import Actor, CaseView
from storage.chain import Broken, Verified, export_record, verify_record
from storage.tables import Attachment, Case, CaseEvent, ChainHead, Unit

KIND = "case"
# What the events say of each row; the rest follows from these, or is the messenger's own.
TOLD: Mapping[str, tuple[str, ...]] = {
    "cases": (
        "owner_id",
        "template",
        "template_version",
        "name",
        "region",
        "documents",
        "values",
        "shared_at",
        "archived_at",
        "created_at",
        "updated_at",
        "version",
    ),
    "case_steps": (
        "state",
        "assignee_id",
        "expected_on",
        "waiting_until",
        "done_on",
        "reason",
        "note",
        "changed_by",
        "changed_at",
    ),
    "case_members": ("may", "since"),
    "attachments": ("kind", "name", "mime", "size", "added_by", "added_at"),
}


@dataclass(frozen=True)
class CaseRecord:
    """A case with all that a file of it says; events are in the order they happened, names by account number."""

    view: CaseView
    exported_at: datetime
    unit: str | None
    parent: str | None
    names: Mapping[int, str]
    members: Mapping[int, str]
    events: tuple[CaseEvent, ...]
    files: tuple[Attachment, ...]
    children: tuple[Summary, ...]

    @property
    def code(self) -> str:
        """The verification code: the hash at the end of the chain, which covers every event."""
        return self.events[-1].hash

    def name(self, number: int | None) -> str | None:
        """The name of an account; None for one that is gone."""
        return None if number is None else self.names.get(number)


def gather(session: Session, actor: Actor, view: CaseView) -> CaseRecord:
    """Everything about a case that the actor sees."""
    case = view.case
    events = tuple(reversed(list_events(session, case_id=case.id, limit=None)))
    members = members_of(session, case_id=case.id)
    steps = view.steps.values()
    unit = session.get(Unit, case.unit_id) if case.unit_id is not None else None
    parent = get_case(session, actor, case_id=case.parent_id) if case.parent_id is not None else None
    numbers = {event.actor for event in events} | _named_in(events) | {step.assignee_id for step in steps}
    return CaseRecord(
        view=view,
        exported_at=actor.now,
        unit=unit.name if unit else None,
        parent=parent.case.name if parent else None,
        names=names_of(session, {case.owner_id, *members} | numbers),
        members={number: row.may for number, row in members.items()},
        events=events,
        files=tuple(list_attachments(session, case_id=case.id)),
        children=tuple(list_children(session, actor, case_id=case.id)),
    )


def _named_in(events: Sequence[CaseEvent]) -> set[int | None]:
    """The accounts that events speak of."""
    return {event.details.get(key) for event in events for key in ("to", "whom")}


def export_case(record: CaseRecord) -> dict[str, Any]:
    """The events as a record to be kept outside and verified there, with the names of those who acted."""
    case, template = record.view.case, record.view.template
    subject = {
        "case": case.id,
        "name": case.name,
        "unit": record.unit,
        "template": template.id,
        "template_version": template.version,
        "title": template.title,
        "exported_at": record.exported_at.astimezone(UTC).isoformat(timespec="seconds"),
        "people": {str(number): name for number, name in sorted(record.names.items())},
    }
    return export_record(KIND, subject, [_sealed(event) for event in record.events])


def _sealed(event: CaseEvent) -> dict[str, Any]:
    return event_body(event) | {"previous": event.previous, "hash": event.hash}


def check_case(session: Session, *, case_id: int) -> Verified | Broken:
    """Whether the rows of a case are what its events say, and the events what was written."""
    events = list(reversed(list_events(session, case_id=case_id, limit=None)))
    result = verify_record(export_record(KIND, {"case": case_id}, [_sealed(event) for event in events]))
    if isinstance(result, Broken):
        return result
    head = session.get(ChainHead, chain_name(case_id))
    if head is None or (head.number, head.hash) != (result.count, result.hash):
        return Broken(0, "the end of the chain is not where it was")
    told = replay(case_id, [happened_in(event) for event in events])
    fault = _difference(told, _stored(session, case_id))
    return Broken(0, f"the events say otherwise of {fault}") if fault else result


def _stored(session: Session, case_id: int) -> Rows:
    case = session.get_one(Case, case_id)
    files = session.exec(select(Attachment).where(col(Attachment.case_id) == case_id))
    return Rows(
        case,
        steps_of(session, case_id=case_id),
        members_of(session, case_id=case_id),
        {(row.item, row.unique_id): row for row in files},
    )


def _difference(told: Rows, stored: Rows) -> str | None:
    """The table whose rows are not what the events say."""
    pairs: tuple[tuple[str, Mapping[Any, SQLModel], Mapping[Any, SQLModel]], ...] = (
        ("cases", {0: told.case}, {0: stored.case}),
        ("case_steps", told.steps, stored.steps),
        ("case_members", told.members, stored.members),
        ("attachments", told.files, stored.files),
    )
    return next((name for name, one, other in pairs if _told(name, one) != _told(name, other)), None)


def _told(table: str, rows: Mapping[Any, SQLModel]) -> dict[Any, tuple[Any, ...]]:
    return {key: tuple(getattr(row, name) for name in TOLD[table]) for key, row in rows.items()}
