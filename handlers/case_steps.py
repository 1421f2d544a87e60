"""The card of a case: showing a step, and the moves that its buttons make."""

from dataclasses import replace

from telegram import Update

from bot.callback_data import parse_as
from bot.cases.acts import ACTS, Pressed
from bot.cases.asking import ask_next, filled_in, has_input, input_at, told_state, told_values
from bot.cases.matter import Matter
from bot.cases.people import show_link, show_people, take_links_back
from bot.cases.turning import WORDS, Turn, present, show_hindrance, take_part
from bot.context import BotContext
from bot.incoming import query_of
from bot.payloads.cases import CURRENT, FillCase, MoveCase, ShowCase
from bot.rendering import case_page_texts as words
from bot.rendering import case_texts as texts
from bot.rendering.access import render_line
from bot.rendering.case_buttons import reminders
from bot.rendering.case_choices import choices_of
from bot.rendering.case_forms import render_typed
from bot.rendering.reply import Reply
from knowledge.checklists.templates import Then
from knowledge.eligibility.truth import Truth
from storage.cases.moves import mark_values
from storage.cases.starting import delete_case
from storage.cases.values import Hindrance, Moved, Outcome, Tap
from storage.tables import May

# Where the case is shown after a move: where it stands now, or still at the step.
GOES_ON = frozenset({"done", "skip", "wait", "foreign", "newer"})
TOLD = {"archive": words.ARCHIVED_NOW, "unarchive": words.UNARCHIVED_NOW, "newer": words.CHANGES_TAKEN}
LINKS = {"link-read": May.READ, "link-work": May.WORK}
SHARES = frozenset({"share", "unshare"})
DELETE, LEAVE, REGION, DONE, UNLINK = "delete", "leave", "region", "done", "unlink"


async def show_case(update: Update, context: BotContext) -> None:
    """Show a case at a step, if the viewer may see it."""
    payload = parse_as(ShowCase, query_of(update).data)

    def work(turn: Turn) -> Reply | None:
        matter = turn.find(payload.case) if payload else None
        return present(turn, matter, step=payload.step) if matter and payload else None

    await take_part(update, context, work)


async def move_case(update: Update, context: BotContext) -> None:
    """Make the move on the pressed button; of two that start from the same state the second sees the first."""
    payload = parse_as(MoveCase, query_of(update).data)

    def work(turn: Turn) -> Reply | None:
        matter = turn.find(payload.case) if payload else None
        return _move(turn, matter, payload) if matter and payload else None

    await take_part(update, context, work)


def _move(turn: Turn, matter: Matter, payload: MoveCase) -> Reply | None:
    if payload.act == DELETE:
        return _delete(turn, matter)
    if payload.act in LINKS:
        return show_link(turn, matter, version=payload.version, may=LINKS[payload.act])
    if payload.act == UNLINK:
        return take_links_back(turn, matter, version=payload.version)
    if payload.act not in ACTS:
        return None
    if payload.act == DONE and _lacks_reason(matter, payload.step):
        turn.expect(WORDS, matter, step=payload.step, act="note")
        return render_typed(matter, payload.step, texts.NOTE_GATE_TEXT)
    outcome = ACTS[payload.act](Pressed(turn.session, turn.actor, matter, payload))
    return _after(turn, matter, payload, outcome)


def _lacks_reason(matter: Matter, step: int) -> bool:
    """Whether a step may go on although its gate fails, and the reason is not written down yet."""
    position = matter.at(step)
    if position is None or position.gate.truth is not Truth.FALSE or position.gate.then is not Then.NOTE:
        return False
    return position.is_unsettled and not matter.detail(position.item).note


def _delete(turn: Turn, matter: Matter) -> Reply | None:
    """Delete the case for good, if it is the viewer's own."""
    if not delete_case(turn.session, turn.actor, case_id=matter.number):
        return None
    turn.leave()
    return render_line(words.DELETED)


def _after(turn: Turn, before: Matter, payload: MoveCase, outcome: Outcome) -> Reply | None:
    """What is shown after a move."""
    if not isinstance(outcome, Moved):
        is_nothing = outcome.why is Hindrance.UNCHANGED and payload.act == REGION
        return ask_next(turn, before) if is_nothing else show_hindrance(turn, outcome, step=payload.step)
    if payload.act == LEAVE:
        turn.leave()
        return render_line(words.LEFT_NOW)
    if payload.act in SHARES:
        return show_people(turn, turn.read(outcome.view))
    matter = turn.read(outcome.view)
    if payload.act == REGION:
        return ask_next(turn, matter)
    told = TOLD.get(payload.act) or told_state(matter, payload.step)
    step = CURRENT if payload.act in GOES_ON else payload.step
    reply = present(turn, matter, step=step, told=told)
    starts = reminders(matter, payload.step) if payload.act == DONE and step != payload.step else ()
    return replace(reply, keyboard=(*starts, *reply.keyboard))


async def take_choice(update: Update, context: BotContext) -> None:
    """Take the value on the pressed button."""
    payload = parse_as(FillCase, query_of(update).data)

    def work(turn: Turn) -> Reply | None:
        matter = turn.find(payload.case) if payload else None
        if matter is None or payload is None or not has_input(matter, payload.asked):
            return None
        values = choices_of(input_at(matter, payload.asked))
        return _fill(turn, matter, payload) if 0 <= payload.choice < len(values) else None

    await take_part(update, context, work)


def _fill(turn: Turn, matter: Matter, payload: FillCase) -> Reply:
    """Put the value in and go on with what led here."""
    asked = input_at(matter, payload.asked)
    value = choices_of(asked)[payload.choice]
    position = matter.at(payload.step)
    tap = Tap(matter.number, payload.version, position.item.id if position else "")
    outcome = mark_values(turn.session, turn.actor, tap=tap, values={asked.id: value})
    is_same = not isinstance(outcome, Moved) and outcome.why is Hindrance.UNCHANGED
    if not isinstance(outcome, Moved) and not is_same:
        return show_hindrance(turn, outcome, step=payload.step)
    after = turn.read(outcome.view) if isinstance(outcome, Moved) else matter
    told = told_values(after, {asked.id: value}, outcome)
    return filled_in(turn, after, act=payload.act, step=payload.step, asked=payload.asked, told=told)
