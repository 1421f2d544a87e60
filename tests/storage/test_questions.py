"""The log of questions, on SQLite and PostgreSQL."""

import pytest
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from storage.questions import Asked, get_question, mark_feedback, record_question
from storage.tables import Question, User
from storage.users import record_visit


@pytest.fixture
def user_id(database, now):
    """An account that asks."""
    with database.write() as session:
        user = record_visit(session, telegram_id=1, display_name="甲", now=now)
    return user.id


@pytest.fixture
def asked(user_id, now):
    """A question that was answered."""
    return Asked(
        user_id=user_id,
        text="调任处长年龄不超过多少",
        outcome="answered",
        entry="diaoren.age",
        confidence=0.9,
        documents=("NX2016",),
        offered=("diaoren.rank", "diaoren.years"),
        content_version="v1",
        asked_at=now,
    )


def test_a_question_is_kept_whole(database, asked, user_id, now):
    """Everything that was logged is read back, lists in their order."""
    with database.write() as session:
        number = record_question(session, asked=asked)
    with database.read() as session:
        question = get_question(session, question_id=number, user_id=user_id)
    assert question
    assert (question.text, question.outcome, question.entry) == (asked.text, "answered", "diaoren.age")
    assert (question.documents, question.offered) == (["NX2016"], ["diaoren.rank", "diaoren.years"])
    assert (question.feedback, question.asked_at) == (0, now)


def test_questions_belong_to_their_asker(database, asked, user_id):
    """Another account can neither read nor judge it."""
    with database.write() as session:
        number = record_question(session, asked=asked)
        assert get_question(session, question_id=number, user_id=user_id + 1) is None
        assert not mark_feedback(session, question_id=number, user_id=user_id + 1, feedback=-1)
        assert get_question(session, question_id=number + 1, user_id=user_id) is None


def test_feedback_can_be_changed(database, asked, user_id):
    """The last word counts."""
    with database.write() as session:
        number = record_question(session, asked=asked)
    for feedback in (1, -1):
        with database.write() as session:
            assert mark_feedback(session, question_id=number, user_id=user_id, feedback=feedback)
    with database.read() as session:
        question = get_question(session, question_id=number, user_id=user_id)
    assert question
    assert question.feedback == -1


def test_deleting_an_account_deletes_its_questions(database, asked, user_id):
    """Deletion really deletes, by the database itself."""
    with database.write() as session:
        number = record_question(session, asked=asked)
    with database.write() as session:
        session.delete(session.get(User, user_id))
    with database.read() as session:
        assert session.get(Question, number) is None


@pytest.mark.parametrize(
    "change",
    [{"confidence": 1.5}, {"feedback": 2}, {"outcome": "maybe"}, {"entry": None}, {"outcome": "refusal"}],
)
def test_the_database_refuses_impossible_rows(database, asked, change):
    """Tables do not validate, so the database does."""
    values = asked.model_dump(mode="json") | {"asked_at": asked.asked_at} | change

    def add():
        with database.write() as session:
            session.add(Question(**values))

    with pytest.raises(IntegrityError):
        add()


@pytest.mark.parametrize("change", [{"confidence": -0.1}, {"text": "长" * 1001}, {"extra": 1}])
def test_input_is_checked_before_it_is_a_row(asked, change):
    """Wrong values are refused with a reason before the database sees them."""
    with pytest.raises(ValidationError):
        Asked.model_validate(asked.model_dump() | change)
