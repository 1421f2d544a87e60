"""One turn of a conversation: what is done in the update's transaction, and the reply to it."""

from collections.abc import Callable

from sqlmodel import Session
from telegram import Update

from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge, chat_id_of
from bot.ledger import act_once
from bot.rendering import texts
from bot.rendering.reply import Reply
from storage.audit import AuditAction, Audited, Subject, record_audit
from storage.conversations import claim_chat, mark_chat
from storage.tables import User

Work = Callable[[Session, User], Reply | None]
FORM = "form"
CANCEL = "/cancel"


async def take_turn(update: Update, context: BotContext, work: Work) -> None:
    """Do the work once and show its reply; None says that the button, or what it is about, is no longer there.

    Another command ends the form that the chat waits in: what is typed then was not meant for it.
    """

    def act(session: Session, user: User) -> Reply | None:
        if context.viewer.expects and _turns_away(update):
            leave(session, context, chat_id=chat_id_of(update))
        return work(session, user)

    reply = await act_once(update, context, act)
    if update.callback_query:
        await acknowledge(update, context, None if reply else texts.STALE, show_alert=reply is None)
    if reply is not None:
        await respond(update, context, reply)


def _turns_away(update: Update) -> bool:
    """Whether a command begins something else; to cancel is up to the form."""
    words = (update.message.text or "") if update.message else ""
    return words.startswith("/") and not words.startswith(CANCEL)


def note(
    session: Session,
    context: BotContext,
    action: AuditAction,
    *,
    on: tuple[Subject, int | None] = (Subject.SYSTEM, None),
    **details: str | int,
) -> None:
    """Write to the audit log, in the same transaction, what the viewer does to a record."""
    audited = Audited(
        at=context.now(),
        actor=context.viewer.scope.user_id,
        action=action,
        subject=on[0],
        subject_id=on[1],
        details=details,
    )
    record_audit(session, audited=audited)


def expect(session: Session, context: BotContext, *, chat_id: int, form: str, **state: str | int) -> None:
    """Let the chat's next text fill in a form."""
    chat = claim_chat(session, chat_id=chat_id)
    mark_chat(session, chat, expects=form, state=chat.state | {FORM: state}, now=context.now())


def filled(session: Session, *, chat_id: int, form: str) -> dict[str, str | int] | None:
    """What a form was opened with, if it is the one that the chat waits in."""
    chat = claim_chat(session, chat_id=chat_id)
    return dict(chat.state.get(FORM, {})) if chat.expects == form else None


def leave(session: Session, context: BotContext, *, chat_id: int) -> bool:
    """Leave the form that the chat waits in; say whether there was one."""
    chat = claim_chat(session, chat_id=chat_id)
    was_waiting = chat.expects is not None
    state = {key: value for key, value in chat.state.items() if key != FORM}
    mark_chat(session, chat, expects=None, state=state, now=context.now())
    return was_waiting
