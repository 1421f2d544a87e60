"""A client of the web chat for tests: what a person would do in the page, as method calls."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import parse_qs, urlsplit

import httpx

from bot.local.errors import Json
from bot.local.faults import Fault, FaultKind

PATIENCE_SECONDS: Final = 10.0
Test = Callable[[Json], bool]


class LocalClientError(Exception):
    """The messenger refused what the client wanted."""


class LocalClient:
    """Acts for the people of the web chat whose address is given."""

    def __init__(self, page_url: str) -> None:
        parts = urlsplit(page_url)
        token = parse_qs(parts.query)["token"][0]
        headers = {"authorization": f"Bearer {token}"}
        base = f"{parts.scheme}://{parts.netloc}/control"
        # Plain HTTP on loopback: loading certificates would only cost time.
        self._http = httpx.AsyncClient(
            base_url=base,
            headers=headers,
            trust_env=False,
            verify=False,  # noqa: S501
            timeout=60,
        )
        self._seen: dict[int, int] = {}

    async def say(self, identity: int, text: str, *, reply_to: int | None = None) -> Json:
        """Send a text and return the message; replies are awaited from here on."""
        body = {"text": text, "reply_to": reply_to}
        return self._acted(identity, await self._ask("POST", f"/chats/{identity}/messages", json=body))

    async def edit(self, identity: int, message_id: int, text: str) -> Json:
        """Change an own message."""
        path = f"/chats/{identity}/messages/{message_id}/edit"
        return self._acted(identity, await self._ask("POST", path, json={"text": text}))

    async def press(self, identity: int, message_id: int, button: str, *, forged: bool = False) -> str:
        """Press a button given by data or label and return the query's id.

        Forged data is sent even if no such button is there.
        """
        by_name = {"data": button} if forged else {"data": button, "label": button}
        path = f"/chats/{identity}/messages/{message_id}/press"
        query = await self._ask("POST", path, json={**by_name, "forged": forged})
        self._seen[identity] = query["revision"]
        return str(query["id"])

    async def upload(
        self,
        identity: int,
        content: bytes,
        *,
        name: str = "file.bin",
        kind: str = "document",
        mime_type: str = "application/octet-stream",
        caption: str = "",
    ) -> Json:
        """Send a file: document, photo or voice."""
        fields = {"kind": kind, "caption": caption}
        path, files = f"/chats/{identity}/files", {"file": (name, content, mime_type)}
        return self._acted(identity, await self._ask("POST", path, data=fields, files=files))

    async def send_sticker(self, identity: int, emoji: str) -> Json:
        """Send a sticker."""
        files = {"kind": (None, "sticker"), "emoji": (None, emoji)}
        return self._acted(identity, await self._ask("POST", f"/chats/{identity}/files", files=files))

    async def wait_for_reply(
        self,
        identity: int,
        *,
        contains: str = "",
        where: Test | None = None,
        seconds: float = PATIENCE_SECONDS,
    ) -> Json:
        """Return the bot's next new or edited message since the last action or reply.

        Messages that don't contain the text or don't pass the test are passed over.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while True:
            for record in await self._new_replies(identity, end - loop.time()):
                message: Json = record["payload"]
                self._seen[identity] = record["revision"]
                if contains in text_of(message) and (where is None or where(message)):
                    return message
            if loop.time() >= end:
                raise LocalClientError(f"no such reply to {identity} within {seconds} s")

    async def wait_for_answer(self, query_id: str, *, seconds: float = PATIENCE_SECONDS) -> Json:
        """Return how the bot answered a pressed button: text, show_alert, url."""
        query = await self._ask("GET", f"/queries/{query_id}", params={"wait": round(seconds)})
        if query["answer"] is None:
            raise LocalClientError(f"the button was not answered within {seconds} s")
        answer: Json = query["answer"]
        return answer

    async def history(self, identity: int) -> list[Json]:
        """Return all messages of a chat, oldest first."""
        view = await self.chat(identity)
        return [record["payload"] for record in view["messages"]]

    async def chat(self, identity: int) -> Json:
        """Return a chat with messages, commands, keyboard and flags."""
        view: Json = await self._ask("GET", f"/chats/{identity}")
        return view

    async def state(self) -> Json:
        """Return the bot and all identities."""
        state: Json = await self._ask("GET", "/state")
        return state

    async def add_identity(self, first_name: str, **fields: Any) -> Json:
        """Add a person."""
        person: Json = await self._ask("POST", "/identities", json={"first_name": first_name, **fields})
        return person

    async def block(self, identity: int, *, blocked: bool = True) -> None:
        """Block the bot, or take it back."""
        await self._ask("POST", f"/chats/{identity}/block", json={"blocked": blocked})

    async def download(self, file_id: str) -> bytes:
        """Return the content of a file."""
        response = await self._http.get(f"/files/{file_id}")
        return _checked(response).content

    async def add_fault(self, kind: FaultKind, **fields: Any) -> None:
        """Script a fault; the fields are those of Fault."""
        fault = Fault(kind=kind, **fields)
        await self._ask("POST", "/faults", json=fault.model_dump(mode="json"))

    async def faults(self) -> list[Json]:
        """Return the faults still to come."""
        waiting: list[Json] = await self._ask("GET", "/faults")
        return waiting

    async def clear_faults(self) -> None:
        """Forget all faults."""
        await self._ask("DELETE", "/faults")

    async def calls(self, method: str | None = None, *, chat_id: int | None = None) -> list[Json]:
        """Return the logged Bot API calls."""
        given = {"method": method, "chat_id": chat_id}
        params = {key: value for key, value in given.items() if value is not None}
        logged: list[Json] = await self._ask("GET", "/calls", params=params)
        return logged

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        """Return the client."""
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        await self.close()

    async def _new_replies(self, identity: int, seconds: float) -> list[Json]:
        since = self._seen.get(identity, 0)
        params = {"since": since, "wait": max(round(seconds), 1)}
        view = await self._ask("GET", f"/chats/{identity}", params=params)
        fresh = [record for record in view["messages"] if record["revision"] > since]
        replies = [record for record in fresh if record["payload"]["from"]["is_bot"]]
        return sorted(replies, key=lambda record: record["revision"])

    async def _ask(self, verb: str, path: str, **request: Any) -> Any:
        return _checked(await self._http.request(verb, path, **request)).json()

    def _acted(self, identity: int, record: Json) -> Json:
        """Whatever the bot wrote before is no reply to this action."""
        self._seen[identity] = record["revision"]
        message: Json = record["payload"]
        return message


def text_of(message: Json) -> str:
    """Return the text or caption of a message."""
    return str(message.get("text") or message.get("caption") or "")


def _checked(response: httpx.Response) -> httpx.Response:
    if response.is_error:
        raise LocalClientError(f"{response.status_code}: {response.text}")
    return response
