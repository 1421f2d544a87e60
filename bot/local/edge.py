"""The HTTP application: routes, the page, and the headers that keep strangers out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.local.api import BotApi
from bot.local.control import Control
from bot.local.world import World

WEB: Final = Path(__file__).with_name("web")
HOSTS: Final = frozenset({"127.0.0.1", "localhost"})
HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
        "media-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


def build_app(world: World, page_token: str) -> Starlette:
    """Return the application that serves the Bot API and the web chat."""
    api, control = BotApi(world), Control(world, page_token)

    async def page(request: Request) -> Response:
        if not control.is_token_right(request):
            return PlainTextResponse("请用启动时显示的完整地址打开（其中带有访问口令）。", status_code=403)
        return FileResponse(WEB / "chat.html", headers={"cache-control": "no-store"})

    routes: Sequence[BaseRoute] = [
        Route("/", page),
        *control.routes(),
        Mount("/web", StaticFiles(directory=WEB)),
        Route("/bot{token}/{method}", api.call, methods=["GET", "POST"]),
        Route("/file/bot{token}/{path:path}", api.download),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Gate)])


class Gate:
    """Refuses foreign host names (DNS rebinding) and adds the security headers."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        host = Headers(scope=scope).get("host", "").rpartition(":")
        if (host[0] or host[2]) not in HOSTS:
            await PlainTextResponse("Misdirected Request", status_code=421)(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("cache-control", "no-cache")
            await send(message)

        await self._app(scope, receive, send_guarded)
