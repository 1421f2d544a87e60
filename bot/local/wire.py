"""Reading a Bot API request in any of the forms that Telegram takes."""

from collections.abc import Mapping

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.local.errors import Json, bad_request
from bot.local.parameters import Upload

# Telegram takes uploads of 50 MB from bots; a little more for the other parts.
LARGEST_BODY = 51 * 1024 * 1024
LARGEST_PART = 1024 * 1024


async def read_request(request: Request) -> tuple[Json, dict[str, Upload]]:
    """Return the parameters of query and body, and the files sent along."""
    values: Json = dict(request.query_params)
    if int(request.headers.get("content-length") or 0) > LARGEST_BODY:
        raise bad_request("request entity too large")
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method != "POST" or not kind:
        return values, {}
    if kind == "application/json":
        return values | await _read_json(request), {}
    if kind in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        fields, uploads = await read_form(request)
        return values | fields, uploads
    raise bad_request(f"unsupported content type {kind}")


async def read_form(request: Request) -> tuple[Json, dict[str, Upload]]:
    """Return the fields and files of a form."""
    try:
        async with request.form(max_part_size=LARGEST_PART) as form:
            uploads = {name: part for name, part in form.items() if isinstance(part, UploadFile)}
            fields = {name: part for name, part in form.items() if isinstance(part, str)}
            return fields, await _read_files(uploads)
    except HTTPException:
        raise bad_request("can't parse the form") from None


async def _read_files(parts: Mapping[str, UploadFile]) -> dict[str, Upload]:
    return {
        name: Upload(
            part.filename or "file", part.content_type or "application/octet-stream", await part.read()
        )
        for name, part in parts.items()
    }


async def _read_json(request: Request) -> Json:
    try:
        body = await request.json()
    except ValueError:
        raise bad_request("can't parse JSON") from None
    if not isinstance(body, dict):
        raise bad_request("can't parse JSON: object expected")
    return body
