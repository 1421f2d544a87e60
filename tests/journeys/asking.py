"""The question that journeys ask, and the log of what was asked."""

from sqlmodel import col, select

from storage.tables import Question
from tests.journeys.conftest import WANG
from tests.journeys.talking import say

QUESTION = "干部轮岗要满几年？"
FIRST_WORDS = "在同一岗位满五年应当轮岗"


async def ask(people, text=QUESTION, *, person=WANG):
    """Ask and wait for the answer card or choice."""
    return await say(people, text, person=person)


def questions(database):
    """The question log, oldest first."""
    with database.read() as session:
        return session.exec(select(Question).order_by(col(Question.id))).all()
