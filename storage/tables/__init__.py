"""Every table, split by subject; importing this package completes the metadata."""

from sqlmodel import SQLModel

from storage.tables.assessments import Assessment, AssessmentStatus, VerdictWord
from storage.tables.audit import AuditEntry, ChainHead
from storage.tables.cases import (
    Attachment,
    AttachmentKind,
    Case,
    CaseEvent,
    CaseLink,
    CaseMember,
    CaseStep,
    ChecklistVersion,
    May,
    StepState,
)
from storage.tables.columns import NAMING
from storage.tables.conversations import Chat, ProcessedUpdate
from storage.tables.deadlines import Deadline, DeadlineStatus, Origin, Reminder, ReminderStatus
from storage.tables.faults import ErrorReport
from storage.tables.invitations import CodeGuess, Invitation
from storage.tables.originals import Original, OriginalProvision
from storage.tables.outbox import DeliveryAttempt, MessageStatus, OutboxMessage, Outcome, Priority
from storage.tables.people import Appointment, DateKind, Level, Person, PersonDate
from storage.tables.personal import Consent, ConsentKind, Preferences, Script
from storage.tables.questions import Question, QuestionOutcome
from storage.tables.switches import Switch
from storage.tables.units import Unit, UnitKind
from storage.tables.users import Role, User

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "NAMING",
    "Appointment",
    "Assessment",
    "AssessmentStatus",
    "Attachment",
    "AttachmentKind",
    "AuditEntry",
    "Case",
    "CaseEvent",
    "CaseLink",
    "CaseMember",
    "CaseStep",
    "ChainHead",
    "Chat",
    "ChecklistVersion",
    "CodeGuess",
    "Consent",
    "ConsentKind",
    "DateKind",
    "Deadline",
    "DeadlineStatus",
    "DeliveryAttempt",
    "ErrorReport",
    "Invitation",
    "Level",
    "May",
    "MessageStatus",
    "Origin",
    "Original",
    "OriginalProvision",
    "OutboxMessage",
    "Outcome",
    "Person",
    "PersonDate",
    "Preferences",
    "Priority",
    "ProcessedUpdate",
    "Question",
    "QuestionOutcome",
    "Reminder",
    "ReminderStatus",
    "Role",
    "Script",
    "StepState",
    "Switch",
    "Unit",
    "UnitKind",
    "User",
    "VerdictWord",
]
