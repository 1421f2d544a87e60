"""/check: the menu of checks, searching it, and beginning one from the menu, an answer or a link."""

from collections.abc import Sequence

from sqlmodel import Session
from telegram import Update

from bot.access import STAFF, Callback
from bot.asides import unless_question
from bot.callback_data import parse_as
from bot.checks.finding import rule_key, rule_of_key, rule_of_link, search_rules
from bot.checks.turning import SEARCH, begin, present
from bot.context import BotContext
from bot.incoming import chat_id_of, message_of, query_of, start_argument
from bot.payloads.checks import CheckRules, StartCheck
from bot.rendering import eligibility_texts as texts
from bot.rendering.access import render_line
from bot.rendering.eligibility_menu import (
    render_found,
    render_menu,
    render_rules,
    render_search,
    subject_of,
)
from bot.rendering.reply import Reply
from bot.turns import expect, leave, take_turn
from knowledge.eligibility.rules import EligibilityRule
from storage.assessments import list_open, list_saved, list_shared
from storage.questions import get_question
from storage.tables import User

SAVED_SHOWN = 5
TEAM = "team"


async def show_menu(update: Update, context: BotContext) -> None:
    """Show unfinished and saved checks and the subjects; words after the command search."""
    words = "" if update.callback_query else (message_of(update).text or "").partition(" ")[2].strip()
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply:
        leave(session, context, chat_id=chat_id)
        return _found(context, words) if words else _menu(session, user, context)

    await take_turn(update, context, work)


def _menu(session: Session, user: User, context: BotContext) -> Reply:
    """The menu."""
    unfinished = list_open(session, user_id=user.id)
    saved = list_saved(session, user_id=user.id, limit=SAVED_SHOWN)
    return render_menu(
        context.knowledge.base.rulebook,
        unfinished=unfinished,
        saved=[row for row in saved if row not in unfinished],
        has_shared=bool(list_shared(session, scope=context.viewer.scope, limit=1)),
    )


def _found(context: BotContext, words: str) -> Reply:
    """The checks that some words find."""
    found = search_rules(context.knowledge.engine, words)
    return render_found(_keyed(found.fitting), _keyed(found.near))


def _keyed(rules: Sequence[EligibilityRule]) -> list[tuple[str, EligibilityRule]]:
    return [(rule_key(rule), rule) for rule in rules]


async def ask_words(update: Update, context: BotContext) -> None:
    """Let the chat's next text search the checks."""
    chat_id = chat_id_of(update)

    def work(session: Session, _user: User) -> Reply:
        expect(session, context, chat_id=chat_id, form=SEARCH)
        return render_search()

    await take_turn(update, context, work)


async def show_rules(update: Update, context: BotContext) -> None:
    """Show a page of a subject's checks."""
    payload = parse_as(CheckRules, query_of(update).data)
    rules = [
        rule
        for rule in context.knowledge.base.rulebook.rules.values()
        if payload and subject_of(rule) == payload.subject
    ]

    def work(_session: Session, _user: User) -> Reply | None:
        if payload is None:
            return None
        is_theirs = payload.subject == TEAM and context.viewer.role in STAFF
        has_teams = is_theirs and bool(context.knowledge.base.teams)
        return render_rules(payload.subject, _keyed(rules), page=payload.page, has_teams=has_teams)

    await take_turn(update, context, work)


def searching(otherwise: Callback) -> Callback:
    """A callback for the words to search by; what asks something is a question like any other."""
    return unless_question(_search, otherwise)


async def _search(update: Update, context: BotContext) -> None:
    """Show the checks that the words find."""
    words, chat_id = message_of(update).text or "", chat_id_of(update)

    def work(session: Session, _user: User) -> Reply:
        leave(session, context, chat_id=chat_id)
        return _found(context, words)

    await take_turn(update, context, work)


async def start_check(update: Update, context: BotContext) -> None:
    """Begin the check on the pressed button, with what the question said offered."""
    payload = parse_as(StartCheck, query_of(update).data)
    rule = rule_of_key(context.knowledge.base.rulebook, payload.rule) if payload else None
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply | None:
        if payload is None or rule is None:
            return None
        question = get_question(session, question_id=payload.question, user_id=user.id)
        case = begin(session, context, user=user, rule=rule, text=question.text if question else "")
        return present(session, context, case, chat_id=chat_id)

    await take_turn(update, context, work)


async def follow_link(update: Update, context: BotContext) -> None:
    """Begin the check that a deep link names."""
    rule = rule_of_link(context.knowledge.base.rulebook, start_argument(update) or "")
    chat_id = chat_id_of(update)

    def work(session: Session, user: User) -> Reply:
        if rule is None:
            return render_line(texts.RULE_GONE)
        return present(
            session, context, begin(session, context, user=user, rule=rule, text=""), chat_id=chat_id
        )

    await take_turn(update, context, work)
