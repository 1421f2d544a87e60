"""Everything the messenger holds, put together."""

from collections.abc import Callable, Sequence

from bot.local.calls import CallLog
from bot.local.chats import ChatBook
from bot.local.errors import Json
from bot.local.events import EventHub
from bot.local.faults import FaultPlan
from bot.local.files import FileShelf
from bot.local.identity import Account, Identity
from bot.local.profile import Profile
from bot.local.queries import QueryBook
from bot.local.records import Records
from bot.local.updates import UpdateQueue
from bot.local.webhook import WebhookBook


class World:
    """The state that the Bot API, the web chat and the webhook share."""

    def __init__(
        self,
        records: Records,
        account: Account,
        *,
        identities: Sequence[Identity],
        clock: Callable[[], float],
    ) -> None:
        self.records = records
        self.account = account
        self.clock = clock
        self.events = EventHub()
        self.chats = ChatBook(records, self.events, clock)
        self.chats.load(list(identities))
        self.updates = UpdateQueue(records, clock)
        self.webhook = WebhookBook(records)
        self.queries = QueryBook(records, self.events, clock)
        self.files = FileShelf(records)
        self.profile = Profile(records)
        self.faults = FaultPlan()
        self.calls = CallLog()

    def deliver(self, kind: str, content: Json, *, chat_id: int) -> None:
        """Queue an update for the bot, twice where a fault says so."""
        copies = 2 if self.faults.take_duplicate(chat_id) else 1
        self.updates.add(kind, content, copies=copies)

    def bot_name(self) -> str:
        """Return the name that the bot gave itself, else the one it was made with."""
        return self.profile.text("name", "") or self.account.name

    def bot_user(self) -> Json:
        """Return the bot as the sender of a message."""
        return self.account.user() | {"first_name": self.bot_name()}

    def is_bot_there(self) -> bool:
        """Tell whether a bot fetches updates or has a webhook."""
        return bool(self.webhook.current.url) or self.updates.is_polled(within=5)

    def close(self) -> None:
        """Wake all who wait; the messenger is stopping."""
        self.updates.close()
        self.events.close()
