"""A case's record as a document: what stands in it for cases of every age, and in which characters."""

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import docx
import pytest

from bot.rendering.case_document import case_file_name, render_case
from bot.rendering.case_document_rows import size_words
from storage.accounts import delete_account
from storage.cases.attachments import add_attachment
from storage.cases.matters import mark_archived, mark_moved
from storage.cases.moves import (
    mark_done,
    mark_expected,
    mark_left_out,
    mark_note,
    mark_values,
    mark_waiting,
)
from storage.cases.reading import get_case
from storage.cases.record import gather
from storage.cases.sharing import mark_assigned, mark_handed_over, mark_shared
from storage.tables import May, Script, User
from tests.knowledge.checklists.samples import make_book, make_item, make_template
from tests.knowledge.samples import NATIONAL, NINGXIA, make_base
from tests.population import NAMES, NORTH_OFFICIAL, NORTH_STAFF, populate, row_of
from tests.storage.cases.samples import NEWER, actor_of, begin, made, tap_on, upload

ZONE = ZoneInfo("Asia/Shanghai")
BASE = replace(make_base(), documents={"CN1": NATIONAL, "NX1": NINGXIA})


@pytest.fixture
def desk(sqlite_database, now):
    """The staff and a colleague at a database, and ways to write and read a document."""
    with sqlite_database.write() as session:
        populate(session, now)
        owner, colleague = (actor_of(session, number, now) for number in (NORTH_STAFF, NORTH_OFFICIAL))

        def written(view, actor=owner, script=Script.SIMPLIFIED):
            record = gather(session, actor, get_case(session, actor, case_id=view.case.id))
            paper = docx.Document(BytesIO(render_case(record, BASE, zone=ZONE, script=script)))
            return SimpleNamespace(record=record, paper=paper, text=text_of(paper))

        yield SimpleNamespace(session=session, owner=owner, colleague=colleague, written=written)


def text_of(paper):
    """All words of a document, tables after paragraphs, a row to a line."""
    lines = [paragraph.text for paragraph in paper.paragraphs]
    for table in paper.tables:
        lines += ["｜".join(cell.text.replace("\n", "；") for cell in row.cells) for row in table.rows]
    edges = (paper.sections[0].header, paper.sections[0].footer)
    return "\n".join([*lines, *(part.paragraphs[0].text for part in edges)])


def test_a_fresh_case(desk):
    """Everything is still to be done, and there is one event."""
    told = desk.written(begin(desk.session, desk.owner))
    for words in (
        "事项｜某局副职推荐",
        "单位｜北县",
        f"经办人｜{NAMES[NORTH_STAFF]}",
        "起止时间｜2026年11月22日起，仍在办理（导出时）",
        "进度｜应办3步，已了结0步；另有1步要不要办，还没有定",
        "依据的文件｜《关于基层锻炼的意见》（某发1号），中央 全国 · 2009-01-04 · 政策文件",
        "另行采用｜《关于干部交流的办法》，自治区级 宁夏 · 2016-10-08 · 政策文件",
        "1｜清点人数；依据：全国意见第一部分第1条｜组织部门※｜未办｜",
        "2｜征求意见；依据：全国意见第一部分第1条｜组织部门※｜待定；还缺：是党员｜条件：不是党员",
        "没有附件。",
        "第2步“征求意见”要不要办，还缺：是党员",
        f"1｜2026-11-22 09:30｜{NAMES[NORTH_STAFF]}｜开始办理｜{told.record.code[:8]}",
        f"{told.record.code[:32]}；{told.record.code[32:]}",
        "提示：这是宁夏办法。",
        "2026-11-22 09:30（北京时间）导出。",
        f"校验码 {told.record.code[:16]}",
    ):
        assert words in told.text
    assert case_file_name(told.record, ZONE) == "办理记实-某局副职推荐-2026-11-22.docx"


def test_a_case_on_its_way(desk):
    """Figures with their labels, the shortfall, who waits for what, files, and what has passed its day."""
    session, owner = desk.session, desk.owner
    whom = desk.colleague.user_id
    view = begin(session, owner, region="宁夏", values={"member": True, "expected": 90, "attended": 58})
    view = made(mark_shared(session, owner, tap=tap_on(view), user_id=whom, may=May.WORK))
    view = made(mark_assigned(session, owner, tap=tap_on(view, "end"), user_id=whom))
    until = owner.today + timedelta(days=3)
    view = made(mark_waiting(session, desk.colleague, tap=tap_on(view, "end"), until=until, reason="等批复"))
    view = made(mark_expected(session, owner, tap=tap_on(view, "count"), on=date(2026, 11, 1)))
    view = made(mark_left_out(session, owner, tap=tap_on(view, "local"), reason="并到一起办"))
    view = made(mark_note(session, owner, tap=tap_on(view, "end"), note="长话" * 200))
    view = made(add_attachment(session, owner, tap=tap_on(view, "count"), upload=upload()))
    child = begin(session, owner, name="子清单", parent=tap_on(view, "count"))
    told = desk.written(view)
    for words in (
        f"参与人｜{NAMES[NORTH_OFFICIAL]}（一起办）",
        "事项情况｜是党员：是",
        "未办；预计2026年11月1日｜应参加人数：90人；实际参加人数：58人；与要求不符：应到90人，实到58人，至少需要60人，还差2人；文件：文件没有写怎样补救。",
        "不涉及｜条件：不是党员",
        f"等待；等到2026年11月25日；登记：{NAMES[NORTH_OFFICIAL]}；请{NAMES[NORTH_OFFICIAL]}办｜理由：等批复；备注：见附注4",
        "附注4（收尾）备注：长话长话",
        f"不适用；登记：{NAMES[NORTH_STAFF]}｜理由：并到一起办",
        f"1｜名册.pdf｜第1步“清点人数”｜1000字节｜{NAMES[NORTH_STAFF]}；2026-11-22",
        "还没有办的：第1步“清点人数”",
        "第1步“清点人数”：应到90人，实到58人，至少需要60人，还差2人",
        "第1步“清点人数”预计2026年11月1日，已经过了",
        "第4步“收尾”在等待（等到2026年11月25日，理由：等批复）",
        "另开的清单“子清单”还在办（0/3步）",
    ):
        assert words in told.text
    assert "来自｜某局副职推荐" in desk.written(child).text


def test_a_finished_case_that_was_put_away(desk):
    """Nothing is left; who has gone from the bot has no name any more."""
    session, owner = desk.session, desk.owner
    whom = desk.colleague.user_id
    view = begin(session, owner, region="甘肃", values={"member": True, "expected": 3, "attended": 3})
    for item in ("count", "end"):
        view = made(mark_done(session, owner, tap=tap_on(view, item), on=date(2026, 11, 20)))
    view = made(mark_handed_over(session, owner, tap=tap_on(view), user_id=whom))
    delete_account(session, user=row_of(session, User, owner.user_id), now=owner.now)
    view = get_case(session, desk.colleague, case_id=view.case.id)
    view = made(mark_archived(session, desk.colleague, tap=tap_on(view), is_archived=True))
    told = desk.written(view, desk.colleague)
    for words in (
        "起止时间｜2026年11月22日至2026年11月22日，已办结；2026年11月22日归档",
        "已办；2026年11月20日；登记：已注销的账号｜",
        "未采用",
        "五、未尽事项\n没有。",
    ):
        assert words in told.text
    assert NAMES[NORTH_STAFF] not in told.text
    assert "另行采用" not in told.text


def test_a_matter_that_a_gate_ended(desk):
    """It says which step ended it; materials that the document names are missed."""
    gate = {"needs": {"fact": "fit", "is": True, "text": "合格"}, "failing": "到此为止。", "then": "stop"}
    asked = [{"id": "fit", "label": "合格", "type": "boolean"}]
    template = make_template(
        make_item("talk", records=["★谈话记录", "随笔"], historic=True, editorial=True),
        make_item("review", title="审核", inputs=asked, gate=gate, records=["审核表"]),
    )
    owner = replace(desk.owner, book=make_book(template))
    view = begin(desk.session, owner)
    view = made(mark_done(desk.session, owner, tap=tap_on(view, "talk")))
    view = made(mark_values(desk.session, owner, tap=tap_on(view), values={"fit": False}))
    told = desk.written(view, owner)
    for words in (
        "因“审核”一步不符合要求而终止",
        "清点人数；历史上的做法；顺序由系统编排；依据",
        "谈话记录｜第1步“清点人数”｜★ 点名｜步骤已办，没有附文件",
        "审核表｜第2步“审核”｜建议｜步骤未办",
        "文件点名、步骤已办而没有附上的材料：谈话记录",
    ):
        assert words in told.text


def test_steps_of_a_version_before_are_history(desk):
    """They are told apart, by the titles they had; files and notes stay; the unit may be unknown."""
    session, owner = desk.session, desk.owner
    view = begin(session, owner, values={"member": False})
    view = made(mark_done(session, owner, tap=tap_on(view, "opinion")))
    view = made(mark_note(session, owner, tap=tap_on(view, "opinion"), note="意见在卷"))
    view = made(add_attachment(session, owner, tap=tap_on(view, "opinion"), upload=upload("意见.docx")))
    newer = replace(owner, book=NEWER)
    assert "清单内容此后有更新" in desk.written(view, newer).text
    view = made(mark_moved(session, newer, tap=tap_on(view)))
    view.case.unit_id = None
    told = desk.written(view, newer)
    for words in (
        "按旧版清单办过、现行版本里没有的步骤",
        f"征求意见｜已办；2026年11月22日；登记：{NAMES[NORTH_STAFF]}｜备注：意见在卷",
        "1｜意见.docx｜征求意见｜",
        "单位｜（没有登记）",
    ):
        assert words in told.text


def test_documents_that_the_content_lost(desk):
    """Their places stay as bare names."""
    base = replace(BASE, documents={})
    record = gather(desk.session, desk.owner, begin(desk.session, desk.owner))
    paper = docx.Document(BytesIO(render_case(record, base, zone=ZoneInfo("UTC"))))
    assert "依据：CN1 一.1" in text_of(paper)
    assert "UTC时间" in text_of(paper)


def test_in_traditional_characters(desk):
    """Every word of it, the header and the footer too; pages are counted by the word processor."""
    told = desk.written(begin(desk.session, desk.owner), script=Script.TRADITIONAL)
    assert "辦理記實" in told.text
    assert "办" not in told.text
    fields = [
        part.text
        for part in told.paper.sections[0].footer._element.iter()
        if part.text in {"PAGE", "NUMPAGES"}
    ]
    assert fields == ["PAGE", "NUMPAGES"]


@pytest.mark.parametrize(
    ("size", "words"), [(1023, "1023字节"), (1024, "1 KB"), (48_213, "47 KB"), (2_348_213, "2.2 MB")]
)
def test_sizes_as_people_say_them(size, words):
    """Bytes, kilobytes, megabytes."""
    assert size_words(size) == words
