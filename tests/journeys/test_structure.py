"""Journeys of checking the structure of a team: rosters as files, counts in words, the report, picture and table."""

from functools import partial
from io import BytesIO

import openpyxl
import pytest
from sqlmodel import select

from bot.local.client import text_of
from bot.rendering import structure_texts as texts
from storage.tables import Chat, Role
from storage.users import get_user
from tests.journeys import talking
from tests.journeys.conftest import LI, WANG
from tests.journeys.talking import data_of, labels
from tests.rosters import HEADINGS, TOWN, as_csv, as_xlsx, make_structure_knowledge

TEAM = "镇党政班子（一个班子）"
PNG = b"\x89PNG"


# Most of what happens here is done by the one of the two who is staff.
say, press = partial(talking.say, person=LI), partial(talking.press, person=LI)


async def send(people, content, name, *, person=LI):
    """Send a file and wait for the reply."""
    await people.upload(person, content, name=name)
    return await people.wait_for_reply(person)


async def choose(people, team=TEAM):
    """Choose a kind of team from the menu."""
    menu = await say(people, "/check")
    page = await press(people, menu, "👥 班子和队伍结构比例")
    documents = await press(people, page, texts.BEGIN_BUTTON)
    teams = await press(people, documents, "某市 · ")
    return await press(people, teams, team)


def kept(database):
    """Everything that chats keep."""
    with database.read() as session:
        return str([chat.state for chat in session.exec(select(Chat))])


@pytest.fixture(autouse=True)
async def staff(bot):
    """The bot, started with structure rules; one of the two people is staff."""
    with bot.database.write() as session:
        user = get_user(session, telegram_id=LI)
        user.role = Role.STAFF
        session.add(user)
    await bot.restart(make_structure_knowledge())


async def test_a_roster_becomes_a_report(bot, people):
    """A workbook with a title row and a further column is counted; nobody's line is kept."""
    card = await choose(people)
    assert texts.TEAM_PRIVACY in text_of(card)
    await press(people, card, texts.ROSTER_BUTTON)
    rows = [(*HEADINGS, "籍贯"), *((*row, "本地") for row in TOWN)]
    report = text_of(await send(people, as_xlsx(*rows, title="某镇班子花名册"), "花名册.xlsx"))
    for words in (
        "花名册读好了：4行",
        "没有用到的列：籍贯",
        "✗ 大学本科以上学历的达到90%以上（结构目标）：现有3人，占75%；目标90%，即4人；差1人〔第二部分（二）",
        "? 40岁以下的占60%左右（结构目标）：现有2人，占50%",
        "✓ 至少有1名女干部（结构目标）：现有1人；目标1人",
        "✗ 30岁左右及以下的干部至少1名（结构目标）：现有0人；目标1人；差1人",
        "还不知道正职后备数",
        "某市 · 2009（文内未写成文日期） · 工作计划",
        texts.GUIDANCE,
    ):
        assert words in report
    state = kept(bot.database)
    assert "team_bachelor" in state
    assert not [word for word in ("甲", "1980", "民盟", "籍贯", "副镇长") if word in state]


async def test_picture_and_table(people):
    """The report goes out as a picture and as a workbook with figures to calculate with."""
    await press(people, await choose(people), texts.ROSTER_BUTTON)
    report = await send(people, as_xlsx(HEADINGS, *TOWN), "花名册.xlsx")
    await people.press(LI, report["message_id"], data_of(report, texts.CHART_BUTTON))
    sent = await people.wait_for_reply(LI, where=lambda message: "photo" in message, seconds=60)
    assert TEAM in sent["caption"]
    assert (await people.download(sent["photo"][-1]["file_id"])).startswith(PNG)
    await people.press(LI, report["message_id"], data_of(report, texts.TABLE_BUTTON))
    sent = await people.wait_for_reply(LI, where=lambda message: "document" in message)
    assert sent["document"]["file_name"].startswith("结构检查-镇党政班子")
    book = openpyxl.load_workbook(BytesIO(await people.download(sent["document"]["file_id"])))
    assert book.sheetnames == list(texts.SHEETS)
    lines = list(book[texts.SHEETS[0]].iter_rows(values_only=True))
    bachelor = next(line for line in lines if line[0] == "班子成员大学本科以上比例")
    assert bachelor[2:9] == ("✗ 没有达到", 3, 0.75, 0.9, 4, 1, "人")


async def test_a_bad_roster_is_told_by_row_and_column(bot, people):
    """Everything wrong comes at once, nothing is taken, and the mended file is taken right after, in GB18030, too."""
    await press(people, await choose(people), texts.ROSTER_BUTTON)
    rows = [list(HEADINGS), *(list(row) for row in TOWN)]
    rows[0][4], rows[1][2], rows[2][3], rows[3][7] = "籍贯", "先生", "198x", "也许"
    told = text_of(await send(people, as_csv(*rows), "花名册.csv"))
    assert "一个人也没有读进来" in told
    for words in (
        "表头（第1行）“民族”：缺少这一列",
        "第2行“性别”：写“男”或“女”",
        "第3行“出生年月”：",
        "第4行“是否正职”：写“是”或“否”",
    ):
        assert words in told
    assert "team_size" not in kept(bot.database)
    told = text_of(await send(people, b"\xd0\xcf\x11\xe0" + bytes(600), "花名册.xls"))
    assert "另存为 xlsx" in told
    many = [rows[0], *(["甲", "", "先生", "198x", "", "x", "y", "z"] for _ in range(20))]
    assert "还有86处问题没有列出来" in text_of(await send(people, as_csv(*many), "花名册.csv"))
    good = as_csv(["某镇"], HEADINGS, *TOWN, encoding="gb18030", separator="\t")
    assert "花名册读好了：4行" in text_of(await send(people, good, "花名册.txt"))


async def test_a_template_that_is_filled_in(people):
    """What goes out as a template comes back as a roster; csv, too."""
    card = await choose(people)
    for button, suffix in ((texts.CSV_BUTTON, "csv"), (texts.TEMPLATE_BUTTON, "xlsx")):
        await people.press(LI, card["message_id"], data_of(card, button))
        sent = await people.wait_for_reply(LI, where=lambda message: "document" in message)
        assert sent["document"]["file_name"].endswith(suffix)
    content = await people.download(sent["document"]["file_id"])
    book = openpyxl.load_workbook(BytesIO(content))
    sheet = book[texts.TEMPLATE_SHEETS[0]]
    assert sheet.data_validations.count > 3
    headings = [cell.value for cell in sheet[1]]
    for row in TOWN:
        by_name = dict(zip(HEADINGS, row, strict=True))
        sheet.append([by_name.get(name) for name in headings])
    file = BytesIO()
    book.save(file)
    await press(people, card, texts.ROSTER_BUTTON)
    assert "花名册读好了：4行" in text_of(await send(people, file.getvalue(), "填好.xlsx"))


async def test_counting_in_words(bot, people):
    """Counts are typed one by one, a whole before its parts; what can't be is asked again, and can be corrected."""
    question = await press(people, await choose(people, "法院、检察院领导班子"), texts.COUNT_BUTTON)
    assert "党外干部多少人？" in text_of(question)
    assert texts.NOT_UNDERSTOOD in text_of(await say(people, "大概三个人"))
    question = await say(people, "0人")
    assert "正职的后备干部多少人？" in text_of(question)
    await press(people, question, texts.DONT_KNOW_BUTTON)
    assert "在同一岗位满五年应当轮岗" in text_of(await say(people, "干部轮岗要满几年？"))
    waiting = await people.wait_for_reply(LI)
    assert texts.OUT_OF_TURN in text_of(waiting)
    question = await press(people, waiting, texts.GO_ON_BUTTON)
    assert "正职多少人？" in text_of(question)
    question = await press(people, question, texts.BACK_BUTTON)
    assert "正职的后备干部多少人？" in text_of(question)
    for count in ("二", "1个", "3"):
        question = await say(people, count)
    assert "最后一问" in text_of(question)
    report = await say(people, "4")
    for words in (
        "✗ 法院、检察院领导班子应配党外干部：现有0人；目标1人；差1人",
        "✓ 正职按1:2确定后备（结构目标）：现有2人；目标2人",
        "✗ 副职按1:1确定后备（结构目标）：现有3人；目标4人；差1人",
    ):
        assert words in text_of(report)
    edits = await press(people, report, texts.EDIT_BUTTON)
    question = await press(people, edits, "副职数：4人")
    assert "修改“副职数”" in text_of(question)
    report = await say(people, "3")
    assert "✓ 副职按1:1确定后备" in text_of(report)
    query = await people.press(LI, edits["message_id"], data_of(edits, "副职数：4人"))
    await people.wait_for_answer(query)
    moved = await people.wait_for_reply(LI)
    assert texts.MOVED_ON in text_of(moved)
    assert text_of(await press(people, moved, texts.CLEAR_BUTTON)) == texts.CLEARED
    assert "deputies" not in kept(bot.database)


async def test_contradictions_and_premises(people):
    """More women than members is told; a department that is not listed is out of scope and asked nothing more."""
    question = await press(people, await choose(people, "市级部委办局班子（一个班子）"), texts.COUNT_BUTTON)
    for count in ("5", "5", "2"):
        question = await say(people, count)
    while "女干部多少人" not in text_of(question):
        label = "否" if "列名" in text_of(question) else texts.DONT_KNOW_BUTTON
        question = await press(people, question, label)
    assert "班子成员数是5人" in text_of(await say(people, "6"))
    report = await press(people, await say(people, "1"), texts.END_BUTTON)
    assert "－ 首先选配女干部的部门：这个班子不在适用范围内" in text_of(report)
    assert texts.MORE_BUTTON.partition("{")[0] in str(labels(report))


async def test_a_file_that_nobody_waits_for(people):
    """It is not opened; staff are shown the way, others what can be read; officials don't see whole teams."""
    told = await send(people, as_xlsx(HEADINGS, *TOWN), "花名册.xlsx")
    assert texts.NOT_WAITING_STAFF in text_of(told)
    told = await send(people, as_xlsx(HEADINGS, *TOWN), "花名册.xlsx", person=WANG)
    assert texts.NOT_WAITING_OTHER in text_of(told)
    page = await press(people, await say(people, "/check", person=WANG), "👥 班子", person=WANG)
    assert texts.BEGIN_BUTTON not in labels(page)
