"""Checking and converting the parameters of a call before its method runs."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.local.errors import ApiError, Json, bad_request
from bot.local.methods import PARAMETERS, UNSUPPORTED


@dataclass(frozen=True)
class Upload:
    """A file that came with a request."""

    name: str
    mime_type: str
    content: bytes


@dataclass(frozen=True)
class Call:
    """One call with parameters of the right types; only what was given is there."""

    method: str
    values: Json = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter or the default."""
        return self.values.get(name, default)


MISSING: Final = {
    "chat_id": "chat_id is empty",
    "message_id": "message identifier is not specified",
    "text": "message text is empty",
    "document": "there is no document in the request",
    "photo": "there is no photo in the request",
    "action": "wrong parameter action in request",
    "file_id": "file_id not specified",
    "user_id": "invalid user_id specified",
    "callback_query_id": "query is too old and response timeout expired or query ID is invalid",
}
MAY_BE_EMPTY: Final = frozenset({"url", "text"})


def check_call(method: str, raw: Json, uploads: Mapping[str, Upload]) -> Call:
    """Return the call with converted parameters, or refuse the first that is wrong."""
    table = PARAMETERS[method]
    values: Json = {}
    for name, value in raw.items():
        kind = table.get(name)
        if kind is None:
            raise bad_request(f'unknown parameter "{name}" of method {method}')
        if kind == UNSUPPORTED:
            raise bad_request(f'parameter "{name}" is not supported by the local messenger')
        values[name] = CONVERTERS[kind.removesuffix("!")](name, value)
    _check_uploads(table, uploads, raw)
    for name, kind in table.items():
        if kind.endswith("!") and not _is_present(name, values, uploads):
            raise bad_request(MISSING.get(name, f'parameter "{name}" is required'))
    return Call(method, values, uploads)


def _is_present(name: str, values: Json, uploads: Mapping[str, Upload]) -> bool:
    return name in uploads or (name in values and (name in MAY_BE_EMPTY or values[name] != ""))


def _check_uploads(table: Mapping[str, str], uploads: Mapping[str, Upload], raw: Json) -> None:
    attached = {str(value).removeprefix("attach://") for value in raw.values()}
    for name in uploads:
        is_named = name in attached or f"attach://{name}" in str(raw.get("media", ""))
        if not table.get(name, "").startswith("file") and not is_named:
            raise bad_request(f'unexpected file "{name}"')


def _text(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise _wrong_type(name, "String")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise bad_request("strings must be encoded in UTF-8") from None
    return value


def _integer(name: str, value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lstrip("-").isdecimal() and value.isascii():
        return int(value)
    raise _wrong_type(name, "Integer")


def _boolean(name: str, value: object) -> bool:
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    known = words.get(str(value).lower())
    if known is None:
        raise _wrong_type(name, "Boolean")
    return known


def _chat(name: str, value: object) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return _text(name, value)
    if value in {"", None}:
        raise bad_request("chat_id is empty")
    try:
        return _integer(name, value)
    except ApiError:
        raise bad_request("chat not found") from None


def _json(name: str, value: object, kind: type, word: str) -> Any:
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {name} JSON {word.lower()}") from None
    if not isinstance(value, kind):
        raise _wrong_type(name, word)
    return value


def _object(name: str, value: object) -> Json:
    found: Json = _json(name, value, dict, "Object")
    return found


def _array(name: str, value: object) -> list[Any]:
    found: list[Any] = _json(name, value, list, "Array")
    return found


def _wrong_type(name: str, word: str) -> ApiError:
    return bad_request(f'parameter "{name}" must be of type {word}')


CONVERTERS: Final[dict[str, Callable[[str, object], Any]]] = {
    "str": _text,
    "int": _integer,
    "bool": _boolean,
    "chat": _chat,
    "object": _object,
    "array": _array,
    "file": _text,
}
