"""/checklist: one's cases, searching, and the checklists by subject."""

from collections.abc import Sequence

from telegram import Update

from bot.access import Callback
from bot.asides import unless_question
from bot.callback_data import parse_as
from bot.cases.finding import search_templates
from bot.cases.loading import listed
from bot.cases.turning import SEARCH, Turn, take_part
from bot.context import BotContext
from bot.incoming import message_of, query_of
from bot.payloads.cases import CaseList, ChecklistTitles
from bot.rendering import case_texts as texts
from bot.rendering.case_menu import (
    CaseListing,
    Listed,
    render_cases,
    render_found,
    render_search,
    render_subjects,
    render_titles,
    subject_of,
)
from bot.rendering.paging import PAGE, Page
from bot.rendering.reply import Reply
from bot.turns import expect
from knowledge.checklists.templates import ChecklistTemplate
from storage.cases.overview import Pile, Wanted, count_cases, list_cases

PILES = {
    texts.OWN: Pile.MINE,
    texts.SHARED: Pile.SHARED,
    texts.UNIT: Pile.UNIT,
    texts.ARCHIVED: Pile.ARCHIVED,
}


async def show_cases(update: Update, context: BotContext) -> None:
    """Show one's cases, a page of a list; words after the command search."""
    payload = parse_as(CaseList, query_of(update).data) if update.callback_query else CaseList(texts.OWN, 0)
    said = "" if update.callback_query else (message_of(update).text or "").partition(" ")[2].strip()

    def work(turn: Turn) -> Reply | None:
        if payload is None or payload.which not in PILES or payload.page < 0:
            return None
        turn.leave()
        return _found(turn, said) if said else _page(turn, payload)

    await take_part(update, context, work)


def _page(turn: Turn, payload: CaseList) -> Reply:
    """A page of a list."""
    actor = turn.actor
    wanted = Wanted(pile=PILES[payload.which], offset=payload.page * PAGE, limit=PAGE)
    found, counts = list_cases(turn.session, actor, wanted=wanted), count_cases(turn.session, actor)
    return render_cases(
        CaseListing(
            which=payload.which,
            rows=[listed(row, actor) for row in found.rows],
            page=Page(payload.page, found.total),
            counts={which: counts[pile] for which, pile in PILES.items()},
        )
    )


def _found(turn: Turn, said: str) -> Reply:
    """The cases and checklists that some words find."""
    return render_found(search_templates(turn.actor.book, said), _cases_named(turn, said))


def _cases_named(turn: Turn, said: str) -> list[Listed]:
    """One's cases with these words in their names."""
    pages = (
        list_cases(turn.session, turn.actor, wanted=Wanted(pile=pile, words=said)) for pile in PILES.values()
    )
    return [listed(row, turn.actor) for page in pages for row in page.rows][:PAGE]


async def ask_words(update: Update, context: BotContext) -> None:
    """Let the chat's next text search cases and checklists."""

    def work(turn: Turn) -> Reply:
        expect(turn.session, turn.context, chat_id=turn.chat_id, form=SEARCH)
        return render_search()

    await take_part(update, context, work)


def searching(otherwise: Callback) -> Callback:
    """A callback for the words to search by; what asks something is a question like any other."""
    return unless_question(_search, otherwise)


async def _search(update: Update, context: BotContext) -> None:
    """Show the cases and checklists that the words find."""
    said = (message_of(update).text or "").strip()

    def work(turn: Turn) -> Reply:
        turn.leave()
        return _found(turn, said)

    await take_part(update, context, work)


async def show_subjects(update: Update, context: BotContext) -> None:
    """Show the subjects that checklists are about."""

    def work(turn: Turn) -> Reply:
        turn.leave()
        return render_subjects(turn.actor.book)

    await take_part(update, context, work)


async def show_titles(update: Update, context: BotContext) -> None:
    """Show a page of a subject's checklists."""
    payload = parse_as(ChecklistTitles, query_of(update).data)
    templates: Sequence[ChecklistTemplate] = [
        template
        for template in context.knowledge.base.checklist_book.templates.values()
        if payload and subject_of(template) == payload.subject
    ]

    def work(_turn: Turn) -> Reply | None:
        return render_titles(payload.subject, templates, page=payload.page) if payload else None

    await take_part(update, context, work)
