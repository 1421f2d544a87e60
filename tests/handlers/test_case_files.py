"""Files of a step: photos and documents taken, listed, sent back, taken off."""

from sqlmodel import select
from telegram import Voice

from bot.rendering import case_page_texts as words
from bot.rendering.texts import NOT_TEXT, NOT_TEXT_KINDS
from storage.cases.attachments import MOST_BYTES
from storage.tables import Attachment, CaseStep
from tests.handlers.desk import ALONE, document, photo
from tests.population import NORTH_STAFF as COLLEAGUE


def files(desk):
    """The names of the files that are kept."""
    with desk.database.read() as session:
        return [row.name for row in session.exec(select(Attachment).order_by(Attachment.id))]


async def test_files_are_taken_listed_sent_back_and_taken_off(desk):
    """A photo and a document with a caption, while the chat waits for them."""
    await desk.begin("民主推荐", ALONE)
    assert words.NO_FILES in await desk.tap("📎 附件")
    assert "已收下“照片1.jpg”" in await desk.send(photo=photo())
    page = await desk.send(document=document(), caption="会议方案，联系13800138000")
    assert "· 方案.docx（2 KB）" in page
    assert files(desk) == ["照片1.jpg", "方案.docx"]
    with desk.database.read() as session:
        assert session.get(CaseStep, (1, "scope")).note == "会议方案，联系〔电话号码〕"
    await desk.press(desk.key("⬇️ 方案.docx"))
    name, sent = desk.town.wire.calls[-2]
    assert (name, sent["document"]) == ("sendDocument", "doc1")
    await desk.press(desk.key("⬇️ 照片1.jpg"))
    name, sent = desk.town.wire.calls[-2]
    assert (name, sent["photo"]) == ("sendPhoto", "photo1")
    off = [data for text, data in desk.rows if text == words.TAKE_OFF_BUTTON]
    assert "已去掉“照片1.jpg”" in await desk.press(off[0])
    assert files(desk) == ["方案.docx"]
    await desk.tap("↩️ 回到这一步")
    assert "附件：1个" in desk.text


async def test_what_cannot_be_kept_is_told(desk):
    """Too big, of the wrong kind, empty, twice, or sent when nothing is waited for."""
    await desk.begin("民主推荐", ALONE)
    assert NOT_TEXT.format(kind=NOT_TEXT_KINDS["photo"]) == await desk.send(photo=photo())
    await desk.press("1:kv:1:files:0")
    assert "最多20.0 MB" in await desk.send(document=document(size=MOST_BYTES + 1))
    assert words.FILE_WRONG_KIND in await desk.send(document=document("木马.exe"))
    assert words.FILE_EMPTY in await desk.send(document=document(size=0))
    await desk.send(document=document())
    assert "已经在附件里了" in await desk.send(document=document())
    await desk.send(voice=Voice("v", "v", 3))
    assert files(desk) == ["方案.docx"]


async def test_an_album_is_taken_part_by_part(desk):
    """Each part is acknowledged in a line, and further ones are still waited for."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("📎 附件")
    for number in (1, 2, 3):
        said = await desk.send(photo=photo(number), media_group_id="album")
        assert said == words.FILE_ADDED.format(name=f"照片{number}.jpg")
    assert len(files(desk)) == 3


async def test_a_file_that_cannot_be_sent_back(desk):
    """The messenger may not know it any more; then it says so."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("📎 附件")
    await desk.send(document=document())
    send = desk.key("⬇️ 方案.docx")
    desk.town.wire.refused_method = "sendDocument"
    assert await desk.press(send) == words.FILE_LOST


async def test_a_reader_sees_files_and_adds_none(desk):
    """Whoever may only read gets no button to take off, and what they send is not kept."""
    await desk.begin("民主推荐", ALONE)
    await desk.tap("📎 附件")
    await desk.send(document=document())
    await desk.press("1:kv:1:people:0")
    await desk.tap("👀 给同事看", "北县组工")
    await desk.press("1:kv:1:files:0", who=COLLEAGUE)
    assert desk.labels == ["⬇️ 方案.docx", "↩️ 回到这一步"]
    await desk.send(document=document("别的.docx", number=2), who=COLLEAGUE)
    assert (await desk.press("1:kx:1:1:off", who=COLLEAGUE)).startswith("<i>这件事您只能看")
    assert files(desk) == ["方案.docx"]
