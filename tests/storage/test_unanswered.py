"""What went unanswered: grouped, counted, settled."""

from datetime import timedelta

import pytest

from storage.questions import Asked, mark_feedback, mark_passed_on, record_question
from storage.tables import Question, QuestionOutcome
from storage.unanswered import (
    Settlement,
    count_groups,
    get_group,
    list_answered,
    list_groups,
    list_wordings,
    mark_settled,
)
from storage.users import record_visit
from tests.builders import MOMENT

LATER = MOMENT + timedelta(days=1)


@pytest.fixture
def session(database):
    """A transaction in an empty database."""
    with database.write() as opened:
        yield opened


@pytest.fixture
def users(session):
    """Two people."""
    return [
        record_visit(session, telegram_id=number, display_name="某人", now=MOMENT).id for number in (1, 2)
    ]


def ask(session, user_id, text, *, sameness="same", reason="unknown", **changes):
    """Log a question that was refused."""
    fields = {
        "user_id": user_id, "text": text, "outcome": QuestionOutcome.REFUSAL, "reason": reason, "confidence": 0.1,
        "content_version": "1", "asked_at": MOMENT, "sameness": sameness,
    }  # fmt: skip
    return record_question(session, asked=Asked(**fields | changes))


def test_groups(session, users):
    """Those whom somebody waits for come first, then the most frequent; what is out of scope is no work by itself."""
    ask(session, users[0], "问一", sameness="a")
    ask(session, users[1], "问一呢", sameness="a")
    number = ask(session, users[0], "问二", sameness="b", reason="out_of_scope")
    ask(session, users[0], "问三", sameness="c", reason="small_talk")
    assert [(g.latest.text, g.count, g.waiting) for g in list_groups(session, offset=0, limit=9)] == [
        ("问一呢", 2, 0)
    ]
    assert mark_passed_on(session, question_id=number, user_id=users[0], now=LATER)
    assert not mark_passed_on(session, question_id=number, user_id=users[1], now=LATER)
    found = list_groups(session, offset=0, limit=9)
    assert [(g.latest.text, g.count, g.waiting) for g in found] == [("问二", 1, 1), ("问一呢", 2, 0)]
    assert [g.latest.text for g in list_groups(session, offset=1, limit=1)] == ["问一呢"]
    assert count_groups(session) == 2


def test_passing_on_twice_keeps_the_first_time(session, users):
    """The time that somebody waits since does not move."""
    number = ask(session, users[0], "问")
    for now in (MOMENT, LATER):
        mark_passed_on(session, question_id=number, user_id=users[0], now=now)
    assert session.get(Question, number).passed_on_at == MOMENT


def test_an_unhelpful_answer_is_open(session, users):
    """An answer that was of no help is work; taking the judgement back takes it off the list."""
    answered = {"outcome": QuestionOutcome.ANSWERED, "entry": "a.b", "reason": None}
    number = ask(session, users[0], "问", **answered)
    for feedback, count in ((-1, 1), (0, 0)):
        mark_feedback(session, question_id=number, user_id=users[0], feedback=feedback)
        session.expire_all()
        assert count_groups(session) == count


def test_one_group(session, users):
    """A question is shown with all wordings, each once; a settled or foreign number gives nothing."""
    first = ask(session, users[0], "问一")
    second = ask(session, users[1], "问二")
    ask(session, users[1], "问二")
    mark_passed_on(session, question_id=first, user_id=users[0], now=LATER)
    group = get_group(session, question_id=second)
    assert (group.count, group.waiting) == (3, 1)
    assert list_wordings(session, question_id=first, limit=5) == ["问二", "问一"]
    assert list_wordings(session, question_id=first, limit=1) == ["问二"]
    assert get_group(session, question_id=99) is None


def test_settling(session, users):
    """All that share the words are settled with the reply; who passed one on is named, and reads only what is theirs."""
    first = ask(session, users[0], "问一")
    ask(session, users[1], "问二")
    other = ask(session, users[1], "别的", sameness="other")
    mark_passed_on(session, question_id=first, user_id=users[0], now=LATER)
    settled = mark_settled(session, question_id=first, settlement=Settlement(reply="看这里"), now=LATER)
    assert [question.id for question in settled] == [first]
    assert get_group(session, question_id=first) is None
    assert [group.latest.id for group in list_groups(session, offset=0, limit=9)] == [other]
    assert [q.reply for q in list_answered(session, user_id=users[0], numbers=[first, other])] == ["看这里"]
    assert list_answered(session, user_id=users[1], numbers=[first]) == []
    assert mark_settled(session, question_id=first, settlement=Settlement(), now=LATER) == []
