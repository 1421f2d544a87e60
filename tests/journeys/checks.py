"""The made-up check that journeys walk through, and what is kept of it."""

from sqlmodel import col, select

from storage.tables import Assessment
from storage.users import get_user
from tests.journeys.talking import press, say


async def begin(people):
    """Choose the check from the menu; the first question."""
    menu = await say(people, "/check")
    found = await press(people, menu, "🔁 调任、转任、聘任、引进（1）")
    return await press(people, found, "轮岗到县直机关")


async def finish(people):
    """A finished check: 45 years old, five years in the post."""
    question = await begin(people)
    await press(people, question, "45岁")
    return await say(people, "5年")


def rows(database):
    """All assessments, oldest first."""
    with database.read() as session:
        return session.exec(select(Assessment).order_by(col(Assessment.id))).all()


def user_of(session, number):
    """The account of somebody who is invited."""
    user = get_user(session, telegram_id=number)
    assert user
    return user
