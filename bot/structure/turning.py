"""Where the counting of a chat stands: kept in the chat's state, within the update's transaction."""

from dataclasses import replace

from sqlmodel import Session

from bot.checks.further import with_further
from bot.context import BotContext
from bot.rendering.reply import Reply
from bot.rendering.structure import render_report
from bot.rendering.structure_survey import render_question
from bot.structure.survey import Survey, read_survey
from storage.conversations import claim_chat, mark_chat
from storage.tables import Chat

KEY = "structure"
ROSTER, COUNT = "team.roster", "team.count"


def recall(session: Session, context: BotContext, *, chat_id: int) -> Survey | None:
    """The counting that the chat is in, or whose report it was shown."""
    return read_kept(context, claim_chat(session, chat_id=chat_id))


def read_kept(context: BotContext, chat: Chat | None) -> Survey | None:
    """The counting that a chat's state holds."""
    kept = chat.state.get(KEY) if chat else None
    return read_survey(context.knowledge.base, kept) if kept else None


def present(session: Session, context: BotContext, survey: Survey, *, chat_id: int) -> Reply:
    """Keep the counts one version further, and show the next question or the report."""
    survey = replace(survey, version=survey.version + 1, is_done=survey.is_done or survey.asked is None)
    chat = claim_chat(session, chat_id=chat_id)
    fact = survey.asked
    mark_chat(
        session,
        chat,
        expects=None if fact is None else COUNT,
        state=chat.state | {KEY: survey.to_json()},
        now=context.now(),
    )
    if fact is not None:
        return render_question(survey, fact)
    rules = [finding.rule for finding in survey.findings if finding.applies]
    return with_further(render_report(survey), context, rules, below=1)


def forget(session: Session, context: BotContext, *, chat_id: int) -> None:
    """Keep no counts any more."""
    chat = claim_chat(session, chat_id=chat_id)
    state = {key: value for key, value in chat.state.items() if key != KEY}
    mark_chat(session, chat, expects=None, state=state, now=context.now())
