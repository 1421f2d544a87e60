"""Every table, split by subject; importing this package completes the metadata."""

from sqlmodel import SQLModel

from storage.tables.columns import NAMING
from storage.tables.conversations import Chat, ProcessedUpdate
from storage.tables.faults import ErrorReport
from storage.tables.questions import Question, QuestionOutcome
from storage.tables.users import Role, User

METADATA = SQLModel.metadata

__all__ = [
    "METADATA",
    "NAMING",
    "Chat",
    "ErrorReport",
    "ProcessedUpdate",
    "Question",
    "QuestionOutcome",
    "Role",
    "User",
]
