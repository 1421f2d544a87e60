"""The conversation's memory, kept in the chat's state between updates."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session

from bot.viewer import Viewer
from knowledge.retrieval.conversation import Context
from storage.conversations import get_chat
from storage.preferences import has_consent
from storage.tables import Chat, Role, User

KEY = "talk"
# Where somebody said they are when asked for the sake of an answer; empty when they would not say.
PLACE = "place"


def recall(chat: Chat, *, region: str | None) -> Context:
    """What the conversation brings to the next message; the region is always the person's present one."""
    kept = chat.state.get(KEY)
    return replace(Context.from_json(kept) if kept else Context(), region=region)


def remembered(talk: Context) -> dict[str, Any]:
    """The state that keeps this memory; the region stays in the profile."""
    return {KEY: replace(talk, region=None).to_json()}


def region_of(session: Session, user: User, viewer: Viewer) -> str | None:
    """Where the person is: as the profile says, when its use was agreed to or it was given for this; never in a group."""
    if not viewer.is_private:
        return None
    if has_consent(session, user_id=user.id):
        return user.region
    chat = get_chat(session, chat_id=user.telegram_id)
    given = chat.state.get(PLACE) if chat else None
    if not given:
        return None
    return str(given) if viewer.role is Role.GUEST else user.region
