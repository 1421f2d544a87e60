"""Journeys of cases: through the real application, over HTTP, two people side by side, and across restarts."""

import json
import struct
import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO

import docx
import pytest
from pydantic import SecretStr
from sqlmodel import select
from telegram import Bot

from bot.clock import MovableClock
from bot.context import Surroundings
from bot.local.client import text_of
from bot.outbox.draining import Drainer, drain
from bot.rendering import case_page_texts as words
from bot.rendering import case_texts as texts
from bot.settings import Settings
from run_bot import main
from storage.cases.record import check_case
from storage.chain import Verified
from storage.tables import Attachment, Case, CaseStep
from tests.casework import make_casework_knowledge
from tests.journeys.conftest import LI, TOKEN, WANG

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
MINUTES = timedelta(minutes=5)
ALONE = "都不是，只办主文件的步骤"

pytestmark = pytest.mark.usefixtures("colleagues")


def picture(shade=0):
    """A picture of one gray point."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes([0, shade]))) + chunk(b"IEND", b"")
    )


PNG = picture()


class Desk:
    """What the two do in their chats, each before their own last message."""

    def __init__(self, bot, people):
        self.bot = bot
        self.people = people
        self.last = {}

    def labels(self, who):
        """The labels of the buttons below somebody's last message."""
        rows = self.last[who].get("reply_markup", {}).get("inline_keyboard", [])
        return [button["text"] for row in rows for button in row]

    def data(self, who, label):
        """What the button carries whose label contains some words."""
        rows = self.last[who]["reply_markup"]["inline_keyboard"]
        return next(key["callback_data"] for row in rows for key in row if label in key["text"])

    async def say(self, who, text):
        """Say something and wait for the reply."""
        await self.people.say(who, text)
        return await self.hear(who)

    async def hear(self, who, **options):
        """Wait for a message."""
        self.last[who] = await self.people.wait_for_reply(who, **options)
        return text_of(self.last[who])

    async def tap(self, who, *labels):
        """Press buttons one after the other and wait for each reply."""
        for label in labels:
            await self.people.press(who, self.last[who]["message_id"], self.data(who, label))
            said = await self.hear(who)
        return said

    async def begin(self, who=WANG):
        """Begin a case and stand at its first step."""
        await self.say(who, "/checklist 民主推荐")
        await self.tap(who, "民主推荐", "▶️ 开始", ALONE, "副职")
        return await self.tap(who, "⏭ 以后再说")

    async def deliver(self):
        """Let everything go out that waits in the outbox, as some minutes later."""
        settings = Settings(token=SecretStr(TOKEN), api_base_url=self.bot.messenger.base_url, _env_file=None)
        around = Surroundings(settings, self.bot.knowledge, self.bot.database, lambda: NOW + MINUTES)
        async with Bot(TOKEN, base_url=f"{self.bot.messenger.base_url}/bot") as sender:
            return await drain(Drainer(sender, around))


@pytest.fixture
async def desk(bot, people, tmp_path):
    """The bot, started with checklists, and the two people before it."""
    bot.clock = MovableClock(tmp_path / "clock.json", lambda: NOW)
    await bot.restart(make_casework_knowledge())
    return Desk(bot, people)


def rows(desk, table=Case):
    """All rows of a table."""
    with desk.bot.database.read() as session:
        return session.exec(select(table)).all()


async def test_alone_from_the_start_to_the_record(desk, tmp_path):
    """A gate fails with its shortfall and then passes; photos come and go; the record verifies until it is touched."""
    await desk.begin()
    await desk.tap(WANG, "✅ 完成")
    failed = await desk.say(WANG, "应到90 实到58")
    assert "应到90人，实到58人，至少需要60人，还差2人" in failed
    assert "这一步还不能完成" in await desk.tap(WANG, "✅ 完成")
    await desk.say(WANG, "实到60")
    await desk.tap(WANG, "✅ 完成", "📎 附件")
    await desk.people.upload(WANG, PNG, name="签到表.png", kind="photo", caption="签到表")
    assert "已收下“照片1.jpg”" in await desk.hear(WANG)
    await desk.people.upload(WANG, b"plan", name="方案.docx")
    assert "· 方案.docx（1 KB）" in await desk.hear(WANG)
    await desk.people.press(WANG, desk.last[WANG]["message_id"], desk.data(WANG, "⬇️ 方案.docx"))
    back = await desk.people.wait_for_reply(WANG, where=lambda message: "document" in message)
    assert await desk.people.download(back["document"]["file_id"]) == b"plan"
    await desk.people.press(WANG, desk.last[WANG]["message_id"], desk.data(WANG, "⬇️ 照片1.jpg"))
    back = await desk.people.wait_for_reply(WANG, where=lambda message: "photo" in message)
    assert back["caption"] == "照片1.jpg"
    await desk.tap(WANG, "↩️ 回到这一步", "⋯ 更多")
    await desk.people.press(WANG, desk.last[WANG]["message_id"], desk.data(WANG, "📄 导出记实"))
    last = await desk.people.wait_for_reply(WANG, contains=words.EXPORTED)
    sent = [message["document"] for message in await desk.people.history(WANG) if "document" in message]
    assert [file["file_name"][-5:] for file in sent[-2:]] == [".docx", ".json"]
    paper = docx.Document(BytesIO(await desk.people.download(sent[-2]["file_id"])))
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert any("清点人数" in cell for cell in cells)
    path = tmp_path / "record.json"
    path.write_bytes(await desk.people.download(last["document"]["file_id"]))
    assert main(["record", "verify", str(path)]) == 0
    told = json.loads(path.read_text(encoding="utf-8"))
    assert [entry["action"] for entry in told["entries"]][:2] == ["opened", "followed"]
    path.write_text(
        path.read_text(encoding="utf-8").replace('"attended": 60', '"attended": 61'), encoding="utf-8"
    )
    assert main(["record", "verify", str(path)]) == 1


async def test_killed_in_the_middle_of_a_step(desk):
    """Whatever was on the screen goes on: a value typed while the bot was away, a button of before, the list."""
    await desk.begin()
    await desk.tap(WANG, "✅ 完成")
    await desk.tap(WANG, "✏️ 填写")
    await desk.bot.stop()
    await desk.people.say(WANG, "应到90 实到60")
    await desk.bot.start()
    assert texts.GATE_MET in await desk.hear(WANG)
    await desk.bot.stop()
    await desk.people.press(WANG, desk.last[WANG]["message_id"], desk.data(WANG, "✅ 完成"))
    await desk.bot.start()
    assert "第2步“清点人数”办完了" in await desk.hear(WANG)
    await desk.bot.restart()
    await desk.say(WANG, "/checklist")
    assert "第5步 开会推荐" in await desk.tap(WANG, "2026-11 民主推荐")
    assert {row.item: row.state for row in rows(desk, CaseStep)} == {"scope": "done", "count": "done"}
    with desk.bot.database.read() as session:
        assert isinstance(check_case(session, case_id=1), Verified)


async def test_two_people(desk):
    """Share, assign, press at once, hand over: each is told, the second is refreshed, and the chain is whole."""
    await desk.say(LI, "/help")
    await desk.begin()
    await desk.tap(WANG, "⋯ 更多", "👥 共同办理", "👥 请同事一起办", "李强")
    assert await desk.deliver() == 1
    assert "王芳把“2026-11 民主推荐（1）”给您一起办" in await desk.hear(LI)
    await desk.tap(LI, "▶️ 打开看看")
    assert "这是王芳的事，请您一起办" in text_of(desk.last[LI])
    await desk.say(WANG, "/checklist")
    await desk.tap(WANG, "2026-11 民主推荐")
    # Both press before either has an answer.
    one = await desk.people.press(WANG, desk.last[WANG]["message_id"], desk.data(WANG, "✅ 完成"))
    other = await desk.people.press(LI, desk.last[LI]["message_id"], desk.data(LI, "✅ 完成"))
    for query in (one, other):
        await desk.people.wait_for_answer(query)
    said = [await desk.hear(WANG), await desk.hear(LI)]
    assert sum("办完了。" in text for text in said) == 1
    assert sum("刚刚先改了：办完第1步“确定范围”" in text for text in said) == 1
    # A step is given to the colleague, who does it.
    await desk.say(WANG, "/checklist")
    await desk.tap(WANG, "2026-11 民主推荐", "⋯ 更多", "🙋 请同事办", "李强")
    await desk.deliver()
    assert "王芳请您办" in await desk.hear(LI, contains="请您办")
    await desk.tap(LI, "▶️ 打开看看")
    await desk.say(LI, "应到90 实到60")
    await desk.tap(LI, "✅ 完成")
    await desk.deliver()
    assert "李强 办完第2步“清点人数”" in await desk.hear(WANG, contains="李强 办完第2步")
    # The case becomes the colleague's.
    await desk.tap(WANG, "▶️ 打开看看", "⋯ 更多", "👥 共同办理", "🤝 移交", "李强", "确定移交")
    await desk.deliver()
    assert "移交给您了" in await desk.hear(LI, contains="移交给您了")
    await desk.tap(LI, "▶️ 打开看看")
    assert "✅ 完成" in desk.labels(LI)
    await desk.say(WANG, "/checklist")
    await desk.tap(WANG, "👥 同事的（1）", "2026-11 民主推荐")
    assert "李强给您看的，只能看不能改" in text_of(desk.last[WANG])
    with desk.bot.database.read() as session:
        assert isinstance(check_case(session, case_id=1), Verified)


async def test_an_album(desk):
    """Several pictures sent one after the other are all kept, and the page lists them."""
    await desk.begin()
    await desk.tap(WANG, "📎 附件")
    for number in range(3):
        await desk.people.upload(WANG, picture(number), name=f"{number}.png", kind="photo")
        await desk.hear(WANG)
    assert len(rows(desk, Attachment)) == 3
    assert desk.labels(WANG).count("🗑 去掉") == 3
