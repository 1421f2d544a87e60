"""Cases for tests: a small book in two versions, actors from the population, and a case that somebody began."""

from storage.cases.starting import add_case
from storage.cases.values import Actor, Draft, Moved, Tap, Upload
from storage.tables import AttachmentKind
from storage.users import get_scope, get_user
from tests.knowledge.checklists.samples import (
    ATTENDED,
    EXPECTED,
    MEMBER,
    NOT_MEMBER,
    QUORUM,
    make_book,
    make_item,
    make_template,
)
from tests.population import ADMIN

RATE = {"id": "rate", "label": "推荐比例", "type": "number", "unit": "%"}
SPEAKER = {"id": "speaker", "label": "主持人", "type": "text"}
MET_ON = {"id": "met_on", "label": "开会日期", "type": "date"}
KIND = {"id": "kind", "label": "会议种类", "type": "choice", "choices": ["大会", "小会"]}
END = make_item("end", title="收尾", inputs=[RATE, SPEAKER, MET_ON, KIND])
COUNT = make_item("count", inputs=[EXPECTED, ATTENDED], gate=QUORUM, opens=["tuijian.sample"])
OPINION = make_item("opinion", when=NOT_MEMBER, title="征求意见")
LOCAL = make_item("local", cite=["NX1 二.1"], title="宁夏的步骤")
OLD = make_template(COUNT, OPINION, LOCAL, END, facts=[MEMBER])
# The newer version asks for more at the gate, has another step instead of the opinion, and no kind of meeting.
STRICT = QUORUM | {"needs": {"fact": "attended", "at_least": {"fact": "expected"}, "text": "全部到会"}}
NEW = make_template(
    COUNT | {"gate": STRICT},
    make_item("vote", title="投票", cite=["NX1 二.1"]),
    LOCAL,
    END | {"inputs": [RATE, SPEAKER, MET_ON]},
    facts=[MEMBER],
)
BOOK, NEWER, EMPTY = make_book(OLD), make_book(NEW), make_book()


def actor_of(session, number, now, *, book=BOOK):
    """Somebody of the population, who acts at an instant."""
    scope = get_scope(session, user=get_user(session, telegram_id=number), is_admin=number == ADMIN)
    return Actor(scope, book, now, now.date())


def begin(session, actor, **fields):
    """A case that the actor began."""
    moved = add_case(session, actor, draft=Draft(**{"template": OLD.id, "name": "某局副职推荐"} | fields))
    assert isinstance(moved, Moved)
    return moved.view


def tap_on(view, item=""):
    """What a button on a view carries."""
    return Tap(view.case.id, view.case.version, item)


def made(outcome):
    """The view after a move that must have been made."""
    assert isinstance(outcome, Moved), outcome.why
    return outcome.view


def upload(name="名册.pdf", **fields):
    """A file that somebody sends."""
    defaults = {
        "file_id": "FILE",
        "unique_id": "U1",
        "kind": AttachmentKind.DOCUMENT,
        "mime": "x/y",
        "size": 1000,
    }
    return Upload(name=name, **defaults | fields)
