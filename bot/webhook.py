"""The webhook: takes updates that the Bot API server delivers by calling us."""

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  # the header's name, not a secret
# Telegram's updates are a few kilobytes; files are fetched separately.
MAX_BYTES = 1_000_000
Accept = Callable[[dict[str, Any]], Awaitable[None]]


def build_webhook(path: str, *, secret: str, accept: Accept) -> Starlette:
    """An application that hands over each update posted to the path with the right secret."""

    async def receive(request: Request) -> Response:
        # Compared in constant time, before anything of the body is read.
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        body = await _read(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except ValueError:
            return Response(status_code=400)
        if not isinstance(update, dict):
            return Response(status_code=400)
        await accept(update)
        return Response(status_code=200)

    async def healthy(_: Request) -> Response:
        return Response("ok", media_type="text/plain")

    return Starlette(routes=[Route(path or "/", receive, methods=["POST"]), Route("/healthz", healthy)])


async def _read(request: Request) -> bytes | None:
    """The body, or None when it is too large; no more is kept than is allowed."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > MAX_BYTES:
            return None
    return body
