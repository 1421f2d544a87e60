"""What events mean for the rows of a case: used when something is done, and again to check that rows are what was done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from knowledge.text.normalization import fold
from storage.cases.events import Action, Happened
from storage.tables import Attachment, Case, CaseMember, CaseStep, May, StepState

SEARCH_LENGTH = 255


@dataclass
class Rows:
    """The rows of a case; `files` are those that the events so far speak of, by step and the messenger's number."""

    case: Case
    steps: dict[str, CaseStep] = field(default_factory=dict)
    members: dict[int, CaseMember] = field(default_factory=dict)
    files: dict[tuple[str, str], Attachment] = field(default_factory=dict)

    def step(self, item: str, happened: Happened) -> CaseStep:
        """The row of a step, new where nobody touched it."""
        if item not in self.steps:
            self.steps[item] = CaseStep(case_id=self.case.id, item=item, changed_at=happened.at)
        return self.steps[item]

    def join(self, user_id: int, may: May, happened: Happened) -> None:
        """Let an account in, or change what it may do."""
        row = self.members.get(user_id)
        if row is None:
            row = CaseMember(case_id=self.case.id, user_id=user_id, may=may, since=happened.at)
            self.members[user_id] = row
        row.may = may


def opening_columns(happened: Happened) -> dict[str, Any]:
    """What the first event of a case says of its row."""
    told = happened.details
    return {
        "owner_id": told["owner"],
        "unit_id": told["unit"],
        "parent_id": told["parent"],
        "parent_item": told["parent_item"],
        "template": told["template"],
        "template_version": told["version"],
        "name": told["name"],
        "search": searchable(told["name"], told["title"]),
        "region": told["region"],
        "documents": told["documents"],
        "values": dict(told["values"]),
        "created_at": happened.at,
        "updated_at": happened.at,
    }


def searchable(name: str, title: str) -> str:
    """What words are looked for in, in comparable form."""
    return fold(f"{name} {title}")[:SEARCH_LENGTH]


def apply(rows: Rows, happened: Happened) -> None:
    """Do to the rows what the event tells of; each raises the version by one."""
    MEANINGS[happened.action](rows, happened)
    rows.case.version += 1
    rows.case.updated_at = happened.at


def _set_state(rows: Rows, item: str, happened: Happened, *, state: StepState, **columns: Any) -> None:
    """Put a step into a state, and forget what belonged to the state before."""
    step = rows.step(item, happened)
    step.state, step.changed_by, step.changed_at = state, happened.actor, happened.at
    for name in ("done_on", "waiting_until", "reason"):
        setattr(step, name, columns.get(name))


def _reopen_all(rows: Rows, happened: Happened) -> None:
    for item in happened.details["reopened"]:
        _set_state(rows, item, happened, state=StepState.OPEN)


def _fill(rows: Rows, happened: Happened) -> None:
    merged = {**rows.case.values, **happened.details["values"]}
    rows.case.values = {name: value for name, value in merged.items() if value is not None}
    _reopen_all(rows, happened)


def _finish(rows: Rows, happened: Happened) -> None:
    on = date.fromisoformat(happened.details["on"])
    _set_state(rows, str(happened.item), happened, state=StepState.DONE, done_on=on)


def _wait(rows: Rows, happened: Happened) -> None:
    told = happened.details
    columns = {"waiting_until": _day(told["until"]), "reason": told["reason"]}
    _set_state(rows, str(happened.item), happened, state=StepState.WAITING, **columns)


def _leave_out(rows: Rows, happened: Happened) -> None:
    reason = happened.details["reason"]
    _set_state(rows, str(happened.item), happened, state=StepState.NOT_APPLICABLE, reason=reason)


def _reopen(rows: Rows, happened: Happened) -> None:
    reason = happened.details["reason"]
    _set_state(rows, str(happened.item), happened, state=StepState.OPEN, reason=reason)


def _note(rows: Rows, happened: Happened) -> None:
    rows.step(str(happened.item), happened).note = happened.details["note"]


def _expect(rows: Rows, happened: Happened) -> None:
    rows.step(str(happened.item), happened).expected_on = _day(happened.details["on"])


def _assign(rows: Rows, happened: Happened) -> None:
    number = happened.details["to"]
    rows.step(str(happened.item), happened).assignee_id = number
    if happened.details["joins"]:
        rows.join(number, May.READ, happened)


def _follow(rows: Rows, happened: Happened) -> None:
    rows.case.documents = happened.details["documents"]


def _name(rows: Rows, happened: Happened) -> None:
    told = happened.details
    rows.case.name, rows.case.search = told["name"], searchable(told["name"], told["title"])


def _move(rows: Rows, happened: Happened) -> None:
    told = happened.details
    rows.case.template_version, rows.case.documents = told["version"], told["documents"]
    rows.case.search = searchable(rows.case.name, told["title"])
    rows.case.values = {
        name: value for name, value in rows.case.values.items() if name not in told["dropped"]
    }
    _reopen_all(rows, happened)


def _share(rows: Rows, happened: Happened) -> None:
    rows.join(happened.details["to"], May(happened.details["may"]), happened)


def _leave(rows: Rows, happened: Happened) -> None:
    number = happened.details["whom"]
    del rows.members[number]
    _unassign(rows, number)


def _unassign(rows: Rows, number: int) -> None:
    for step in rows.steps.values():
        if step.assignee_id == number:
            step.assignee_id = None


def _hand_over(rows: Rows, happened: Happened) -> None:
    told, before = happened.details, rows.case.owner_id
    rows.case.owner_id, rows.case.unit_id, rows.case.shared_at = told["to"], told["unit"], None
    rows.members.pop(told["to"], None)
    if told["stays"]:
        rows.join(before, May.READ, happened)
    else:
        _unassign(rows, before)


def _share_with_unit(rows: Rows, happened: Happened) -> None:
    rows.case.shared_at = happened.at if happened.details["is_shared"] else None


def _attach(rows: Rows, happened: Happened) -> None:
    told, item = happened.details, str(happened.item)
    rows.files[item, told["unique_id"]] = Attachment(
        case_id=rows.case.id,
        item=item,
        file_id="",
        added_by=happened.actor,
        added_at=happened.at,
        **{name: told[name] for name in ("unique_id", "kind", "name", "mime", "size")},
    )


def _detach(rows: Rows, happened: Happened) -> None:
    rows.files.pop((str(happened.item), happened.details["unique_id"]), None)


def _archive(rows: Rows, happened: Happened) -> None:
    rows.case.archived_at = happened.at


def _unarchive(rows: Rows, happened: Happened) -> None:
    del happened
    rows.case.archived_at = None


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


MEANINGS: Mapping[Action, Callable[[Rows, Happened], None]] = {
    Action.FILLED: _fill,
    Action.DONE: _finish,
    Action.WAITING: _wait,
    Action.LEFT_OUT: _leave_out,
    Action.REOPENED: _reopen,
    Action.NOTED: _note,
    Action.EXPECTED: _expect,
    Action.ASSIGNED: _assign,
    Action.FOLLOWED: _follow,
    Action.NAMED: _name,
    Action.MOVED: _move,
    Action.SHARED: _share,
    Action.LEFT: _leave,
    Action.HANDED_OVER: _hand_over,
    Action.UNIT_SHARED: _share_with_unit,
    Action.ATTACHED: _attach,
    Action.DETACHED: _detach,
    Action.ARCHIVED: _archive,
    Action.UNARCHIVED: _unarchive,
}


def replay(case_id: int, events: Iterable[Happened]) -> Rows:
    """The rows that the events of a case make, from the first on."""
    told = iter(events)
    rows = Rows(Case(id=case_id, **opening_columns(next(told))))
    for happened in told:
        apply(rows, happened)
    return rows
