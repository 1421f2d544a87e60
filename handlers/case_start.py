"""Beginning a case: the preview of a checklist, its name, and joining by a colleague's link."""

from telegram import Update

from bot.callback_data import parse_as
from bot.cases.asking import begun
from bot.cases.finding import template_of_key
from bot.cases.naming import name_stem, propose_name, read_name
from bot.cases.people import LINK
from bot.cases.turning import NAME, Turn, present, take_part
from bot.context import BotContext
from bot.incoming import message_of, query_of, start_argument
from bot.memory import region_of
from bot.payloads.cases import CURRENT, BeginCase, StartChecklist
from bot.rendering import case_page_texts as words
from bot.rendering import case_texts as texts
from bot.rendering.access import render_line
from bot.rendering.case_menu import render_preview
from bot.rendering.reply import Reply
from bot.turns import expect, filled
from knowledge.checklists.templates import ChecklistTemplate
from storage.cases.links import claim_link
from storage.cases.overview import Pile, Wanted, list_cases
from storage.cases.reading import get_case
from storage.cases.starting import add_case
from storage.cases.values import NAME_LENGTH, CaseView, Draft, Moved, Tap

MOST_NAMES = 200


async def show_preview(update: Update, context: BotContext) -> None:
    """Show what a checklist is about; the chat's next text is the name of a case of it."""
    payload = parse_as(StartChecklist, query_of(update).data)

    def work(turn: Turn) -> Reply | None:
        template = template_of_key(turn.actor.book, payload.template) if payload else None
        if template is None or payload is None or (payload.case and turn.find(payload.case) is None):
            return None
        state: dict[str, str | int] = {
            "template": payload.template,
            "case": payload.case,
            "step": payload.step,
        }
        expect(turn.session, turn.context, chat_id=turn.chat_id, form=NAME, **state)
        start = BeginCase(payload.template, payload.case, payload.step)
        return render_preview(turn.actor.book, template, name=_proposed(turn, template), start=start)

    await take_part(update, context, work)


def _proposed(turn: Turn, template: ChecklistTemplate) -> str:
    """A neutral name that none of one's cases has."""
    words = f"{turn.actor.today:%Y-%m} {name_stem(template)}"
    wanted = (Wanted(pile=pile, words=words, limit=MOST_NAMES) for pile in (Pile.MINE, Pile.ARCHIVED))
    rows = (row for one in wanted for row in list_cases(turn.session, turn.actor, wanted=one).rows)
    return propose_name(template, {row.view.case.name for row in rows}, turn.actor.today)


async def begin_case(update: Update, context: BotContext) -> None:
    """Begin a case under the proposed name."""
    payload = parse_as(BeginCase, query_of(update).data)
    await take_part(update, context, lambda turn: _begin(turn, payload) if payload else None)


async def take_name(update: Update, context: BotContext) -> None:
    """Begin a case under the name that was typed."""
    name = read_name(message_of(update).text or "")

    def work(turn: Turn) -> Reply:
        state = filled(turn.session, chat_id=turn.chat_id, form=NAME) or {}
        if name is None:
            return render_line(texts.BAD_NAME.format(longest=NAME_LENGTH))
        key, case, step = state.get("template", ""), state.get("case", 0), state.get("step", CURRENT)
        reply = _begin(turn, BeginCase(str(key), int(case), int(step)), name=name)
        if reply is None:
            turn.leave()
        return reply or render_line(texts.TEMPLATE_GONE)

    await take_part(update, context, work)


def _begin(turn: Turn, start: BeginCase, *, name: str = "") -> Reply | None:
    """Begin a case, linked to the step that opened it; None when the checklist or that step is gone."""
    template = template_of_key(turn.actor.book, start.template)
    parent = get_case(turn.session, turn.actor, case_id=start.case) if start.case else None
    is_lost = start.case and (parent is None or not 0 <= start.step < len(parent.template.items))
    if template is None or is_lost:
        return None
    draft = Draft(
        template=template.id,
        name=name or _proposed(turn, template),
        region=region_of(turn.session, turn.user, turn.context.viewer),
        values=_inherited(template, parent),
        parent=_opener(parent, start.step),
    )
    outcome = add_case(turn.session, turn.actor, draft=draft)
    if isinstance(outcome, Moved):
        return begun(turn, outcome.view)
    turn.leave()
    return render_line(texts.HINDRANCES.get(outcome.why, texts.CASE_GONE))


def _inherited(template: ChecklistTemplate, parent: CaseView | None) -> dict[str, object]:
    """The facts of the matter that the opening case knows already."""
    facts = {asked.id for asked in template.facts}
    return {name: value for name, value in parent.situation.values.items() if name in facts} if parent else {}


def _opener(parent: CaseView | None, step: int) -> Tap | None:
    """The step that opens the case."""
    return Tap(parent.case.id, parent.case.version, parent.template.items[step].id) if parent else None


async def follow_link(update: Update, context: BotContext) -> None:
    """Join the case that a colleague's one-time link opens."""
    code = (start_argument(update) or "").removeprefix(LINK)

    def work(turn: Turn) -> Reply:
        outcome = claim_link(turn.session, turn.actor, code=code)
        if isinstance(outcome, Moved):
            told = words.LINK_JOINED.format(may=words.MAY[outcome.event.details["may"]])
            return present(turn, turn.read(outcome.view), told=told)
        return present(turn, turn.read(outcome.view)) if outcome.view else render_line(words.LINK_WRONG)

    await take_part(update, context, work)
