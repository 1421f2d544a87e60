"""Processes that tick and drain until nothing is left, to be killed at any moment.

Each line of the input begins one: the database's URL, the Bot API's address, the token, and the instant that its clock
shows. Its number is written to the output. They are forked from here because importing everything takes longer than
what they do.
"""

import asyncio
import os
import signal
import sys
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from pydantic import SecretStr
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.context import Surroundings
from bot.outbox.draining import Drainer, drain
from bot.outbox.jobs import tick
from bot.outbox.pacing import unpaced
from bot.rendering.reply import Reply, block
from bot.settings import Settings
from storage.database import open_database


def write(_session, _around, message):
    """The number of the message, so that what arrives can be told apart."""
    return Reply((block(f"#{message.id}"),))


async def main(url, address, token, instant):
    """Tick, and drain until nothing is left."""
    now = datetime.fromisoformat(instant)
    settings = Settings(token=SecretStr(token), _env_file=None)
    around = Surroundings(settings, None, open_database(url), lambda: now, pacing=unpaced())
    async with Bot(token, base_url=f"{address}/bot", request=HTTPXRequest(connection_pool_size=16)) as bot:
        await asyncio.to_thread(tick, around)
        while await drain(Drainer(bot, around, kinds={"reminders": write})):
            pass
    around.database.close()


def serve():
    """Fork a process for each line."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for line in sys.stdin:
        number = os.fork()
        if number == 0:
            asyncio.run(main(*line.split()))
            os._exit(0)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    serve()
