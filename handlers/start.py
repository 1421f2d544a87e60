"""/start, with or without an invitation's code, /help and /cancel."""

from dataclasses import replace

from sqlmodel import Session
from telegram import Update

from bot.access import commands_of
from bot.admins import tell_admins
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import chat_id_of, sender_id_of, start_argument
from bot.ledger import act_once, act_unseen, only_note
from bot.rendering import access, personal_texts, texts
from bot.rendering.access import render_line, render_redeemed
from bot.rendering.notices import render_help, render_welcome
from bot.rendering.reply import Reply
from bot.turns import leave, note, take_turn
from bot.viewer import find_viewer
from storage.audit import AuditAction, Subject
from storage.invitations import GUESSES, claim_invitation, is_guessing, mark_used, read_code, record_guess
from storage.tables import User
from storage.users import mark_informed, record_visit


async def welcome(update: Update, context: BotContext) -> None:
    """Say what the bot can do and what is kept, and offer three questions to try; redeem a code."""
    argument = start_argument(update) or ""
    code = read_code(argument)
    if code is not None and context.viewer.is_private:
        await _redeem(update, context, code)
        return
    await _welcome(update, context, *([texts.DEEP_LINK] if argument else []))


async def _welcome(update: Update, context: BotContext, *before: str) -> None:
    """Greet somebody who is let in."""

    def work(session: Session, user: User) -> Reply:
        if context.viewer.is_private:
            mark_informed(session, user=user, now=context.now())
            context.viewer = replace(context.viewer, is_informed=True)
        return render_welcome(*before, commands=commands_of(context.viewer.role))

    await take_turn(update, context, work)


async def _redeem(update: Update, context: BotContext, code: str) -> None:
    """Let somebody in by a code; a wrong one says nothing but that, and too many are stopped."""
    number, name = sender_id_of(update), update.effective_user.full_name if update.effective_user else ""

    def work(session: Session) -> tuple[Reply, bool]:
        now = context.now()
        if is_guessing(session, telegram_id=number, now=now):
            return render_line(access.GUESSING), False
        invitation = claim_invitation(session, code=code, now=now)
        if invitation is None:
            return render_line(access.WRONG_CODE), _guessed(session, context, number)
        user = record_visit(session, telegram_id=number, display_name=name, now=now)
        mark_used(session, invitation=invitation, user=user, now=now)
        mark_informed(session, user=user, now=now)
        context.viewer = find_viewer(session, settings=context.settings, telegram_id=number, chat_id=number)
        note(session, context, AuditAction.INVITATION_USED, on=(Subject.INVITATION, invitation.id))
        if invitation.person_id is not None:
            note(session, context, AuditAction.PERSON_LINKED, on=(Subject.PERSON, invitation.person_id))
        told = render_redeemed(name=name, role=context.viewer.role, is_linked=user.person_id is not None)
        return render_welcome(*told, commands=commands_of(context.viewer.role)), False

    reply, is_attack = await act_unseen(update, context, work)
    await respond(update, context, reply)
    if is_attack:
        text = access.GUESSED.format(count=GUESSES, telegram_id=number)
        await tell_admins(context, render_line(text))


def _guessed(session: Session, context: BotContext, number: int) -> bool:
    """Count a wrong code; True when it is one too many, which goes to the log."""
    is_attack = record_guess(session, telegram_id=number, now=context.now())
    if is_attack:
        note(session, context, AuditAction.CODES_GUESSED, count=GUESSES)
    return is_attack


async def explain(update: Update, context: BotContext) -> None:
    """Say how to ask, how to read an answer, and which commands the person has."""
    await act_once(update, context, only_note)
    await respond(update, context, render_help(commands_of(context.viewer.role)))


async def cancel(update: Update, context: BotContext) -> None:
    """Leave the form that waits for a text."""
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> Reply:
        was_waiting = leave(session, context, chat_id=chat_id)
        return render_line(personal_texts.CANCELED if was_waiting else personal_texts.NOTHING_TO_CANCEL)

    await take_turn(update, context, work)
