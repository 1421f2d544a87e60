"""What is typed about a case: notes, reasons, dates and names, each taken by the move that it was asked for."""

from collections.abc import Callable, Mapping
from datetime import date

from bot.cases.asking import told_state
from bot.cases.matter import Matter
from bot.cases.naming import read_name
from bot.cases.turning import WORDS, Turn, present, show_hindrance
from bot.payloads.cases import CURRENT
from bot.rendering import case_texts as texts
from bot.rendering.case_forms import REASONS, render_reasons, render_typed
from bot.rendering.reply import Reply
from knowledge.eligibility.written_dates import read_date
from knowledge.text.masking import mask_personal
from storage.cases.matters import mark_name
from storage.cases.moves import (
    mark_done,
    mark_expected,
    mark_left_out,
    mark_note,
    mark_reopened,
    mark_waiting,
)
from storage.cases.values import NAME_LENGTH, WORDS_LENGTH, Moved, Outcome, Tap

NOTE, SKIP, WAIT, REOPEN, EXPECT, RENAME, DONE_ON = (
    "note",
    "skip",
    "wait",
    "reopen",
    "expect",
    "rename",
    "done-on",
)
# Acts after which the case is shown where it stands now.
GOES_ON = frozenset({SKIP, WAIT, DONE_ON})
TOLD = {NOTE: texts.NOTED, EXPECT: texts.EXPECTED_SET}


def ask_words(turn: Turn, matter: Matter, *, act: str, step: int) -> Reply:
    """Ask for something about a step to be typed, or chosen where there are common reasons."""
    at = matter.resolve(step)
    turn.expect(WORDS, matter, step=at, act=act)
    if act in REASONS:
        return render_reasons(matter, at, act)
    item = matter.positions[at].item
    text = ASKING[act].format(number=at + 1, title=item.title, name=matter.title)
    return render_typed(matter, at, text, known=(matter.detail(item).note or "") if act == NOTE else "")


ASKING = {
    NOTE: texts.NOTE_TEXT,
    EXPECT: texts.EXPECTED_TEXT,
    RENAME: texts.TYPE_NAME,
    DONE_ON: texts.DONE_ON_TEXT,
}


def take_words(turn: Turn, matter: Matter, *, act: str, step: int, text: str) -> Reply:
    """Take what was typed; what can't be taken is asked for again."""
    said = mask_personal(text.strip())
    if len(said) > WORDS_LENGTH:
        return render_typed(matter, step, texts.TOO_LONG.format(longest=WORDS_LENGTH))
    position = matter.at(step)
    tap = Tap(matter.number, matter.version, position.item.id if position else "")
    outcome = MOVES[act](turn, tap, said)
    if isinstance(outcome, str):
        return render_typed(matter, step, outcome)
    if not isinstance(outcome, Moved):
        return show_hindrance(turn, outcome, step=step)
    after = turn.read(outcome.view)
    told = TOLD.get(act) or told_state(after, step)
    if act == RENAME:
        told = texts.NAMED.format(name=after.title)
    return present(turn, after, step=CURRENT if act in GOES_ON else step, told=told)


def _note(turn: Turn, tap: Tap, said: str) -> Outcome:
    return mark_note(turn.session, turn.actor, tap=tap, note="" if said == texts.CLEARING else said)


def _skip(turn: Turn, tap: Tap, said: str) -> Outcome:
    return mark_left_out(turn.session, turn.actor, tap=tap, reason=said)


def _reopen(turn: Turn, tap: Tap, said: str) -> Outcome:
    return mark_reopened(turn.session, turn.actor, tap=tap, reason=said)


def _wait(turn: Turn, tap: Tap, said: str) -> Outcome:
    """Wait, until the day that the words name if it is still to come."""
    until = _day(turn, said)
    coming = until if until and until >= turn.actor.today else None
    return mark_waiting(turn.session, turn.actor, tap=tap, until=coming, reason=said)


def _day(turn: Turn, said: str) -> date | None:
    """The whole date that the words name."""
    written = read_date(said, turn.actor.today)
    return written.day if written and written.has_day else None


def _expect(turn: Turn, tap: Tap, said: str) -> Outcome | str:
    on = None if said == texts.CLEARING else _day(turn, said)
    if on is None and said != texts.CLEARING:
        return texts.BAD_DATE
    if on is not None and on < turn.actor.today:
        return texts.PAST_DATE
    return mark_expected(turn.session, turn.actor, tap=tap, on=on)


def _done_on(turn: Turn, tap: Tap, said: str) -> Outcome | str:
    on = _day(turn, said)
    if on is None:
        return texts.BAD_DATE
    return texts.FUTURE_DATE if on > turn.actor.today else mark_done(turn.session, turn.actor, tap=tap, on=on)


def _rename(turn: Turn, tap: Tap, said: str) -> Outcome | str:
    name = read_name(said)
    if name is None:
        return texts.BAD_NAME.format(longest=NAME_LENGTH)
    return mark_name(turn.session, turn.actor, tap=tap, name=name)


MOVES: Mapping[str, Callable[[Turn, Tap, str], Outcome | str]] = {
    NOTE: _note,
    SKIP: _skip,
    WAIT: _wait,
    REOPEN: _reopen,
    EXPECT: _expect,
    RENAME: _rename,
    DONE_ON: _done_on,
}
