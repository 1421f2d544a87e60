"""The conversation's memory, kept in the chat's state between updates."""

from dataclasses import replace
from typing import Any

from sqlmodel import Session

from bot.viewer import Viewer
from knowledge.retrieval.conversation import Context
from storage.preferences import has_consent
from storage.tables import Chat, User

KEY = "talk"


def recall(chat: Chat, *, region: str | None) -> Context:
    """What the conversation brings to the next message; the region is always the person's present one."""
    kept = chat.state.get(KEY)
    return replace(Context.from_json(kept) if kept else Context(), region=region)


def remembered(talk: Context) -> dict[str, Any]:
    """The state that keeps this memory; the region stays in the profile."""
    return {KEY: replace(talk, region=None).to_json()}


def region_of(session: Session, user: User, viewer: Viewer) -> str | None:
    """The region of somebody's profile, where they agreed that it is used; never in a group."""
    if not viewer.is_private or not has_consent(session, user_id=user.id):
        return None
    return user.region
