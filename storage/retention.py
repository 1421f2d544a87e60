"""How long rows are kept, table by table, and the nightly purge."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session, col, delete, select

from storage.tables import (
    Assessment,
    Case,
    CaseLink,
    Chat,
    ChecklistVersion,
    CodeGuess,
    Deadline,
    DeliveryAttempt,
    ErrorReport,
    Invitation,
    OutboxMessage,
    ProcessedUpdate,
    Question,
    Role,
    User,
)


@dataclass(frozen=True)
class Period:
    """How long rows of a table are kept after the instant in one of their columns."""

    name: str
    since: Any
    days: int
    only: Any = None

    def condition(self, now: datetime) -> Any:
        """What is too old."""
        is_old = col(self.since) < now - timedelta(days=self.days)
        return is_old if self.only is None else is_old & self.only


FOLLOWED = select(Case.id).where(
    Case.template == ChecklistVersion.template, Case.template_version == ChecklistVersion.version
)
# Telegram keeps an update for redelivery at most a day.
PERIODS = (
    Period("updates", ProcessedUpdate.processed_at, 2),
    Period("code_guesses", CodeGuess.since, 1),
    Period("invitations", Invitation.expires_at, 90),
    Period("error_reports", ErrorReport.occurred_at, 90),
    Period("assessments", Assessment.updated_at, 60, col(Assessment.saved_at).is_(None)),
    Period("conversations", Chat.changed_at, 180),
    Period("guests", User.last_seen_at, 180, col(User.role) == Role.GUEST),
    Period("questions", Question.asked_at, 365),
    Period("attempts", DeliveryAttempt.at, 365),
    Period("messages", OutboxMessage.changed_at, 365),
    Period("deadlines", Deadline.closed_at, 1096),
    Period("case_links", CaseLink.expires_at, 1),
    # What was put away is on file by then; a version goes when no case follows it.
    Period("cases", Case.archived_at, 1096),
    Period("checklist_versions", ChecklistVersion.kept_at, 30, ~FOLLOWED.exists()),
)
# Kept until somebody deletes them: what staff keep, what an invited person chose, public documents, and the log
# that must not change; and what goes with the row that it hangs on.
KEPT = frozenset(
    {
        "attachments",
        "audit_entries",
        "case_events",
        "case_members",
        "case_steps",
        "chain_heads",
        "consents",
        "original_provisions",
        "originals",
        "person_dates",
        "persons",
        "preferences",
        "reminders",
        "switches",
        "units",
    }
)


def purge(session: Session, *, now: datetime) -> dict[str, int]:
    """Delete what is too old; how many rows by period."""
    return {period.name: _purge(session, period, now) for period in PERIODS}


def _purge(session: Session, period: Period, now: datetime) -> int:
    table = period.since.class_
    return session.exec(delete(table).where(period.condition(now))).rowcount
