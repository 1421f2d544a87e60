"""Any sequence of taps and texts leaves a case that stands as its events say, and nobody without a reply."""

import random

import pytest
from sqlmodel import select

from storage.cases.record import check_case
from storage.chain import Verified
from storage.tables import Case, ErrorReport
from tests.handlers.desk import document
from tests.population import NORTH_OFFICIAL, NORTH_STAFF

TEXTS = (
    "90",
    "应到90 实到58",
    "实到六十",
    "2026年11月20日",
    "无",
    "等到12月1日",
    "人选分散",
    "是",
    "随便什么",
    "组工",
    "试用期多长？",
)
# What would end the walk, or leave the subject.
AVOIDED = ("确定删除", "导出", "设提醒", "查看", "👍", "👎", "相关：", "链接", "确定移交")
STEPS = 60


async def walk(desk, chance, people):
    """Tap or type at random, as several people, each below their own last message."""
    last: dict[int, list[tuple[str, str]]] = {}
    for _ in range(STEPS):
        who = chance.choice(people)
        keys = [data for text, data in last.get(who, []) if not any(word in text for word in AVOIDED)]
        if not keys or chance.random() < 0.05:
            await desk.say("/checklist", who=who)
        elif chance.random() < 0.15:
            await desk.say(chance.choice(TEXTS), who=who)
        elif chance.random() < 0.05:
            await desk.send(who=who, document=document(number=chance.randrange(9)))
        else:
            await desk.press(chance.choice(keys), who=who)
        last[who] = desk.rows
        assert desk.text


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_random_walks(desk, seed):
    """Two people tap about: no fault is met, and every case is what was done to it."""
    await desk.begin("民主推荐", "全部步骤都看")
    chance = random.Random(seed)  # noqa: S311  # a walk that can be repeated
    await walk(desk, chance, [NORTH_OFFICIAL, NORTH_STAFF])
    with desk.database.read() as session:
        assert session.exec(select(ErrorReport)).all() == []
        for case in session.exec(select(Case)).all():
            assert isinstance(check_case(session, case_id=case.id), Verified)
