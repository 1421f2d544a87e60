"""What is asked about a case and typed in reply: values, facts, notes, reasons, dates, names."""

import asyncio

from sqlmodel import Session
from telegram import Update

from bot.access import Callback
from bot.asides import is_question
from bot.callback_data import parse_as
from bot.cases.asking import STEP, ask_fact, ask_next, filled_in, has_input, input_at, told_values
from bot.cases.loading import actor_of, find_matter
from bot.cases.matter import Matter
from bot.cases.people import show_colleagues
from bot.cases.reading import is_about, read_inputs
from bot.cases.turning import CARD, FILL, PERSON, WORDS, State, Turn, ask_values, show_hindrance, take_part
from bot.cases.words import MOVES, ask_words, take_words
from bot.context import BotContext
from bot.delivery import respond
from bot.incoming import chat_id_of, message_of, query_of
from bot.payloads.cases import CURRENT, AskCase
from bot.rendering import case_texts as texts
from bot.rendering.case_forms import example_of, render_going_on, render_regions, told_wrong
from bot.rendering.case_pages import render_deletion
from bot.rendering.reply import Reply
from bot.turns import FORM
from knowledge.text.masking import mask_personal
from storage.cases.moves import mark_values
from storage.cases.reading import get_case
from storage.cases.values import Hindrance, Moved, Tap
from storage.conversations import get_chat


async def ask(update: Update, context: BotContext) -> None:
    """Ask for what the pressed button is about."""
    payload = parse_as(AskCase, query_of(update).data)

    def work(turn: Turn) -> Reply | None:
        matter = turn.find(payload.case) if payload else None
        return _ask(turn, matter, payload) if matter and payload else None

    await take_part(update, context, work)


def _ask(turn: Turn, matter: Matter, payload: AskCase) -> Reply | None:
    if payload.act == "delete" and matter.is_owner:
        return render_deletion(matter)
    if payload.act == "region" and matter.regions_beside():
        return render_regions(matter)
    if payload.act == "fill" and matter.at(payload.step):
        return ask_values(turn, matter, step=payload.step)
    if payload.act in {"fact", "later"} and has_input(matter, payload.position):
        if payload.act == "later":
            return ask_next(turn, matter, after=payload.position)
        return ask_fact(turn, matter, asked=payload.position, act=payload.act)
    return ask_words(turn, matter, act=payload.act, step=payload.step) if payload.act in MOVES else None


def filling(otherwise: Callback) -> Callback:
    """A callback for the values typed into a form: a question is answered as one, and the case waits."""

    async def fill(update: Update, context: BotContext) -> None:
        """Take the values, or ask again."""
        text = mask_personal((message_of(update).text or "").strip())
        if not is_question(text):
            await take_part(update, context, lambda turn: _fill_in(turn, FILL, text))
            return
        matter = await asyncio.to_thread(_waiting, context, chat_id_of(update))
        await otherwise(update, context)
        if matter is not None:
            await respond(update, context, render_going_on(matter))

    return fill


def _waiting(context: BotContext, chat_id: int) -> Matter | None:
    """The case that the chat waits in."""
    with context.database.read() as session:
        return find_matter(session, context, _waited_for(session, chat_id))


def _waited_for(session: Session, chat_id: int) -> int:
    """The number of the case that the chat's form is about."""
    chat = get_chat(session, chat_id=chat_id)
    return int(chat.state.get(FORM, {}).get("case", 0)) if chat else 0


def _fill_in(turn: Turn, form: str, text: str) -> Reply:
    return turn.fill(form, lambda matter, state: _take(turn, matter, state, text))


def _take(turn: Turn, matter: Matter, state: State, text: str) -> Reply:
    """Read the text as values and put in what was understood."""
    act, step, asked = (
        str(state.get("act", STEP)),
        int(state.get("step", CURRENT)),
        int(state.get("asked", -1)),
    )
    position = matter.at(step)
    own = (position.item.inputs or matter.inputs_of(position.item)) if position else ()
    only = input_at(matter, asked) if has_input(matter, asked) else None
    others = [one for one in matter.template.inputs.values() if one not in own]
    reading = read_inputs(own, others, text, matter.today, only=only, known=matter.situation.values)
    if not reading.values:
        wrong = told_wrong(reading) or [texts.NOT_UNDERSTOOD.format(example=example_of(own))]
        return _ask_again(turn, matter, state, "\n".join(wrong))
    tap = Tap(matter.number, matter.version, position.item.id if position else "")
    outcome = mark_values(turn.session, turn.actor, tap=tap, values=reading.values)
    is_same = not isinstance(outcome, Moved) and outcome.why is Hindrance.UNCHANGED
    if not isinstance(outcome, Moved) and outcome.why is Hindrance.VALUE:
        return _ask_again(turn, matter, state, texts.CONTRADICTS.format(reason=outcome.words))
    if not isinstance(outcome, Moved) and not is_same:
        return show_hindrance(turn, outcome, step=step)
    after = turn.read(outcome.view) if isinstance(outcome, Moved) else matter
    told = "\n".join((told_values(after, reading.values, outcome), *told_wrong(reading)))
    if reading.wrong:
        return _ask_again(turn, after, state, told)
    return filled_in(turn, after, act=act, step=step, asked=asked, told=told)


def _ask_again(turn: Turn, matter: Matter, state: State, told: str) -> Reply:
    """The same form after what was wrong."""
    asked = int(state.get("asked", -1))
    if has_input(matter, asked):
        return ask_fact(turn, matter, asked=asked, act=str(state["act"]), told=told)
    return ask_values(turn, matter, step=int(state.get("step", CURRENT)), told=told)


def card_typing(otherwise: Callback) -> Callback:
    """A callback for the text typed below a card: only what can't be anything but its values is taken."""

    async def take(update: Update, context: BotContext) -> None:
        """Take the values, or hand the text on."""
        text = mask_personal((message_of(update).text or "").strip())
        is_ours = await asyncio.to_thread(_is_about_card, context, chat_id_of(update), text)
        if is_ours:
            await take_part(update, context, lambda turn: _fill_in(turn, CARD, text))
        else:
            await otherwise(update, context)

    return take


def _is_about_card(context: BotContext, chat_id: int, text: str) -> bool:
    """Whether a text is about the step that the chat shows."""
    with context.database.read() as session:
        view = get_case(session, actor_of(context), case_id=_waited_for(session, chat_id))
        return view is not None and is_about(view.template.inputs.values(), text)


async def take_typed(update: Update, context: BotContext) -> None:
    """Take a note, a reason, a date or a name."""
    text = message_of(update).text or ""

    def work(turn: Turn) -> Reply:
        def take(matter: Matter, state: State) -> Reply:
            return take_words(turn, matter, act=str(state["act"]), step=int(state["step"]), text=text)

        return turn.fill(WORDS, take)

    await take_part(update, context, work)


async def take_person(update: Update, context: BotContext) -> None:
    """Look for colleagues by the name that was typed."""
    said = (message_of(update).text or "").strip()

    def work(turn: Turn) -> Reply:
        def look(matter: Matter, state: State) -> Reply:
            return show_colleagues(turn, matter, act=str(state["act"]), step=int(state["step"]), said=said)

        return turn.fill(PERSON, look)

    await take_part(update, context, work)
