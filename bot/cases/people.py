"""Working together on a case: who takes part, colleagues to choose from, links, and what becomes of a choice."""

from bot.cases.matter import Matter
from bot.cases.turning import PERSON, Turn, present, show_hindrance
from bot.payloads.cases import CasePerson
from bot.rendering import case_page_texts as words
from bot.rendering.case_pages import (
    Colleagues,
    Ways,
    render_colleagues,
    render_hand_over,
    render_link,
    render_people,
)
from bot.rendering.invitations import day
from bot.rendering.reply import Reply
from storage.cases.links import LASTS, add_link, count_links, delete_links
from storage.cases.reading import get_case, list_members
from storage.cases.sharing import (
    delete_member,
    get_colleague,
    list_colleagues,
    mark_assigned,
    mark_handed_over,
    mark_shared,
)
from storage.cases.values import Moved, Outcome, Tap, Unmoved
from storage.tables import May

ASSIGN, HAND, HAND_SURE, REMOVE = "assign", "hand", "hand-sure", "remove"
RIGHTS = {"read": May.READ, "work": May.WORK}
CHOICES = frozenset({ASSIGN, HAND, *RIGHTS})
CHOOSE, NOBODY = 0, -1
LINK = "case_"


def show_people(turn: Turn, matter: Matter, *, told: str = "") -> Reply | None:
    """Whom the case is shared with; None for whoever may not say so."""
    view = get_case(turn.session, turn.actor, case_id=matter.number)
    if view is None or not matter.is_owner:
        return None
    turn.leave()
    members = list_members(turn.session, case_id=matter.number)
    rows = [(one.user_id, one.name, one.may) for one in members]
    ways = Ways(view.case.shared_at is not None, count_links(turn.session, turn.actor, case_id=matter.number))
    return render_people(matter, rows, ways, *([told] if told else []))


def show_colleagues(turn: Turn, matter: Matter, *, act: str, step: int, said: str = "") -> Reply:
    """Colleagues to choose from; the chat's next text looks for a name."""
    turn.expect(PERSON, matter, act=act, step=step)
    found = list_colleagues(turn.session, turn.actor, words=said)
    rows = [(one.user_id, one.name, one.unit or "") for one in found]
    return render_colleagues(matter, Colleagues(act, step, rows, said))


def choose_person(turn: Turn, matter: Matter, payload: CasePerson) -> Reply | None:
    """What the pressed button says about a colleague."""
    if payload.account == CHOOSE:
        return (
            show_colleagues(turn, matter, act=payload.act, step=payload.step)
            if payload.act in CHOICES
            else None
        )
    if payload.act == HAND:
        found = get_colleague(turn.session, turn.actor, user_id=payload.account)
        return render_hand_over(matter, found.user_id, found.name) if found else None
    name = _name(turn, matter, payload.account)
    outcome = _make(turn, matter, payload)
    if isinstance(outcome, Moved):
        return _told(turn, turn.read(outcome.view), payload, name)
    return show_hindrance(turn, outcome, step=payload.step) if outcome else None


def _name(turn: Turn, matter: Matter, account: int) -> str:
    """What an account is called, colleague or member."""
    found = get_colleague(turn.session, turn.actor, user_id=account)
    members = {one.user_id: one.name for one in list_members(turn.session, case_id=matter.number)}
    return found.name if found else members.get(account, words.GONE_PERSON)


def _make(turn: Turn, matter: Matter, payload: CasePerson) -> Outcome | None:
    """The move that the button means; None for one that there isn't."""
    position = matter.at(payload.step)
    tap = Tap(matter.number, payload.version, position.item.id if position else "")
    session, actor, account = turn.session, turn.actor, payload.account
    if payload.act == ASSIGN:
        return mark_assigned(session, actor, tap=tap, user_id=None if account == NOBODY else account)
    if payload.act in RIGHTS:
        return mark_shared(session, actor, tap=tap, user_id=account, may=RIGHTS[payload.act])
    if payload.act == HAND_SURE:
        return mark_handed_over(session, actor, tap=tap, user_id=account)
    return delete_member(session, actor, tap=tap, user_id=account) if payload.act == REMOVE else None


def _told(turn: Turn, matter: Matter, payload: CasePerson, name: str) -> Reply | None:
    """What is shown after it."""
    if payload.act == ASSIGN:
        told = words.UNASSIGNED_NOW if payload.account == NOBODY else words.ASSIGNED_NOW.format(name=name)
        return present(turn, matter, step=payload.step, told=told)
    if payload.act == HAND_SURE:
        return present(turn, matter, told=words.HANDED_OVER_NOW.format(name=name))
    if payload.act == REMOVE:
        return show_people(turn, matter, told=words.REMOVED_NOW.format(name=name))
    told = words.SHARED_NOW.format(name=name, may=words.MAY[payload.act])
    return show_people(turn, matter, told=told)


def show_link(turn: Turn, matter: Matter, *, version: int, may: May) -> Reply:
    """A one-time link into the case, shown once."""
    code = add_link(turn.session, turn.actor, tap=Tap(matter.number, version), may=may)
    if isinstance(code, Unmoved):
        return show_hindrance(turn, code)
    until = day(turn.actor.now + LASTS, turn.context.settings.zone)
    return render_link(matter, LINK + code, until=until, may=may, username=turn.context.bot.username)


def take_links_back(turn: Turn, matter: Matter, *, version: int) -> Reply | None:
    """Let nobody in any more by the links that are not used yet."""
    taken = delete_links(turn.session, turn.actor, tap=Tap(matter.number, version))
    if isinstance(taken, Unmoved):
        return show_hindrance(turn, taken)
    return show_people(turn, matter, told=words.LINKS_TAKEN_BACK if taken else words.NO_LINKS_LEFT)
