"""The web chat in a real browser, with an echo bot behind it."""

import asyncio
import shutil

import pytest
from playwright.async_api import async_playwright, expect
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, InputMediaDocument, ReplyKeyboardMarkup
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.local.people import STICKER

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CHEN, LI, TOKEN = 1001, 1002, "123456:test"
ANSWER = """<b>回答</b>：<i>有</i> <code>期限</code>，见 <a href="https://example.com">出处</a>。
<blockquote expandable>第一行
第二行
第三行
第四行</blockquote>
<tg-spoiler>藏着的字</tg-spoiler>"""
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium")]


async def start(update, _):
    """Greet and offer a reply keyboard."""
    keys = ReplyKeyboardMarkup([["试用期多长？"]], resize_keyboard=True)
    await update.message.reply_text("你好", reply_markup=keys)


async def answer(update, _):
    """Answer with formatted text and buttons."""
    row = [
        InlineKeyboardButton("查看依据", callback_data="a"),
        InlineKeyboardButton("有用", callback_data="b"),
    ]
    await update.message.reply_html(ANSWER, reply_markup=InlineKeyboardMarkup([row]))


async def press(update, _):
    """Show an alert for the one button and edit the message for the other."""
    if update.callback_query.data == "a":
        await update.callback_query.answer("第二部分第4条", show_alert=True)
    else:
        await update.callback_query.answer("谢谢")
        await update.callback_query.edit_message_text("已记下")


@pytest.fixture
async def bot(messenger):
    """An echo bot that polls."""
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{messenger.base_url}/bot")
    application = builder.base_file_url(f"{messenger.base_url}/file/bot").build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(MessageHandler(filters.TEXT, answer))
    application.add_handler(CallbackQueryHandler(press))
    async with application:
        await application.bot.set_my_commands([("start", "开始"), ("help", "怎么用")])
        await application.bot.set_my_description("我回答政策问题。")
        await application.start()
        assert application.updater
        await application.updater.start_polling(timeout=2)
        yield application.bot
        await application.updater.stop()
        await application.stop()


@pytest.fixture
async def browser():
    """The system's Chromium."""
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        await running.close()


@pytest.fixture
async def new_page(browser, bot, messenger):
    """Opens the web chat as a browser window; any script error fails the test."""
    errors = []

    async def open_page(width=1200, height=800, scheme="light"):
        context = await browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        page = await context.new_page()
        page.set_default_timeout(15000)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda line: errors.append(line.text) if line.type == "error" else None)
        await page.goto(messenger.page_url)
        await expect(page.locator("#bot-name")).to_have_text((await bot.get_my_name()).name)
        return page

    yield open_page
    assert errors == []


async def say(page, text):
    """Type a message and send it by Enter."""
    await page.fill("#input", text)
    await page.press("#input", "Enter")


async def start_chat(page):
    """Press the start button and wait for the greeting."""
    await page.click("#start")
    await expect(page.locator(".is-in .text")).to_have_text(["你好"])


async def test_conversation(new_page):
    """Start, ask, fold out, press buttons, see alert and edit; nothing needs a reload."""
    page = await new_page()
    await expect(page.locator("#empty-text")).to_have_text("我回答政策问题。")
    await start_chat(page)
    await page.click("#reply-keyboard button")
    reply = page.locator(".is-in").nth(1)
    await expect(reply.locator("b")).to_have_text("回答")
    await expect(reply.locator("a")).to_have_attribute("href", "https://example.com/")
    await reply.get_by_text("展开").click()
    await expect(reply.get_by_text("收起")).to_be_visible()
    await reply.locator(".spoiler").click()
    await expect(reply.locator(".spoiler")).to_have_class("spoiler is-open")
    await reply.get_by_text("查看依据").click()
    await expect(page.locator("#alert-text")).to_have_text("第二部分第4条")
    await page.click("#alert button")
    await reply.get_by_text("有用").click()
    await expect(page.locator("#toasts")).to_contain_text("谢谢")
    await expect(reply.locator(".text")).to_have_text("已记下")
    await expect(reply.locator(".meta")).to_contain_text("已编辑")
    await expect(reply.locator(".keyboard")).to_have_count(0)


async def test_typing_a_message(new_page):
    """Shift and Enter breaks the line, a slash lists commands, own messages can be changed."""
    page = await new_page()
    await start_chat(page)
    await page.focus("#input")
    await page.keyboard.type("一")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("二")
    await page.keyboard.press("Enter")
    own = page.locator(".is-out").nth(1)
    await expect(own.locator(".text")).to_have_text("一\n二")
    await page.keyboard.type("/h")
    await expect(page.locator("#commands li")).to_have_text(["/help怎么用"])
    await page.keyboard.press("Enter")
    await expect(page.locator(".is-out").nth(2).locator(".text")).to_have_text("/help")
    await expect(page.locator("#input")).to_have_value("")
    await own.hover()
    await own.locator(".message-more").click()
    await page.get_by_role("menuitem", name="修改").click()
    await say(page, "三")
    await expect(own.locator(".text")).to_have_text("三")
    await expect(own.locator(".meta")).to_contain_text("已编辑")
    await page.locator(".is-in").first.hover()
    await page.locator(".is-in .message-more").first.click()
    await page.get_by_role("menuitem", name="回复").click()
    await say(page, "四")
    await expect(page.locator(".is-out .answered")).to_have_text("你好")


async def test_identities(new_page, bot):
    """Switching keeps drafts; others' messages are counted; people can be added."""
    page = await new_page()
    await start_chat(page)
    await page.fill("#input", "草稿")
    await page.get_by_role("button", name="组织科老李").click()
    await start_chat(page)
    await bot.send_message(CHEN, "给小陈")
    chen = page.locator(".person", has_text="干部小陈")
    await expect(chen.locator(".badge")).to_have_text("1")
    await chen.click()
    await expect(page.locator("#input")).to_have_value("草稿")
    await expect(page.locator(".is-in .text")).to_have_text(["你好", "给小陈"])
    await expect(chen.locator(".badge")).to_have_count(0)
    await page.click("#add-person")
    await page.fill("#person-form [name=first_name]", "小王")
    await page.click("#person-form .primary")
    await expect(page.locator("#as-whom")).to_have_text("小王")
    await expect(page.locator("#start")).to_be_visible()


async def test_files_and_blocking(new_page, bot, client):
    """Files go both ways, pictures open large, and blocking shuts the chat."""
    page = await new_page()
    await start_chat(page)
    await page.set_input_files("#pick-photo", {"name": "图.png", "mimeType": "image/png", "buffer": STICKER})
    await page.fill("#file-form [name=caption]", "说明")
    await page.click("#file-form .primary")
    await page.locator(".is-out .photo").click()
    await expect(page.locator("#viewer")).to_be_visible()
    await page.click("#viewer-close")
    await bot.send_document(CHEN, b"content", filename="名册.txt")
    async with page.expect_download() as download:
        await page.locator(".is-in .document").click()
    assert (await download.value).suggested_filename == "名册.txt"
    await bot.send_chat_action(CHEN, "typing")
    await expect(page.locator("#bot-status")).to_have_text("正在输入…")
    await page.click("#attach")
    await page.get_by_role("menuitem", name="贴纸 👍").click()
    await expect(page.locator(".is-out .sticker")).to_have_text("👍")
    await page.click("#chat-more")
    await page.get_by_role("menuitem", name="屏蔽机器人").click()
    await page.click("#unblock")
    await expect(page.locator("#composer")).to_be_visible()
    assert [message["message_id"] for message in await client.history(CHEN)] == [1, 2, 3, 4, 5]


async def test_files_of_one_group_look_like_one_message(new_page, bot):
    """What is picked together, and what the bot sends as a group, hangs together; the next file stands apart."""
    page = await new_page()
    await start_chat(page)
    files = [{"name": f"{name}.txt", "mimeType": "text/plain", "buffer": b"x"} for name in "一二"]
    await page.set_input_files("#pick-file", files)
    await page.click("#file-form .primary")
    await expect(page.locator(".is-out.goes-on + .is-out.continues")).to_have_count(1)
    await bot.send_media_group(CHEN, [InputMediaDocument(b"x", filename=f"{name}.txt") for name in "三四"])
    await bot.send_document(CHEN, b"x", filename="五.txt")
    await expect(page.locator(".is-in .document")).to_have_count(3)
    await expect(page.locator(".is-in.goes-on + .is-in.continues")).to_have_count(1)
    await expect(page.locator(".continues")).to_have_count(2)


async def test_a_long_message_is_read_from_its_beginning(new_page, bot):
    """What does not fit shows its first lines, also when more follows at once; a short one is shown whole."""
    page = await new_page(360, 740)
    await start_chat(page)
    lines = "\n".join(f"第{number}条" for number in range(60))
    await bot.send_message(CHEN, f"<b>结论在前。</b>\n{lines}", parse_mode="HTML")
    await bot.send_message(CHEN, "<b>还有一段。</b>", parse_mode="HTML")
    await expect(page.locator(".is-in b")).to_have_text(["结论在前。", "还有一段。"])
    await expect(page.locator(".is-in b").first).to_be_in_viewport()
    await expect(page.locator("#below-count")).to_have_text("1")
    await page.click("#to-bottom")
    await expect(page.locator(".is-in b").last).to_be_in_viewport()
    await bot.send_message(CHEN, "<b>最后一句。</b>", parse_mode="HTML")
    await expect(page.locator(".is-in b").last).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(360, 740), (1200, 800)])
async def test_looks(new_page, tmp_path, scheme, width, height):
    """On phone and desktop, light and dark, everything fits in width."""
    page = await new_page(width, height, scheme)
    await start_chat(page)
    await say(page, "很长的问题" * 30)
    await expect(page.locator(".keyboard")).to_be_visible()
    overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert overflow <= 0
    await expect(page.locator("#people-open")).to_be_visible(visible=width < 760)
    picture = tmp_path / f"{scheme}-{width}.png"
    await page.screenshot(path=picture)
    assert picture.stat().st_size > 10_000


async def test_reconnecting(browser, new_messenger):
    """When the messenger restarts, the page says so, comes back and shows what is there."""
    first = new_messenger(page_token="t")
    await first.start()
    page = await browser.new_page()
    await page.goto(first.page_url)
    await expect(page.locator("#start")).to_be_visible()
    port = int(first.base_url.rpartition(":")[2])
    await first.stop()
    await expect(page.locator("#connection")).to_contain_text("正在重新连接")
    async with new_messenger(page_token="t", port=port):
        await expect(page.locator("#connection")).to_be_hidden(timeout=15000)
        await page.click("#start")
        await expect(page.locator(".is-out .text")).to_have_text("/start")
    async with asyncio.timeout(10):
        await page.close()
