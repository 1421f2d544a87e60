"""The Bot API's HTTP edge: token, method, parameters, faults, log."""

import asyncio
import logging
import secrets
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from bot.local import about, editing, receiving, sending
from bot.local.about import Method, text_getter, text_setter
from bot.local.errors import ApiError, Json
from bot.local.faults import Fault, FaultKind
from bot.local.methods import BY_LOWER_NAME
from bot.local.parameters import Upload, check_call
from bot.local.wire import read_request
from bot.local.world import World

log = logging.getLogger(__name__)

METHODS: Final[dict[str, Method]] = {
    "getMe": about.get_me,
    "logOut": about.leave,
    "close": about.leave,
    "getUpdates": receiving.get_updates,
    "setWebhook": receiving.set_webhook,
    "deleteWebhook": receiving.delete_webhook,
    "getWebhookInfo": receiving.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_text,
    "editMessageCaption": editing.edit_caption,
    "editMessageReplyMarkup": editing.edit_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": editing.answer_callback_query,
    "setMyCommands": about.set_my_commands,
    "getMyCommands": about.get_my_commands,
    "deleteMyCommands": about.delete_my_commands,
    "setMyName": text_setter("name", "name", 64),
    "getMyName": text_getter("name", "name"),
    "setMyDescription": text_setter("description", "description", 512),
    "getMyDescription": text_getter("description", "description"),
    "setMyShortDescription": text_setter("short", "short_description", 120),
    "getMyShortDescription": text_getter("short", "short_description"),
    "setChatMenuButton": about.set_chat_menu_button,
    "getChatMenuButton": about.get_chat_menu_button,
    "getFile": about.get_file,
    "getChat": about.get_chat,
    "getChatMember": about.get_chat_member,
}
NO_ANSWER: Final = 0
LOOK_SECONDS: Final = 0.05


class BotApi:
    """Serves /bot<token>/<method> and /file/bot<token>/<path>."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def call(self, request: Request) -> Response:
        """Answer one call of a method."""
        asked = request.path_params["method"]
        if not self._is_token_right(request):
            return _refuse(ApiError(401, "Unauthorized"))
        method = BY_LOWER_NAME.get(asked.lower())
        if method is None:
            log.warning("refused an unknown Bot API method: %s", asked[:64])
            return _refuse(ApiError(404, "Not Found"))
        try:
            raw, uploads = await read_request(request)
        except ApiError as refusal:
            return self._finish(method, {}, refusal)
        fault = self._world.faults.take(method, self._chat_id(raw))
        if fault is not None:
            return await self._fail(request, method, (raw, uploads), fault)
        return await self._run(method, raw, uploads)

    async def download(self, request: Request) -> Response:
        """Answer with the content of a file."""
        if not self._is_token_right(request):
            return _refuse(ApiError(401, "Unauthorized"))
        file = self._world.files.get_by_path(request.path_params["path"])
        if file is None:
            return _refuse(ApiError(404, "Not Found"))
        return Response(self._world.files.content(file), media_type="application/octet-stream")

    async def _run(self, method: str, raw: Json, uploads: dict[str, Upload]) -> Response:
        shown = _shown(raw, uploads)
        try:
            result = await METHODS[method](self._world, check_call(method, raw, uploads))
        except ApiError as refusal:
            return self._finish(method, shown, refusal)
        self._log(method, shown, 200, {"ok": True, "result": result})
        return JSONResponse({"ok": True, "result": result})

    async def _fail(
        self, request: Request, method: str, given: tuple[Json, dict[str, Upload]], fault: Fault
    ) -> Response:
        shown = _shown(*given)
        if refusal := fault.error():
            return self._finish(method, shown, refusal)
        if fault.kind is FaultKind.TIMEOUT_AFTER:
            await self._run(method, *given)
        else:
            self._log(method, shown, NO_ANSWER, {})
        await self._hold(request, fault.seconds)
        return _refuse(ApiError(504, "Gateway Timeout"))

    async def _hold(self, request: Request, seconds: float) -> None:
        """Keep the caller waiting until it hangs up."""
        loop = asyncio.get_running_loop()
        end = loop.time() + seconds
        while loop.time() < end and not self._world.events.is_closed:
            if await request.is_disconnected():
                return
            await asyncio.sleep(min(LOOK_SECONDS, seconds))

    def _finish(self, method: str, shown: Json, refusal: ApiError) -> Response:
        # Descriptions may quote what was sent, so they stay in the call log.
        log.info("refused %s: %s", method, refusal.code)
        self._log(method, shown, refusal.code, refusal.body())
        return _refuse(refusal)

    def _log(self, method: str, shown: Json, status: int, response: Json) -> None:
        now = self._world.clock()
        self._world.calls.add(method, shown, at=now, status=status, response=response)

    def _is_token_right(self, request: Request) -> bool:
        given: str = request.path_params["token"]
        return secrets.compare_digest(given.encode(), self._world.account.token.encode())

    def _chat_id(self, raw: Json) -> int | None:
        query = self._world.queries.get(str(raw.get("callback_query_id")))
        if query is not None:
            return query.chat_id
        given = str(raw.get("chat_id"))
        return int(given) if given.lstrip("-").isdecimal() else None


def _refuse(refusal: ApiError) -> JSONResponse:
    return JSONResponse(refusal.body(), status_code=refusal.code)


def _shown(raw: Json, uploads: dict[str, Upload]) -> Json:
    files: dict[str, Any] = {
        name: {"file": upload.name, "size": len(upload.content)} for name, upload in uploads.items()
    }
    return raw | files
