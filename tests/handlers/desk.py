"""A desk for tests of cases: people say and tap, and read the last message."""

import json

from sqlmodel import select
from telegram import Chat, Document, Message, PhotoSize, Update, User

from storage.tables import Case, CaseEvent, CaseStep
from tests.builders import MOMENT
from tests.population import NAMES
from tests.population import NORTH_OFFICIAL as ME

# The label, in part, of the region that takes the steps of the main document alone.
ALONE = "都不是"


class Desk:
    """The town with its checklists, seen by whoever presses the button with some words on it."""

    def __init__(self, town):
        self.town = town
        self.text = ""

    @property
    def database(self):
        """The database."""
        return self.town.application.bot_data.database

    @property
    def rows(self):
        """The buttons below the last message, label and data."""
        sent = [parameters for name, parameters in self.town.wire.calls if name == "sendMessage"][-1]
        markup = sent.get("reply_markup") or '{"inline_keyboard": []}'
        rows = (json.loads(markup) if isinstance(markup, str) else markup)["inline_keyboard"]
        return [(key["text"], key["callback_data"]) for row in rows for key in row]

    @property
    def keys(self):
        """The buttons below the last message: what each carries, by its label."""
        return dict(self.rows)

    @property
    def labels(self):
        """The labels of the buttons below the last message."""
        return list(self.keys)

    def key(self, label):
        """What the one button carries whose label contains some words."""
        found = [data for text, data in self.keys.items() if label in text]
        assert len(found) == 1, (label, self.labels)
        return found[0]

    async def say(self, text, *, who=ME):
        """Say something, and give the last reply."""
        self.text = (await self.town.say(who, text))[-1]
        return self.text

    async def tap(self, *labels, who=ME):
        """Press buttons one after the other, and give the last reply."""
        for label in labels:
            self.text = (await self.town.press(who, self.key(label)))[-1]
        return self.text

    async def press(self, payload, *, who=ME):
        """Press a button that may not be there, and give the last reply."""
        self.text = (await self.town.press(who, payload))[-1]
        return self.text

    async def send(self, *, who=ME, **fields):
        """Send a photo or a document, and give the last reply."""
        town = self.town
        town.count += 1
        sender = User(who, NAMES[who], is_bot=False)
        message = Message(town.count, MOMENT, Chat(who, "private"), from_user=sender, **fields)
        message.set_bot(town.application.bot)
        before = len(town.wire.calls)
        await town.application.process_update(Update(town.count, message=message))
        sent = [p["text"] for name, p in town.wire.calls[before:] if name == "sendMessage"]
        self.text = sent[-1]
        return self.text

    async def begin(self, title="民主推荐", *answers):
        """Begin a case from the search, answer what is asked, and stand at its first step."""
        await self.say(f"/checklist {title}")
        await self.press(self.keys[title])
        await self.tap("▶️ 开始", *answers)
        while "⏭ 以后再说" in self.labels:
            await self.tap("⏭ 以后再说")
        return self.text


def photo(number=1, *, size=1000):
    """A photo as the messenger sends it."""
    return (
        PhotoSize(f"small{number}", f"u-small{number}", 10, 10),
        PhotoSize(f"photo{number}", f"u{number}", 90, 90, size),
    )


def document(name="方案.docx", *, size=2048, number=1):
    """A document as the messenger sends it."""
    return Document(f"doc{number}", f"d{number}", file_name=name, mime_type="application/x", file_size=size)


def case_of(desk, number=1):
    """The row of a case."""
    with desk.database.read() as session:
        return session.get(Case, number)


def states(desk):
    """The states of the steps that somebody touched."""
    with desk.database.read() as session:
        return {step.item: step.state for step in session.exec(select(CaseStep))}


def actions(desk):
    """What was done, in order."""
    with desk.database.read() as session:
        return [event.action for event in session.exec(select(CaseEvent).order_by(CaseEvent.number))]
