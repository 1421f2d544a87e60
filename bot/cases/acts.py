"""What a pressed button does to a case: each act makes its moves in storage."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from bot.cases.matter import Matter
from bot.payloads.cases import ALL_REGIONS, MoveCase
from bot.rendering import case_texts as texts
from knowledge.checklists.book import NATIONAL
from storage.cases.matters import mark_archived, mark_followed, mark_moved, other_documents
from storage.cases.moves import mark_done, mark_left_out, mark_reopened, mark_waiting
from storage.cases.sharing import delete_member, mark_unit_shared
from storage.cases.values import Actor, Hindrance, Moved, Outcome, Tap, Unmoved


@dataclass(frozen=True)
class Pressed:
    """A button that was pressed below a case: who, what it carried, and the case as it stands."""

    session: Session
    actor: Actor
    matter: Matter
    payload: MoveCase

    @property
    def tap(self) -> Tap:
        """What the move starts from."""
        position = self.matter.at(self.payload.step)
        return Tap(self.matter.number, self.payload.version, position.item.id if position else "")


def _finish(pressed: Pressed) -> Outcome:
    return mark_done(pressed.session, pressed.actor, tap=pressed.tap)


def _resume(pressed: Pressed) -> Outcome:
    return mark_reopened(pressed.session, pressed.actor, tap=pressed.tap)


def _reason(reasons: tuple[str, ...], pressed: Pressed) -> str:
    """The reason on the button; none for a button that isn't there."""
    at = pressed.payload.position
    return reasons[at] if 0 <= at < len(reasons) else ""


def _skip(pressed: Pressed) -> Outcome:
    reason = _reason(texts.SKIP_REASONS, pressed)
    return mark_left_out(pressed.session, pressed.actor, tap=pressed.tap, reason=reason)


def _wait(pressed: Pressed) -> Outcome:
    reason = _reason(texts.WAIT_REASONS, pressed)
    return mark_waiting(pressed.session, pressed.actor, tap=pressed.tap, reason=reason)


def _reopen(pressed: Pressed) -> Outcome:
    reason = _reason(texts.REOPEN_REASONS, pressed)
    return mark_reopened(pressed.session, pressed.actor, tap=pressed.tap, reason=reason)


def _leave_foreign(pressed: Pressed) -> Outcome:
    """Leave out all steps of the documents that this one comes from, as those of another region."""
    position = pressed.matter.at(pressed.payload.step)
    documents = position.item.documents if position else ()
    own = other_documents(pressed.matter.template)
    return _follow(pressed, {name: False for name in documents if name in own})


def _choose_region(pressed: Pressed) -> Outcome:
    """Follow the documents of the chosen region and leave the others' steps out."""
    regions, at = pressed.matter.regions_beside(), pressed.payload.position
    if not ALL_REGIONS <= at < len(regions):
        return Unmoved(Hindrance.GONE)
    chosen = set(regions) if at == ALL_REGIONS else {regions[at]} if at >= 0 else set()
    documents = pressed.matter.book.documents
    wanted = {
        name: bool({NATIONAL, *chosen} & {documents[name].region, *documents[name].regions})
        for name in other_documents(pressed.matter.template)
    }
    return _follow(pressed, wanted)


def _follow(pressed: Pressed, wanted: Mapping[str, bool]) -> Outcome:
    """Follow or leave out documents, one after the other; what is so already is passed over."""
    tap, outcome = pressed.tap, None
    for document, is_followed in wanted.items():
        made = mark_followed(
            pressed.session, pressed.actor, tap=tap, document=document, is_followed=is_followed
        )
        if isinstance(made, Unmoved) and made.why is not Hindrance.UNCHANGED:
            return made
        outcome = made if isinstance(made, Moved) or outcome is None else outcome
        if isinstance(made, Moved):
            tap = Tap(tap.case_id, made.view.case.version, tap.item)
    return outcome or Unmoved(Hindrance.GONE)


def _archive(pressed: Pressed) -> Outcome:
    return mark_archived(pressed.session, pressed.actor, tap=pressed.tap, is_archived=True)


def _unarchive(pressed: Pressed) -> Outcome:
    return mark_archived(pressed.session, pressed.actor, tap=pressed.tap, is_archived=False)


def _take_newer(pressed: Pressed) -> Outcome:
    return mark_moved(pressed.session, pressed.actor, tap=pressed.tap)


def _share_unit(pressed: Pressed) -> Outcome:
    """Let the unit's staff read the case; where it belongs to no unit, there is nobody who could."""
    outcome = mark_unit_shared(pressed.session, pressed.actor, tap=pressed.tap, is_shared=True)
    is_nobody = isinstance(outcome, Unmoved) and outcome.why is Hindrance.NOBODY
    return Unmoved(Hindrance.NOBODY, outcome.view, words=texts.NO_UNIT) if is_nobody else outcome


def _unshare_unit(pressed: Pressed) -> Outcome:
    return mark_unit_shared(pressed.session, pressed.actor, tap=pressed.tap, is_shared=False)


def _leave(pressed: Pressed) -> Outcome:
    user_id = pressed.actor.user_id or 0
    return delete_member(pressed.session, pressed.actor, tap=pressed.tap, user_id=user_id)


ACTS: Mapping[str, Callable[[Pressed], Outcome]] = {
    "done": _finish,
    "resume": _resume,
    "skip": _skip,
    "wait": _wait,
    "reopen": _reopen,
    "foreign": _leave_foreign,
    "region": _choose_region,
    "archive": _archive,
    "unarchive": _unarchive,
    "newer": _take_newer,
    "share": _share_unit,
    "unshare": _unshare_unit,
    "leave": _leave,
}
