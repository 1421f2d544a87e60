"""Turns of a case: what is shown after a move that was made or not, and what the chat waits for then."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlmodel import Session
from telegram import Update

from bot.cases.loading import actor_of, matter_of
from bot.cases.matter import Matter
from bot.cases.reading import PRESSED
from bot.context import BotContext
from bot.incoming import chat_id_of
from bot.payloads.cases import CURRENT
from bot.rendering import case_texts as texts
from bot.rendering.access import render_line
from bot.rendering.case_cards import render_card
from bot.rendering.case_forms import render_fill
from bot.rendering.case_history import event_words, numbers_in, who
from bot.rendering.reply import Reply
from bot.turns import expect, filled, leave, take_turn
from knowledge.eligibility.truth import Truth
from storage.cases.events import list_events, names_of
from storage.cases.reading import get_case
from storage.cases.staff import record_look
from storage.cases.values import Actor, CaseView, Hindrance, Unmoved
from storage.tables import User

SEARCH, NAME, CARD, FILL = "case.search", "case.name", "case.card", "case.fill"
WORDS, PERSON, FILES = "case.words", "case.person", "case.files"

State = dict[str, str | int]


@dataclass(frozen=True)
class Turn:
    """An update's turn in a chat: its transaction, whose it is, and the cases that were looked up in it."""

    session: Session
    context: BotContext
    user: User
    chat_id: int
    seen: dict[int, CaseView] = field(default_factory=dict)

    @property
    def actor(self) -> Actor:
        """Who acts, now."""
        return actor_of(self.context)

    def find(self, case_id: int) -> Matter | None:
        """The case of this number, if the viewer may see it."""
        view = get_case(self.session, self.actor, case_id=case_id)
        if view is None:
            return None
        self.seen[case_id] = view
        return self.read(view)

    def record_looks(self) -> None:
        """Note what staff are shown of their units' cases: once for each, however often the turn reads it."""
        for view in self.seen.values():
            record_look(self.session, self.actor, view=view)

    def read(self, view: CaseView) -> Matter:
        """A case that was just read or changed, with everything that is shown of it."""
        return matter_of(self.session, self.context, view)

    def expect(self, form: str, matter: Matter, **state: str | int) -> None:
        """Let the chat's next text fill in a form about a case."""
        expect(self.session, self.context, chat_id=self.chat_id, form=form, case=matter.number, **state)

    def fill(self, form: str, take: Callable[[Matter, State], Reply]) -> Reply:
        """Take what came for a form, with its case and how it was opened; a case that is gone is no longer waited for."""
        state = filled(self.session, chat_id=self.chat_id, form=form) or {}
        matter = self.find(int(state.get("case", 0)))
        if matter is None:
            self.leave()
            return render_line(texts.CASE_GONE)
        return take(matter, state)

    def leave(self) -> None:
        """Wait for nothing any more."""
        leave(self.session, self.context, chat_id=self.chat_id)


async def take_part(update: Update, context: BotContext, work: Callable[[Turn], Reply | None]) -> None:
    """Do the work in the update's turn, and show its reply; None says that the case is no longer there."""
    chat_id = chat_id_of(update)

    def act(session: Session, user: User) -> Reply | None:
        turn = Turn(session, context, user, chat_id)
        reply = work(turn)
        if reply is not None:
            turn.record_looks()
        return reply

    await take_turn(update, context, act)


def present(turn: Turn, matter: Matter, *, step: int = CURRENT, told: str = "") -> Reply:
    """The card, with the chat ready to take the values that the step asks for."""
    at = matter.resolve(step)
    position = matter.positions[at]
    typed = [asked for asked in matter.inputs_of(position.item) if asked.type not in PRESSED]
    if typed and matter.may_work_on(position.item) and position.is_unsettled:
        turn.expect(CARD, matter, step=at)
    else:
        turn.leave()
    return render_card(matter, at, *([told] if told else []))


def show_hindrance(turn: Turn, unmoved: Unmoved, *, step: int = CURRENT) -> Reply:
    """Why a move was not made, with the case as it stands."""
    if unmoved.view is None:
        turn.leave()
        return render_line(texts.CASE_GONE)
    matter = turn.read(unmoved.view)
    if unmoved.why is Hindrance.STALE:
        return present(turn, matter, step=step, told=told_change(turn, unmoved.view))
    gate = unmoved.refused.gate if unmoved.refused else None
    if gate is not None and gate.truth is Truth.UNKNOWN:
        return ask_values(turn, matter, step=step, told=texts.FILL_FIRST)
    return present(turn, matter, step=step, told=told_hindrance(matter, unmoved))


def ask_values(turn: Turn, matter: Matter, *, step: int, told: str = "") -> Reply:
    """The form for the values of a step; what is typed fills it in."""
    at = matter.resolve(step)
    turn.expect(FILL, matter, step=at, asked=-1, act="fill")
    return render_fill(matter, at, *([told] if told else []))


def told_change(turn: Turn, view: CaseView) -> str:
    """What the other did who was first."""
    (event,) = list_events(turn.session, case_id=view.case.id, limit=1)
    if event.actor == turn.actor.user_id:
        return texts.MOVED_ON
    names = names_of(turn.session, numbers_in(event))
    return texts.MOVED_BY.format(name=who(event, names), what=event_words(event, view.template, names))


def told_hindrance(matter: Matter, unmoved: Unmoved) -> str:
    """What was in the way, in words."""
    if unmoved.refused is not None:
        gate = unmoved.refused.gate
        if gate is not None:
            pattern = texts.ENDED_HERE if gate.ends else texts.NOT_DONE
            return pattern.format(shortfall=(gate.shortfall or "").rstrip("。"))
        return texts.REFUSED.get(unmoved.refused.why, texts.MOVED_ON)
    if unmoved.why is Hindrance.FORBIDDEN:
        return texts.FORBIDDEN.format(owner=matter.owner)
    return unmoved.words or texts.HINDRANCES.get(unmoved.why, texts.MOVED_ON)
