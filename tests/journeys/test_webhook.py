"""The same journey with updates that come by webhook."""

import asyncio
import socket
from datetime import UTC, datetime

from pydantic import SecretStr

from bot.application import build_application
from bot.context import Surroundings
from bot.local.client import LocalClient, text_of
from bot.running import run
from bot.settings import Access, Settings
from handlers import CONVERSATIONS
from tests.builders import make_knowledge
from tests.journeys.conftest import TOKEN, WANG


async def test_a_question_by_webhook(messenger, sqlite_database):
    """The server calls, the bot answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        listen = f"127.0.0.1:{probe.getsockname()[1]}"
    settings = Settings(
        token=SecretStr(TOKEN),
        api_base_url=messenger.base_url,
        access=Access.OPEN,
        webhook_url=f"http://{listen}/hook",
        webhook_secret=SecretStr("0123456789abcdef"),
        listen=listen,
        _env_file=None,
    )
    surroundings = Surroundings(settings, make_knowledge(), sqlite_database, lambda: datetime.now(UTC))
    application = build_application(surroundings, CONVERSATIONS)
    stop, ready = asyncio.Event(), asyncio.Event()
    task = asyncio.create_task(run(application, settings, stop=stop, ready=lambda _: ready.set()))
    await asyncio.wait_for(ready.wait(), 10)
    async with LocalClient(messenger.page_url) as people:
        await people.say(WANG, "干部轮岗要满几年？")
        assert "满五年" in text_of(await people.wait_for_reply(WANG))
    stop.set()
    await task
