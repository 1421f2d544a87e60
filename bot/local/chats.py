"""Chats with their messages, as both sides see them."""

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.local.errors import Json, bad_request, forbidden
from bot.local.events import EventHub
from bot.local.identity import Identity
from bot.local.records import Records

Clock = Callable[[], float]


@dataclass
class Message:
    """A message as the Bot API words it, and the number of its last change."""

    payload: Json
    revision: int

    @property
    def id(self) -> int:
        """Return the message id."""
        number: int = self.payload["message_id"]
        return number

    @property
    def is_from_bot(self) -> bool:
        """Tell whether the bot wrote it."""
        return bool(self.payload["from"]["is_bot"])

    def record(self) -> Json:
        """Return what is stored and what the page shows."""
        return {"payload": self.payload, "revision": self.revision}


@dataclass
class Chat:
    """A private chat of one person with the bot."""

    identity: Identity
    is_started: bool = False
    is_blocked: bool = False
    keyboard: Json | None = None
    messages: dict[int, Message] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """Return the chat id, which is the person's id in a private chat."""
        return self.identity.id

    def record(self) -> Json:
        """Return what is stored besides the messages."""
        return {"is_started": self.is_started, "is_blocked": self.is_blocked, "keyboard": self.keyboard}


class ChatBook:
    """All chats; each change is stored, numbered and told at once."""

    def __init__(self, records: Records, events: EventHub, clock: Clock) -> None:
        self._records = records
        self._events = events
        self._clock = clock
        self._chats: dict[int, Chat] = {}
        self._last_message: int = records.load("counter").get("message_id", 0)

    def load(self, identities: list[Identity]) -> None:
        """Bring back people who joined in the page, and all chats."""
        made = [Identity(**body) for body in self._records.load("identity").values()]
        for identity in [*identities, *made]:
            self._chats.setdefault(identity.id, Chat(identity))
        for key, body in self._records.load("chat").items():
            if chat := self._chats.get(int(key)):
                chat.is_started, chat.is_blocked = body["is_started"], body["is_blocked"]
                chat.keyboard = body["keyboard"]
        for key, body in self._records.load("message").items():
            if chat := self._chats.get(int(key.partition(":")[0])):
                message = Message(**body)
                chat.messages[message.id] = message
                self._events.revision = max(self._events.revision, message.revision)

    def join(self, identity: Identity) -> Chat:
        """Let a new person take part."""
        chat = self._chats[identity.id] = Chat(identity)
        self._records.put("identity", identity.id, identity.record())
        self._events.publish("identity", identity.id)
        return chat

    def list_chats(self) -> list[Chat]:
        """Return all chats, started or not."""
        return list(self._chats.values())

    def get(self, chat_id: int) -> Chat | None:
        """Return a chat by its id."""
        return self._chats.get(chat_id)

    def for_bot(self, chat_id: int | str, *, is_sending: bool = True) -> Chat:
        """Return a chat that the bot may see, refusing as Telegram does."""
        chat = self._chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None or not chat.is_started:
            raise bad_request("chat not found")
        if is_sending and chat.is_blocked:
            raise forbidden("bot was blocked by the user")
        return chat

    def save(self, chat: Chat) -> None:
        """Store and tell what changed about a chat besides its messages."""
        self._records.put("chat", chat.id, chat.record())
        self._events.publish("chat", chat.id, revision=self._events.next_revision(), **chat.record())

    def next_group(self) -> int:
        """A number for a group of files: that of its first message, so that no two groups share it."""
        return self._last_message + 1

    def post(self, chat: Chat, sender: Json, content: Json) -> Message:
        """Add a message to a chat."""
        self._last_message += 1
        self._records.put("counter", "message_id", self._last_message)
        head = {"message_id": self._last_message, "from": sender, "chat": chat.identity.chat()}
        payload = {**head, "date": int(self._clock()), **content}
        message = chat.messages[self._last_message] = Message(payload, self._events.next_revision())
        self._keep(chat, message)
        return message

    def rewrite(self, chat: Chat, message: Message, content: Json, *, is_edit: bool = True) -> None:
        """Replace the given fields of a message; None removes a field."""
        changed = {**message.payload, **content}
        if is_edit:
            changed["edit_date"] = int(self._clock())
        message.payload = {key: value for key, value in changed.items() if value is not None}
        message.revision = self._events.next_revision()
        self._keep(chat, message)

    def delete(self, chat: Chat, message_id: int) -> None:
        """Remove a message for both sides."""
        del chat.messages[message_id]
        self._records.drop("message", f"{chat.id}:{message_id}")
        revision = self._events.next_revision()
        self._events.publish("deleted", chat.id, message_id=message_id, revision=revision)

    def reply_target(self, chat: Chat, parameters: Json | None) -> Json:
        """Return the reply_to_message field that reply parameters ask for."""
        if parameters is None:
            return {}
        if unknown := set(parameters) - {"message_id", "chat_id", "allow_sending_without_reply"}:
            raise bad_request(f'reply parameter "{min(unknown)}" is not supported by the local messenger')
        target = chat.messages.get(parameters.get("message_id", 0))
        if target is None and parameters.get("allow_sending_without_reply"):
            return {}
        if target is None or parameters.get("chat_id", chat.id) != chat.id:
            raise bad_request("message to be replied not found")
        return quoted(target)

    def _keep(self, chat: Chat, message: Message) -> None:
        self._records.put("message", f"{chat.id}:{message.id}", message.record())
        self._events.publish("message", chat.id, message=message.record())


def quoted(target: Message) -> Json:
    """Return the field by which a reply holds the message it answers."""
    inner = {key: value for key, value in target.payload.items() if key != "reply_to_message"}
    return {"reply_to_message": inner}


def find_message(chat: Chat, message_id: int | None, *, purpose: str) -> Message:
    """Return a message that the bot wants to edit or delete, refusing as Telegram does."""
    if message_id is None:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(message_id)
    if message is None:
        raise bad_request(f"message to {purpose} not found")
    return message
