"""A deadline in the making: what is known so far, kept in the chat's state until it is confirmed or left."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from bot.context import BotContext
from knowledge.deadlines.due import Given
from knowledge.deadlines.rules import DeadlineRule
from storage.conversations import claim_chat, mark_chat

KEY = "deadline"
DATES = ("trigger", "also", "entered")
TITLE, READY = "title", "ready"


@dataclass(frozen=True)
class Draft:
    """What is known of a deadline: by which rule or under which title, for whom, from which dates.

    `deadline` and `version` are there when an existing one is changed; `skipped` when the second start is not
    known; `stages` are lengths before the due date in ISO 8601, None for those of the rule; `origin` and `number` say what led here.
    """

    rule: str | None = None
    title: str | None = None
    person: int | None = None
    trigger: date | None = None
    also: date | None = None
    entered: date | None = None
    skipped: bool = False
    stages: tuple[str, ...] | None = None
    deadline: int = 0
    version: int = 0
    origin: str = ""
    number: int = 0

    @property
    def given(self) -> Given:
        """The dates, for the arithmetic."""
        return Given(self.trigger, self.also, self.entered)

    def missing(self, rule: DeadlineRule | None) -> str:
        """What has to be asked next; READY when nothing."""
        if rule is None:
            return TITLE if self.title is None else READY if self.entered else "entered"
        if rule.blank:
            return READY if self.entered else "entered"
        if rule.historic:
            return READY
        if self.trigger is None:
            return "trigger"
        return "also" if rule.also and self.also is None and not self.skipped else READY

    def with_date(self, name: str, day: date | None) -> "Draft":
        """The draft with one of its dates; None skips the second start."""
        if name == "trigger":
            return replace(self, trigger=day)
        if name == "also":
            return replace(self, also=day, skipped=day is None)
        return replace(self, entered=day)

    def without_dates(self) -> "Draft":
        """The draft before any date was given."""
        return replace(self, trigger=None, also=None, entered=None, skipped=False)


def _stored(draft: Draft) -> dict[str, Any]:
    """The draft as JSON values, without what is as it is by default."""
    empty = Draft()
    given = {field.name: getattr(draft, field.name) for field in fields(Draft)}
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in given.items()
        if value != getattr(empty, name)
    }


def _read(state: Mapping[str, Any]) -> Draft:
    """The draft that was stored."""
    values = dict(state)
    for name in DATES:
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    stages = values.get("stages")
    return Draft(**(values | {"stages": tuple(stages) if stages is not None else None}))


def keep_draft(session: Session, context: BotContext, draft: Draft, *, chat_id: int, form: str | None) -> int:
    """Keep a draft and let the chat's next text fill in a form; the turn that its buttons carry."""
    chat = claim_chat(session, chat_id=chat_id)
    turn = chat.version + 1
    state = chat.state | {KEY: _stored(draft) | {"turn": turn}}
    mark_chat(session, chat, expects=form, state=state, now=context.now())
    return turn


def get_draft(session: Session, *, chat_id: int) -> tuple[Draft, int] | None:
    """The draft of a chat and its turn."""
    chat = claim_chat(session, chat_id=chat_id)
    state = dict(chat.state.get(KEY) or {})
    turn = state.pop("turn", 0)
    return (_read(state), int(turn)) if turn else None


def drop_draft(session: Session, context: BotContext, *, chat_id: int) -> None:
    """Forget the draft; the chat waits for nothing."""
    chat = claim_chat(session, chat_id=chat_id)
    state = {name: value for name, value in chat.state.items() if name != KEY}
    mark_chat(session, chat, expects=None, state=state, now=context.now())
