"""Who takes part: the people of the web chat and the bot's own account."""

from dataclasses import asdict, dataclass

from bot.local.errors import Json


@dataclass(frozen=True)
class Identity:
    """A person one can be in the web chat; the label is shown in the switcher only."""

    id: int
    first_name: str
    label: str
    language_code: str = "zh-hans"
    last_name: str | None = None
    username: str | None = None

    def user(self) -> Json:
        """Return the person as the User object that the bot sees."""
        user: Json = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        optional = {"last_name": self.last_name, "username": self.username}
        user |= {key: value for key, value in optional.items() if value}
        return user | {"language_code": self.language_code}

    def chat(self) -> Json:
        """Return the private chat with this person as the Chat object that the bot sees."""
        chat = {key: value for key, value in self.user().items() if key not in {"is_bot", "language_code"}}
        return chat | {"type": "private"}

    def record(self) -> Json:
        """Return what is stored and what the page shows."""
        return asdict(self)


@dataclass(frozen=True)
class Account:
    """The bot's own account."""

    token: str
    username: str
    name: str

    @property
    def id(self) -> int:
        """Return the number before the colon of the token, as on Telegram."""
        head = self.token.partition(":")[0]
        return int(head) if head.isdecimal() else 1_000_000_001

    def user(self) -> Json:
        """Return the bot as the sender of a message."""
        return {"id": self.id, "is_bot": True, "first_name": self.name, "username": self.username}

    def me(self) -> Json:
        """Return the complete User object of getMe."""
        return self.user() | {
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
            "supports_guest_queries": False,
            "supports_join_request_queries": False,
        }
