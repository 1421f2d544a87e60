"""What the bot says about itself: name, descriptions, commands, menu button."""

from typing import Any

from bot.local.errors import Json
from bot.local.records import Records


class Profile:
    """The bot's texts by language and commands by scope and language."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._values: dict[str, Any] = records.load("profile")

    def put(self, value: Any, *key: object) -> None:
        """Set a value; an empty one falls back to the wider key again."""
        name = ":".join(map(str, key))
        if value:
            self._values[name] = value
            self._records.put("profile", name, value)
        else:
            self._values.pop(name, None)
            self._records.drop("profile", name)

    def get(self, *key: object) -> Any:
        """Return exactly this value, or None."""
        return self._values.get(":".join(map(str, key)))

    def text(self, kind: str, language: str) -> str:
        """Return a text in a language, else in the default one."""
        return str(self.get(kind, language) or self.get(kind, "") or "")

    def commands_for(self, chat_id: int, language: str) -> list[Json]:
        """Return the commands that a person sees in a private chat: the narrowest scope wins."""
        for scope in (f"chat/{chat_id}", "all_private_chats", "default"):
            for code in (language, ""):
                if found := self.get("commands", scope, code):
                    return list(found)
        return []

    def menu_button(self, chat_id: int) -> Json:
        """Return the menu button of a chat, else the default one."""
        button: Json = self.get("menu", chat_id) or self.get("menu", 0) or {"type": "commands"}
        return button
