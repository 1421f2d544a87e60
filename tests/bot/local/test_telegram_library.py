"""A bot on python-telegram-bot against the messenger, by polling and by webhook."""

import socket

import pytest
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest, Conflict, Forbidden, NetworkError, RetryAfter, TimedOut
from telegram.ext import ApplicationBuilder, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.local.faults import FaultKind

CHEN, TOKEN = 1001, "123456:test"


async def start(update, _):
    """Greet with a button."""
    keys = InlineKeyboardMarkup([[InlineKeyboardButton("按我", callback_data="v1:a")]])
    await update.message.reply_html(f"你好，{update.effective_user.mention_html()}", reply_markup=keys)


async def echo(update, _):
    """Say the same."""
    await update.message.chat.send_action("typing")
    await update.message.reply_text(update.message.text, do_quote=True)


async def echo_file(update, context):
    """Send a file back."""
    file = await context.bot.get_file(update.message.document)
    content = bytes(await file.download_as_bytearray())
    await update.message.reply_document(
        content, filename="副本.txt", caption="<b>副本</b>", parse_mode="HTML"
    )


async def press(update, _):
    """Answer a button and edit the message."""
    await update.callback_query.answer("好的", show_alert=True)
    await update.callback_query.edit_message_text("按过了")


@pytest.fixture
async def application(messenger):
    """An application with a few handlers, initialized and started."""
    builder = ApplicationBuilder().token(TOKEN).base_url(f"{messenger.base_url}/bot")
    built = builder.base_file_url(f"{messenger.base_url}/file/bot").build()
    built.add_handler(CommandHandler("start", start))
    built.add_handler(MessageHandler(filters.Document.ALL, echo_file))
    built.add_handler(MessageHandler(filters.TEXT, echo))
    built.add_handler(CallbackQueryHandler(press))
    async with built:
        await built.start()
        yield built
        assert built.updater
        if built.updater.running:
            await built.updater.stop()
        await built.stop()


async def converse(client):
    """Go through a short conversation."""
    await client.say(CHEN, "/start")
    greeting = await client.wait_for_reply(CHEN, contains="你好，陈明")
    query = await client.press(CHEN, greeting["message_id"], "按我")
    assert (await client.wait_for_answer(query))["text"] == "好的"
    assert (await client.wait_for_reply(CHEN))["text"] == "按过了"
    await client.say(CHEN, "再见")
    assert (await client.wait_for_reply(CHEN))["reply_to_message"]["text"] == "再见"
    await client.upload(CHEN, b"content", name="原件.txt", mime_type="text/plain")
    copy = (await client.wait_for_reply(CHEN))["document"]
    assert copy["file_name"] == "副本.txt"
    assert await client.download(copy["file_id"]) == b"content"


async def test_polling(application, client):
    """The library polls, answers, edits, uploads and downloads."""
    await application.updater.start_polling(timeout=5)
    await converse(client)
    await application.updater.stop()
    assert await client.calls("deleteWebhook")


async def test_webhook(application, client):
    """The library sets its webhook on loopback and gets the same updates there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/hook"
    await application.updater.start_webhook(
        listen="127.0.0.1", port=port, url_path="hook", webhook_url=address, secret_token="secret"
    )
    await converse(client)
    assert (await application.bot.get_webhook_info()).url == address


@pytest.mark.parametrize(
    ("kind", "error"),
    [
        (FaultKind.TOO_MANY_REQUESTS, RetryAfter),
        (FaultKind.BLOCKED, Forbidden),
        (FaultKind.BAD_REQUEST, BadRequest),
        (FaultKind.SERVER_ERROR, NetworkError),
        (FaultKind.TIMEOUT_AFTER, TimedOut),
    ],
)
async def test_errors_of_the_library(application, client, kind, error):
    """Each scripted fault is the library's matching error."""
    await client.say(CHEN, "/start")
    await client.add_fault(kind, method="sendMessage")
    with pytest.raises(error):
        await application.bot.send_message(CHEN, "x", read_timeout=0.3)


async def test_setup_of_a_bot(application, client):
    """Commands, texts, menu button, chat and member pass through the library's types."""
    bot = application.bot
    await client.say(CHEN, "/start")
    await bot.set_my_commands([("start", "开始")])
    assert (await bot.get_my_commands())[0].description == "开始"
    await bot.set_my_description("介绍", language_code="zh")
    assert (await bot.get_my_description("zh")).description == "介绍"
    assert (await bot.get_chat_menu_button()).type == "commands"
    assert (await bot.get_chat(CHEN)).first_name == "陈明"
    assert (await bot.get_chat_member(CHEN, CHEN)).status == "member"
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict):
        await bot.get_updates()
