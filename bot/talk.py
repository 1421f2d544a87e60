"""The conversation's memory, kept in the chat's state between updates."""

from dataclasses import replace
from typing import Any

from knowledge.retrieval.conversation import Context
from storage.tables import Chat, User

KEY = "talk"


def recall(chat: Chat, user: User) -> Context:
    """What the conversation brings to the next message; the region is always the person's present one."""
    kept = chat.state.get(KEY)
    return replace(Context.from_json(kept) if kept else Context(), region=user.region)


def remembered(talk: Context) -> dict[str, Any]:
    """The state that keeps this memory."""
    return {KEY: talk.to_json()}
