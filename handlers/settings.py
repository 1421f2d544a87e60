"""/settings: when and how one wants to be written to."""

from dataclasses import replace

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.incoming import query_of
from bot.payloads.personal import EditSetting, SetSetting
from bot.rendering import personal_texts as texts
from bot.rendering.personal import (
    ALL,
    HOURS,
    QUIET,
    SCRIPTS,
    render_setting,
    render_settings,
    setting_choices,
)
from bot.rendering.reply import Reply
from bot.turns import take_turn
from storage.preferences import get_preferences, mark_preferences
from storage.reminders import mark_times
from storage.tables import Preferences, Script, User


async def show_settings(update: Update, context: BotContext) -> None:
    """Show the preferences."""

    def work(session: Session, user: User) -> Reply:
        return render_settings(get_preferences(session, user_id=user.id))

    await take_turn(update, context, work)


async def edit_setting(update: Update, context: BotContext) -> None:
    """Offer the choices of a preference."""
    payload = parse_as(EditSetting, query_of(update).data)

    def work(session: Session, user: User) -> Reply | None:
        preferences = get_preferences(session, user_id=user.id)
        if payload is not None and payload.name == ALL:
            return render_settings(preferences)
        is_known = payload is not None and payload.name in texts.SETTING_BUTTONS
        return (
            render_setting(payload.name, chosen(payload.name, preferences)) if payload and is_known else None
        )

    await take_turn(update, context, work)


async def choose_setting(update: Update, context: BotContext) -> None:
    """Take the choice on the pressed button."""
    payload = parse_as(SetSetting, query_of(update).data)

    def work(session: Session, user: User) -> Reply | None:
        if payload is None or payload.name not in texts.SETTING_BUTTONS:
            return None
        if not 0 <= payload.value < len(setting_choices(payload.name)):
            return None
        preferences = get_preferences(session, user_id=user.id)
        for name, value in meaning(payload).items():
            setattr(preferences, name, value)
        mark_preferences(session, preferences=preferences)
        mark_times(session, user_id=user.id, now=context.now())
        context.viewer = replace(context.viewer, script=Script(preferences.script))
        return render_settings(preferences)

    await take_turn(update, context, work)


def chosen(name: str, preferences: Preferences) -> int | None:
    """The position of the choice that a preference has now."""
    for position in range(len(setting_choices(name))):
        meant = meaning(SetSetting(name, position))
        if all(getattr(preferences, column) == value for column, value in meant.items()):
            return position
    return None


def meaning(payload: SetSetting) -> dict[str, object]:
    """The columns that a choice sets, and to what."""
    if payload.name == "send_hour":
        return {"send_hour": HOURS[payload.value]}
    if payload.name == "quiet":
        start, end = QUIET[payload.value]
        return {"quiet_from": start, "quiet_until": end}
    if payload.name == "script":
        return {"script": SCRIPTS[payload.value]}
    return {"has_digest": payload.value == 1}
