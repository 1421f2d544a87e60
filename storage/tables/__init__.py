"""Every table, split by subject; importing this package completes the metadata."""

from sqlmodel import SQLModel

from storage.tables.assessments import Assessment, AssessmentStatus, VerdictWord
from storage.tables.audit import AuditEntry, ChainHead
from storage.tables.columns import NAMING
from storage.tables.conversations import Chat, ProcessedUpdate
from storage.tables.faults import ErrorReport
from storage.tables.invitations import CodeGuess, Invitation
from storage.tables.originals import Original, OriginalProvision
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
    "AuditEntry",
    "ChainHead",
    "Chat",
    "CodeGuess",
    "Consent",
    "ConsentKind",
    "DateKind",
    "ErrorReport",
    "Invitation",
    "Level",
    "Original",
    "OriginalProvision",
    "Person",
    "PersonDate",
    "Preferences",
    "ProcessedUpdate",
    "Question",
    "QuestionOutcome",
    "Role",
    "Script",
    "Switch",
    "Unit",
    "UnitKind",
    "User",
    "VerdictWord",
]
