"""The endpoints behind the web chat and the test client, protected by the page token."""

import asyncio
import json
import secrets
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Final, TypeVar
from urllib.parse import quote

from pydantic import BaseModel, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.local import people, views
from bot.local.chats import Chat
from bot.local.control_bodies import Blocking, Choice, Newcomer, Text
from bot.local.errors import ApiError
from bot.local.faults import Fault
from bot.local.identity import Identity
from bot.local.images import image_size
from bot.local.parameters import Upload
from bot.local.wire import read_form
from bot.local.world import World

KEEP_ALIVE_SECONDS: Final = 15.0
LONGEST_WAIT: Final = 30.0
FIRST_NEW_ID: Final = 7_000_000_001
INLINE_KINDS: Final = ("audio/", "image/png", "image/jpeg", "image/gif", "image/webp")
Endpoint = Callable[[Request], Awaitable[Response]]
Body = TypeVar("Body", bound=BaseModel)


class Control:
    """Serves /control/…: people's actions, live events, faults and the call log."""

    def __init__(self, world: World, page_token: str) -> None:
        self._world = world
        self._page_token = page_token

    def routes(self) -> list[Route]:
        """Return all routes of the web chat's interface."""
        chat, message = "/control/chats/{chat_id:int}", "/control/chats/{chat_id:int}/messages/{id:int}"
        table: list[tuple[str, str, Endpoint]] = [
            ("GET", "/control/state", self.get_state),
            ("POST", "/control/identities", self.add_identity),
            ("GET", chat, self.get_chat),
            ("POST", f"{chat}/messages", self.say),
            ("POST", f"{chat}/files", self.send_file),
            ("POST", f"{chat}/block", self.block),
            ("POST", f"{message}/edit", self.edit),
            ("POST", f"{message}/press", self.press),
            ("GET", "/control/queries/{id}", self.get_query),
            ("GET", "/control/events", self.stream),
            ("GET", "/control/files/{file_id}", self.get_file),
            ("GET", "/control/faults", self.list_faults),
            ("POST", "/control/faults", self.add_fault),
            ("DELETE", "/control/faults", self.clear_faults),
            ("GET", "/control/calls", self.list_calls),
        ]
        return [Route(path, self._guarded(endpoint), methods=[verb]) for verb, path, endpoint in table]

    def is_token_right(self, request: Request) -> bool:
        """Compare the given token in constant time."""
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        given = given or request.query_params.get("token", "")
        return secrets.compare_digest(given.encode(), self._page_token.encode())

    async def get_state(self, _: Request) -> Response:
        """Return the bot and all identities."""
        return JSONResponse(views.overview(self._world))

    async def add_identity(self, request: Request) -> Response:
        """Add a person."""
        wanted = await _body(request, Newcomer)
        taken = {chat.id for chat in self._world.chats.list_chats()}
        number = wanted.id or max({FIRST_NEW_ID, *(known + 1 for known in taken)})
        if number in taken:
            raise ApiError(409, "这个编号已经有人用了")
        label = wanted.label.strip() or wanted.first_name
        person = Identity(number, wanted.first_name.strip(), label, wanted.language_code)
        return JSONResponse(views.identity_view(self._world.chats.join(person)))

    async def get_chat(self, request: Request) -> Response:
        """Return a chat, waiting for something of the bot after a revision if asked to."""
        chat = people.chat_of(self._world, request.path_params["chat_id"])
        since, seconds = _number(request, "since", -1), _number(request, "wait", 0)
        await self._wait(lambda: self._has_reply(chat, since), seconds)
        return JSONResponse(views.chat_view(self._world, chat))

    async def say(self, request: Request) -> Response:
        """Send a text as a person."""
        wanted = await _body(request, Text)
        chat_id = request.path_params["chat_id"]
        message = people.say(self._world, chat_id, wanted.text, reply_to=wanted.reply_to)
        return JSONResponse(message.record())

    async def send_file(self, request: Request) -> Response:
        """Send a file as a person; a sticker needs an emoji only."""
        fields, uploads = await read_form(request)
        upload = uploads.get("file")
        if upload is None and fields.get("kind") == "sticker":
            upload = Upload("sticker.png", "image/png", people.STICKER)
        if upload is None:
            raise ApiError(400, "没有选择文件")
        chat_id = request.path_params["chat_id"]
        return JSONResponse(people.send_file(self._world, chat_id, upload, fields).record())

    async def edit(self, request: Request) -> Response:
        """Change one's own text."""
        wanted, place = await _body(request, Text), request.path_params
        message = people.edit(self._world, place["chat_id"], place["id"], wanted.text)
        return JSONResponse(message.record())

    async def press(self, request: Request) -> Response:
        """Press a button."""
        wanted, place = await _body(request, Choice), request.path_params
        query = people.press(self._world, place["chat_id"], place["id"], wanted.model_dump())
        return JSONResponse(query.record() | {"revision": self._world.events.revision})

    async def block(self, request: Request) -> Response:
        """Block the bot or take it back."""
        wanted = await _body(request, Blocking)
        people.set_blocked(self._world, request.path_params["chat_id"], is_blocked=wanted.blocked)
        return JSONResponse({})

    async def get_query(self, request: Request) -> Response:
        """Return a pressed button's query, waiting for the answer if asked to."""
        query = self._world.queries.get(request.path_params["id"])
        if query is None:
            raise ApiError(404, "没有这次点击")
        await self._wait(lambda: query.answer is not None, _number(request, "wait", 0))
        return JSONResponse(query.record())

    async def get_file(self, request: Request) -> Response:
        """Return a file: pictures and sound to show, everything else to save."""
        file = self._world.files.get(request.path_params["file_id"])
        if file is None:
            raise ApiError(404, "没有这个文件")
        content = self._world.files.content(file)
        is_shown = file.mime_type.startswith(INLINE_KINDS) or image_size(content) is not None
        kind = "inline" if is_shown and "download" not in request.query_params else "attachment"
        headers = {
            "content-disposition": f"{kind}; filename*=UTF-8''{quote(file.name)}",
            "cache-control": "private, max-age=86400",
        }
        return Response(content, media_type=file.mime_type, headers=headers)

    async def stream(self, _: Request) -> Response:
        """Tell all changes as they happen."""
        headers = {"cache-control": "no-store"}
        return StreamingResponse(self._events(), media_type="text/event-stream", headers=headers)

    async def list_faults(self, _: Request) -> Response:
        """Return the faults still to come."""
        waiting = self._world.faults.list_waiting()
        return JSONResponse([fault.model_dump(mode="json") for fault in waiting])

    async def add_fault(self, request: Request) -> Response:
        """Script a fault."""
        self._world.faults.add(await _body(request, Fault))
        return await self.list_faults(request)

    async def clear_faults(self, request: Request) -> Response:
        """Forget all faults."""
        self._world.faults.clear()
        return await self.list_faults(request)

    async def list_calls(self, request: Request) -> Response:
        """Return the logged Bot API calls, all or those of a method or chat."""
        chat_id = _number(request, "chat_id", 0) or None
        calls = self._world.calls.find(request.query_params.get("method"), chat_id=chat_id)
        return JSONResponse([call.record() for call in calls])

    def _guarded(self, endpoint: Endpoint) -> Endpoint:
        async def guarded(request: Request) -> Response:
            if not self.is_token_right(request):
                return JSONResponse({"error": "访问口令不对"}, status_code=403)
            try:
                return await endpoint(request)
            except ApiError as refusal:
                return JSONResponse({"error": refusal.description}, status_code=refusal.code)

        return guarded

    @staticmethod
    def _has_reply(chat: Chat, since: int) -> bool:
        return any(m.revision > since and m.is_from_bot for m in chat.messages.values())

    async def _wait(self, is_met: Callable[[], bool], seconds: float) -> None:
        loop, hub = asyncio.get_running_loop(), self._world.events
        end = loop.time() + min(seconds, LONGEST_WAIT)
        while not is_met() and not hub.is_closed and (left := end - loop.time()) > 0:
            await hub.bell.wait(left)

    async def _events(self) -> AsyncIterator[str]:
        yield "retry: 1000\n\n"
        async for event in self._world.events.listen(KEEP_ALIVE_SECONDS):
            yield ": \n\n" if event is None else f"data: {json.dumps(event, ensure_ascii=False)}\n\n"


async def _body(request: Request, kind: type[Body]) -> Body:
    try:
        return kind.model_validate_json(await request.body())
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise ApiError(400, f"请求不对：{place} {first['msg']}") from None


def _number(request: Request, name: str, default: int) -> int:
    given = request.query_params.get(name, "")
    return int(given) if given.lstrip("-").isdecimal() else default
