"""Where a document lets a matter end: what the shipped checklists say then, and what can still be done."""

from dataclasses import replace

import pytest

from bot.rendering import case_texts as texts
from knowledge.loader import load_checklists, load_deadlines
from storage.tables import Case
from tests.builders import make_base, make_knowledge
from tests.population import NORTH_STAFF


@pytest.fixture(scope="module")
def shipped():
    """A made-up base with the shipped checklists; their answers are not needed here."""
    base, book = make_base(), load_checklists()
    documents = {**base.documents, **book.documents}
    return make_knowledge(
        replace(base, documents=documents, checklists=book.templates, deadlines=load_deadlines().rules)
    )


@pytest.fixture
def desk(desk, shipped):
    """The desk, with the shipped checklists."""
    application = desk.town.application
    application.bot_data = replace(application.bot_data, knowledge=shipped)
    application.bot_data.limits.actions = 1000
    return desk


def version_of(desk):
    """The version that the case stands at."""
    with desk.database.read() as session:
        return session.get(Case, 1).version


async def test_more_posts_than_approved(desk):
    """It ends at the step, with what is over and what the document says; corrected, it goes on; else it is put away."""
    await desk.begin("提拔任用全流程", "都不是")
    done = desk.key("✅ 完成")
    card = await desk.say("核定职数5 任命后实配6")
    for said in (
        "⛔ 这件事到第1步“核对领导职数”为止，不再往下办。",
        "⛔ 到此为止：核定职数5名，任命后实配6名，最多5名，超出1名。",
        "📖 文件不准超职数配备；已经超配的另按消化超职数的清单办。",
        "现在可以：填错了，点“填写”改正就能接着办；没有错，可以导出记实留底，再归档。",
    ):
        assert card.count(said) == 1
    assert "不能往下走" not in card
    left = {"✏️ 填写", "➕ 另开：超职数消化", "📄 导出记实", "🗄 归档", "🚫 不适用"}
    assert left <= {*desk.labels}
    assert not [label for label in desk.labels if label.startswith(("✅", "❓"))]
    refused = await desk.press(done.replace(":1:2:", f":1:{version_of(desk)}:"))
    assert "这一步没有通过，这件事到此为止：核定职数5名" in refused
    await desk.tap("✏️ 填写")
    assert texts.GATE_MET in await desk.say("任命后实配5")
    assert "⛔" not in desk.text
    assert "🗄 归档" not in desk.labels
    await desk.tap("✏️ 填写")
    await desk.say("任命后实配7")
    assert "超出2名" in desk.text
    await desk.say("/checklist")
    assert "到“核对领导职数”为止" in desk.text
    assert "已归档" in await desk.tap("⛔ 2026-11", "🗄 归档")
    assert "⛔ 到此为止" in desk.text
    assert not {"🗄 归档", "✏️ 填写"} & {*desk.labels}


async def test_a_yes_or_no_that_ends_it(desk):
    """Where the answer is no figure, the same is said without one; another answer opens the way again."""
    await desk.begin("调任到县乡科级领导职务（宁夏）")
    await desk.tap("✏️ 填写", "确因工作需要：否", "↩️ 回到这一步")
    assert "⛔ 到此为止：没有工作需要。\n📖 文件写的是因工作需要才采取这些方式。" in desk.text
    await desk.tap("✏️ 填写", "确因工作需要：是", "↩️ 回到这一步")
    assert texts.GATE_MET in desk.text
    assert "✅ 完成" in desk.labels


async def test_whoever_only_reads_it(desk):
    """They are told the same, and may take the record with them; putting away is the owner's."""
    await desk.begin("调任到县乡科级领导职务（宁夏）")
    await desk.tap(
        "✏️ 填写", "确因工作需要：否", "↩️ 回到这一步", "⋯ 更多", "👥 共同办理", "👀 给同事看", "北县组工"
    )
    await desk.press("1:kc:1:0", who=NORTH_STAFF)
    assert "⛔ 到此为止：没有工作需要" in desk.text
    assert "现在可以" not in desk.text
    assert "📄 导出记实" in desk.labels
    assert not {"🗄 归档", "✏️ 填写"} & {*desk.labels}
