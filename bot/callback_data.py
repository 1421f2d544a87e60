"""What buttons carry: typed payloads, written with a version into at most 64 bytes.

A payload names rows and positions, never texts or entry ids, and says nothing about rights: whoever reads one
checks in the database that the row is the presser's own, or within the presser's scope.
"""

from dataclasses import astuple, fields
from typing import TypeVar

from bot.payloads import answers, cases, checks, deadlines, originals, people, personal, questions, structure
from bot.payloads.answers import Example, Feedback, Pick, Retry, Sources
from bot.payloads.base import Payload

__all__ = [
    "CODES",
    "MAX_BYTES",
    "Example",
    "Feedback",
    "Payload",
    "Pick",
    "Retry",
    "Sources",
    "encode",
    "parse",
    "parse_as",
    "pattern",
]

MAX_BYTES = 64
# Grows when a payload changes its meaning; buttons of another version are stale.
VERSION = "1"
SEPARATOR = ":"

CODES: dict[str, type[Payload]] = {
    "e": answers.Example,
    "p": answers.Pick,
    "s": answers.Sources,
    "f": answers.Feedback,
    "r": answers.Retry,
    "o": originals.ShowOriginal,
    "l": originals.ShowLead,
    "qp": questions.PassOn,
    "qr": questions.ChoosePlace,
    "ql": questions.QuestionPage,
    "qs": questions.ShowQuestion,
    "qa": questions.SettleQuestion,
    "x": personal.Cancel,
    "me": personal.EditProfile,
    "mv": personal.SetProfile,
    "ma": personal.Agree,
    "se": personal.EditSetting,
    "sv": personal.SetSetting,
    "md": personal.MyData,
    "pp": people.PeoplePage,
    "ps": people.ShowPerson,
    "pe": people.EditPerson,
    "pv": people.SetPerson,
    "pa": people.ActOnPerson,
    "pn": people.AddPerson,
    "up": people.UnitPage,
    "ua": people.ActOnUnit,
    "iv": people.Invite,
    "ir": people.Revoke,
    "au": people.AuditPage,
    "ax": people.ExportAudit,
    "cm": checks.CheckSubjects,
    "cr": checks.CheckRules,
    "cq": checks.CheckSearch,
    "cs": checks.StartCheck,
    "ca": checks.StepCheck,
    "cu": checks.UseCheck,
    "cv": checks.SharedCheck,
    "dl": deadlines.DeadlinePage,
    "du": deadlines.UnitDeadlines,
    "dg": deadlines.DeliveryPage,
    "dx": deadlines.ResendMessage,
    "ds": deadlines.ShowDeadline,
    "da": deadlines.UseDeadline,
    "dm": deadlines.DeadlineSubjects,
    "dr": deadlines.DeadlineRules,
    "dq": deadlines.DeadlineSearch,
    "dn": deadlines.NewDeadline,
    "dd": deadlines.DraftDeadline,
    "df": deadlines.DeadlineFile,
    "dc": deadlines.MoveClock,
    "td": structure.TeamDocuments,
    "tk": structure.TeamKinds,
    "tu": structure.UseTeam,
    "ts": structure.TeamStep,
    "kl": cases.CaseList,
    "kb": cases.ChecklistSubjects,
    "kt": cases.ChecklistTitles,
    "kq": cases.CaseSearch,
    "ks": cases.StartChecklist,
    "kn": cases.BeginCase,
    "kc": cases.ShowCase,
    "kv": cases.CasePage,
    "km": cases.MoveCase,
    "ka": cases.AskCase,
    "kf": cases.FillCase,
    "kp": cases.CasePerson,
    "kx": cases.CaseFile,
}
NAMES = {kind: code for code, kind in CODES.items()}
PayloadT = TypeVar("PayloadT", bound=Payload)


def encode(payload: Payload) -> str:
    """Write a payload for a button."""
    data = SEPARATOR.join([VERSION, NAMES[type(payload)], *map(str, astuple(payload))])
    if len(data.encode()) > MAX_BYTES:
        raise ValueError(f"{type(payload).__name__} takes more than {MAX_BYTES} bytes")
    return data


def parse(data: str | None) -> Payload | None:
    """Read what a button carried; None for a stale, damaged or foreign one."""
    version, _, rest = (data or "").partition(SEPARATOR)
    code, *values = rest.split(SEPARATOR)
    kind = CODES.get(code)
    if version != VERSION or kind is None or len(values) != len(fields(kind)):
        return None
    try:
        return kind(*(field.type(value) for field, value in zip(fields(kind), values, strict=True)))  # type: ignore[operator]
    except ValueError:
        return None


def pattern(kind: type[Payload]) -> str:
    """The regular expression that recognizes a kind of payload of the present version."""
    return f"^{VERSION}{SEPARATOR}{NAMES[kind]}({SEPARATOR}|$)"


def parse_as(kind: type[PayloadT], data: str | None) -> PayloadT | None:
    """Read a payload of one kind; None for anything else."""
    payload = parse(data)
    return payload if isinstance(payload, kind) else None
