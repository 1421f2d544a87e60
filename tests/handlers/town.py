"""A town for tests: the real application over two counties with their staff, officials, an admin and a guest."""

import asyncio

from telegram import CallbackQuery, Chat, Message, MessageEntity, Update, User

from bot.callback_data import encode
from storage.tables import METADATA
from tests.builders import MOMENT
from tests.population import NAMES

GROUP = -100_500
# What changes with every update, whatever it is about.
VOLATILE = {"processed_updates"}
VOLATILE_COLUMNS = {"last_seen_at", "is_reachable", "menu", "display_name"}


class Town:
    """Says and presses for people, and shows what came of it."""

    def __init__(self, application, wire, population):
        self.application = application
        self.wire = wire
        self.population = population
        self.count = 0

    async def say(self, number, text, **fields):
        """Say something in private, and give what the bot sent."""
        return await self._post(number, text, Chat(number, "private"), **fields)

    async def say_in_group(self, number, text, **fields):
        """Say something in a group, where names of bots are marked as mentions."""
        name = "@some_bot"
        entities = (
            [MessageEntity("mention", text.index(name), len(name))] if name in text and text[0] != "/" else []
        )
        if text.startswith("/"):
            entities = [MessageEntity("bot_command", 0, len(text.split()[0]))]
        return await self._post(number, text, Chat(GROUP, "supergroup"), entities=entities, **fields)

    async def _post(self, number, text, chat, **fields):
        self.count += 1
        if text.startswith("/") and "entities" not in fields:
            fields["entities"] = [MessageEntity("bot_command", 0, len(text.split()[0]))]
        sender = User(number, NAMES[number], is_bot=False)
        message = Message(self.count, MOMENT, chat, from_user=sender, text=text, **fields)
        message.set_bot(self.application.bot)
        return await self._process(Update(self.count, message=message))

    async def press(self, number, payload, *, chat=None):
        """Press a button, and give what the bot sent or showed."""
        self.count += 1
        data = payload if isinstance(payload, str) else encode(payload)
        place = chat or Chat(number, "private")
        message = Message(1, MOMENT, place, text="…", from_user=User(1, "bot", is_bot=True))
        sender = User(number, NAMES[number], is_bot=False)
        query = CallbackQuery(str(self.count), sender, "x", data=data, message=message)
        query.set_bot(self.application.bot)
        return await self._process(Update(self.count, callback_query=query))

    async def _process(self, update):
        before = len(self.wire.calls)
        await self.application.process_update(update)
        return [
            parameters.get("text") or parameters.get("caption") or ""
            for name, parameters in self.wire.calls[before:]
            if name in {"sendMessage", "answerCallbackQuery", "sendDocument"}
        ]

    async def finish(self):
        """Wait for the files of what was started beside the conversation."""
        for _ in range(200):
            if any(name in {"sendDocument", "sendMediaGroup"} for name, _ in self.wire.calls[-3:]):
                await asyncio.sleep(0.05)
                return
            await asyncio.sleep(0.02)

    def keyboard(self):
        """The buttons below the last message, as text."""
        markups = [
            parameters.get("reply_markup") for name, parameters in self.wire.calls if name == "sendMessage"
        ]
        return str(markups[-1])

    def sent(self):
        """Everything that ever left the bot, as text."""
        return str(self.wire.calls)

    def rows(self):
        """Every row of the database, but for what changes with any update."""
        found = {}
        with self.application.bot_data.database.read() as session:
            for table in METADATA.sorted_tables:
                if table.name in VOLATILE:
                    continue
                kept = [column for column in table.columns if column.name not in VOLATILE_COLUMNS]
                rows = session.connection().execute(table.select().with_only_columns(*kept)).all()
                found[table.name] = sorted(map(str, rows))
        return found
