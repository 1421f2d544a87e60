"""Acting once on an update: its effects and the note that it was acted on are one transaction."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from sqlmodel import Session
from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.context import BotContext
from storage.tables import ProcessedUpdate, User
from storage.updates import get_update, record_update
from storage.users import record_visit

ResultT = TypeVar("ResultT")


async def act_once(update: Update, context: BotContext, work: Callable[[Session, User], ResultT]) -> ResultT:
    """Run the work in the update's transaction, off the event loop, and return what it returns.

    Raises:
        ApplicationHandlerStop: the update was acted on before; the library then ends its processing.
    """
    sender = update.effective_user
    if sender is None:
        raise ApplicationHandlerStop
    now = context.now()

    def visit(session: Session) -> ResultT:
        user = record_visit(session, telegram_id=sender.id, display_name=sender.full_name, now=now)
        return work(session, user)

    result = await act_unseen(update, context, visit)
    context.viewer = replace(context.viewer, is_kept=True)
    return result


async def act_unseen(update: Update, context: BotContext, work: Callable[[Session], ResultT]) -> ResultT:
    """The same for somebody who is not let in yet: nothing of them is kept but what the work keeps.

    Raises:
        ApplicationHandlerStop: the update was acted on before; the library then ends its processing.
    """
    row = ledger_row(update, context)

    def transaction() -> tuple[ResultT] | None:
        with context.database.write() as session:
            return (work(session),) if record_update(session, row=row) else None

    done = await asyncio.to_thread(transaction)
    if done is None:
        raise ApplicationHandlerStop
    return done[0]


def only_note(_session: Session, _user: User) -> None:
    """The work of an update that changes nothing beyond being noted."""


def was_acted_on(session: Session, row: ProcessedUpdate) -> bool:
    """Whether this very update is in the ledger."""
    known = get_update(session, bot_id=row.bot_id, update_id=row.update_id)
    return known is not None and known.digest == row.digest


def ledger_row(update: Update, context: BotContext) -> ProcessedUpdate:
    """The ledger's row for an update; the digest tells a redelivery from a server that counts anew."""
    digest = hashlib.blake2b(update.to_json().encode(), digest_size=16).hexdigest()
    return ProcessedUpdate(
        bot_id=context.bot.id, update_id=update.update_id, digest=digest, processed_at=context.now()
    )
