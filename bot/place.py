"""Where somebody is: asked once, when the answer depends on it, and remembered."""

from sqlmodel import Session

from bot.context import BotContext
from bot.memory import PLACE
from bot.viewer import Viewer
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval.outcomes import Answered, Outcome
from knowledge.retrieval.regions import NATIONWIDE
from storage.conversations import claim_chat, mark_chat
from storage.tables import Chat, Role, User

ELSEWHERE = "其他"
# The position of the button of those who would rather not say.
DECLINED = -1
WAS_ASKED = {PLACE: ""}


def list_places(base: KnowledgeBase) -> list[str]:
    """The regions to choose from: the whole nation, those that the content knows, any other."""
    return [NATIONWIDE, *sorted({item.region for item in base.documents.values()} - {NATIONWIDE}), ELSEWHERE]


def depends_on_place(outcome: Outcome, chat: Chat, user: User, viewer: Viewer) -> bool:
    """Whether to ask: the rules differ, and neither the profile nor this chat ever said anything about it.

    The first reply, which says what is kept, asks nothing.
    """
    is_known = user.region is not None or PLACE in chat.state
    may_ask = viewer.is_private and not viewer.needs_notice
    return isinstance(outcome, Answered) and bool(outcome.regions) and may_ask and not is_known


def keep_place(session: Session, user: User, context: BotContext, *, chat_id: int, place: str | None) -> None:
    """Keep where somebody is, a member in the profile as well; None is no answer, and counts as one."""
    if place is not None and context.viewer.role is not Role.GUEST:
        user.region = place
        session.add(user)
    chat = claim_chat(session, chat_id=chat_id)
    state = chat.state | {PLACE: place or ""}
    mark_chat(session, chat, expects=chat.expects, state=state, now=context.now())
