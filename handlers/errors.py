"""What happens after a fault: a reference for the user, a row for the operator, and nothing lost."""

import asyncio
import logging
import secrets
import traceback
from datetime import datetime
from pathlib import Path

from telegram import Update

from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import acknowledge
from bot.rendering.notices import fault_brief, render_fault
from storage.faults import record_error

log = logging.getLogger(__name__)
ROOT = Path(__file__).parents[1]


async def report(update: object, context: BotContext) -> None:
    """Log the fault's kind and place, keep it under a reference, and tell the person who met it."""
    error = context.error or RuntimeError("no error given")
    reference = secrets.token_hex(3).upper()
    kind, place = type(error).__name__, place_of(error)
    # The text of an error may repeat what somebody wrote, so it stays out of logs and database.
    log.error("fault %s: %s at %s", reference, kind, place)
    await _keep(context, reference=reference, kind=kind, place=place)
    if isinstance(update, Update) and update.effective_chat and update.effective_user:
        await _tell(update, context, reference)


def place_of(error: BaseException) -> str:
    """The innermost place in our own code where the error passed, and where it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if is_ours(frame.filename)]
    places = [f"{Path(f.filename).name}:{f.lineno}:{f.name}" for f in (*own[-1:], *frames[-1:])]
    return " < ".join(dict.fromkeys(places)) or "unknown"


def is_ours(file: str) -> bool:
    """Whether a source file belongs to the project and not to a library installed inside its folder."""
    return Path(file).is_relative_to(ROOT) and "site-packages" not in file


async def _keep(context: BotContext, *, reference: str, kind: str, place: str) -> None:
    """Store the report; when the database is the fault, the log must do."""
    try:
        await asyncio.to_thread(_record, context, reference, kind, place, context.now())
    except Exception as error:  # noqa: BLE001  # a second fault must not hide the first from the person
        log.error("fault %s could not be stored: %s", reference, type(error).__name__)  # noqa: TRY400


def _record(context: BotContext, reference: str, kind: str, place: str, now: datetime) -> None:
    with context.database.write() as session:
        record_error(session, reference=reference, kind=kind, place=place, now=now)


async def _tell(update: Update, context: BotContext, reference: str) -> None:
    """Give the person the reference, and a button that tries again what they wrote."""
    is_press = update.callback_query is not None
    if is_press:
        await acknowledge(update, context, fault_brief(reference), show_alert=True)
    try:
        await respond(
            update, context, render_fault(reference, has_retry=not is_press), is_quoting=not is_press
        )
    except Exception as error:  # noqa: BLE001  # the last resort of a fault is the log
        log.error("fault %s could not be told: %s", reference, type(error).__name__)  # noqa: TRY400
