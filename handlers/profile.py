"""/me: what one says of oneself, whether it may be used, and the record that staff keep."""

from sqlmodel import Session
from telegram import Update

from bot.callback_data import parse_as
from bot.context import BotContext
from bot.incoming import chat_id_of, message_of, query_of
from bot.payloads.personal import Agree, EditProfile, SetProfile
from bot.rendering import personal_texts as texts
from bot.rendering.access import render_line
from bot.rendering.people import render_form
from bot.rendering.personal import NONE_CHOSEN, Profile, render_field, render_profile
from bot.rendering.reply import Reply
from bot.turns import expect, filled, leave, take_turn
from knowledge.knowledge_base import KnowledgeBase
from knowledge.text.masking import mask_personal
from storage.people import get_person_of, list_dates
from storage.preferences import has_consent, mark_consent
from storage.tables import Unit, User

NATIONWIDE = "全国"
# Fields that may be typed, with their forms and lengths.
TYPED = {"region": 16, "workplace": 32}


async def show_profile(update: Update, context: BotContext) -> None:
    """Show the profile."""
    await take_turn(update, context, lambda session, user: _profile(session, user, context))


def _profile(session: Session, user: User, context: BotContext) -> Reply:
    """The profile as it stands."""
    person = get_person_of(session, user=user)
    record = None
    if person is not None:
        unit = session.get_one(Unit, person.unit_id)
        record = (person, unit.name, list_dates(session, person_id=person.id))
    agreed = has_consent(session, user_id=user.id)
    has_documents = not user.region or user.region in choices("region", context.knowledge.base)
    return render_profile(Profile(user, context.viewer.role, agreed, record, has_documents))


async def edit_field(update: Update, context: BotContext) -> None:
    """Offer a field's choices, or wait for it to be typed."""
    payload = parse_as(EditProfile, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, _: User) -> Reply | None:
        if payload is None or payload.field not in texts.FIELDS:
            return None
        if payload.field in TYPED:
            expect(session, context, chat_id=chat_id, form=f"profile.{payload.field}")
        return render_field(payload.field, choices(payload.field, context.knowledge.base))

    await take_turn(update, context, work)


def choices(field: str, base: KnowledgeBase) -> list[str]:
    """The labels to choose from; regions are those that the content knows."""
    if field == "region":
        return sorted({item.region for item in base.documents.values()} - {NATIONWIDE})
    return [*texts.CHOICES.get(field, {}).values()]


async def choose_value(update: Update, context: BotContext) -> None:
    """Take the value on the pressed button."""
    payload = parse_as(SetProfile, query_of(update).data)
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        if payload is None or payload.field not in texts.FIELDS:
            return None
        words = [*texts.CHOICES.get(payload.field, ())] or choices(payload.field, context.knowledge.base)
        if not NONE_CHOSEN <= payload.position < len(words):
            return None
        value = None if payload.position == NONE_CHOSEN else words[payload.position]
        return _set(session, user, context, chat_id=chat_id, change=(payload.field, value))

    await take_turn(update, context, work)


def _set(
    session: Session, user: User, context: BotContext, *, chat_id: int, change: tuple[str, str | None]
) -> Reply:
    """Set a field and leave its form."""
    setattr(user, *change)
    session.add(user)
    leave(session, context, chat_id=chat_id)
    return _profile(session, user, context)


async def take_typed(update: Update, context: BotContext) -> None:
    """Take a region or workplace as it was typed."""
    chat_id = chat_id_of(update)
    field = (context.viewer.expects or "").removeprefix("profile.")
    text = mask_personal(" ".join((message_of(update).text or "").split()))

    def work(session: Session, user: User) -> Reply:
        if filled(session, chat_id=chat_id, form=f"profile.{field}") is None:
            return render_line(texts.NOTHING_TO_CANCEL)
        if len(text) > TYPED[field]:
            return render_form(texts.TOO_LONG.format(length=TYPED[field]))
        return _set(session, user, context, chat_id=chat_id, change=(field, text))

    await take_turn(update, context, work)


async def agree(update: Update, context: BotContext) -> None:
    """Note that the profile may be used, or no longer."""
    payload = parse_as(Agree, query_of(update).data)

    def work(session: Session, user: User) -> Reply | None:
        if payload is None:
            return None
        mark_consent(session, user_id=user.id, is_given=payload.value == 1, now=context.now())
        return _profile(session, user, context)

    await take_turn(update, context, work)
