"""Validation of reply_markup: inline keyboards, reply keyboards, their removal, forced replies."""

from collections.abc import Mapping
from typing import Any, Final

from bot.local.errors import Json, bad_request
from bot.local.html_markup import normal_url

MOST_BUTTONS: Final = 100
MOST_CALLBACK_BYTES: Final = 64
MOST_COPIED: Final = 256
ACTIONS: Final = frozenset({"callback_data", "url", "copy_text"})
STYLES: Final = frozenset({"danger", "success", "primary"})
BUTTON_FIELDS: Final = ACTIONS | {"text", "style"}
KEYBOARD_FIELDS: Final = {
    "keyboard": list,
    "is_persistent": bool,
    "resize_keyboard": bool,
    "one_time_keyboard": bool,
    "input_field_placeholder": str,
    "selective": bool,
}
REMOVE_FIELDS: Final = {"remove_keyboard": bool, "selective": bool}
REPLY_FIELDS: Final = {"force_reply": bool, "input_field_placeholder": str, "selective": bool}


def check_markup(markup: Json | None, *, only_inline: bool = False) -> Json | None:
    """Return the markup in its normal form, or refuse it."""
    if markup is None or markup == {}:
        return None
    if "inline_keyboard" in markup:
        return _check_inline(markup)
    if only_inline:
        raise bad_request("object expected as reply markup")
    for key, fields in (
        ("keyboard", KEYBOARD_FIELDS),
        ("remove_keyboard", REMOVE_FIELDS),
        ("force_reply", REPLY_FIELDS),
    ):
        if key in markup:
            _check_fields(markup, fields, "reply markup")
            return _check_reply_keyboard(markup) if key == "keyboard" else dict(markup)
    raise bad_request("object expected as reply markup")


def is_inline(markup: Json | None) -> bool:
    """Tell whether the markup belongs to the message itself."""
    return bool(markup) and "inline_keyboard" in (markup or {})


def _check_inline(markup: Json) -> Json | None:
    _check_fields(markup, {"inline_keyboard": list}, "inline keyboard")
    rows = [[_check_button(button) for button in row] for row in _rows(markup["inline_keyboard"])]
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _check_reply_keyboard(markup: Json) -> Json:
    rows = [[_check_key(button) for button in row] for row in _rows(markup["keyboard"])]
    rows = [row for row in rows if row]
    if not rows:
        raise bad_request("reply keyboard is empty")
    return markup | {"keyboard": rows}


def _rows(rows: object) -> list[list[Any]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request("keyboard must be an Array of Arrays of buttons")
    if sum(len(row) for row in rows) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return rows


def _check_button(button: object) -> Json:
    prefix = "can't parse inline keyboard button"
    if not isinstance(button, dict):
        raise bad_request("inline keyboard button must be an Object")
    if unknown := set(button) - BUTTON_FIELDS:
        raise bad_request(f'{prefix}: field "{min(unknown)}" is not supported by the local messenger')
    _check_text(button, prefix)
    actions = ACTIONS & set(button)
    if not actions:
        raise bad_request(f"{prefix}: Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"{prefix}: exactly one action is allowed")
    checked = dict(button)
    CHECKS[min(actions)](checked)
    return checked


def _check_key(button: object) -> Json:
    if isinstance(button, str):
        button = {"text": button}
    if not isinstance(button, dict):
        raise bad_request("keyboard button must be an Object or a String")
    if unknown := set(button) - {"text", "style"}:
        raise bad_request(f'keyboard button field "{min(unknown)}" is not supported by the local messenger')
    _check_text(button, "can't parse keyboard button")
    return dict(button)


def _check_text(button: Json, prefix: str) -> None:
    text = button.get("text")
    if not isinstance(text, str):
        raise bad_request(f'{prefix}: Can\'t find field "text"')
    if not text.strip():
        raise bad_request(f"{prefix}: button text must not be empty")
    if button.get("style", "primary") not in STYLES:
        raise bad_request(f"{prefix}: invalid button style specified")


def _check_callback(button: Json) -> None:
    data = button["callback_data"]
    if not isinstance(data, str) or not 1 <= len(data.encode(errors="replace")) <= MOST_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(button: Json) -> None:
    url = normal_url(button["url"]) if isinstance(button["url"], str) else None
    if url is None:
        raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
    button["url"] = url


def _check_copy(button: Json) -> None:
    copied = button["copy_text"]
    text = copied.get("text") if isinstance(copied, dict) else None
    if not isinstance(text, str) or not 1 <= len(text) <= MOST_COPIED:
        raise bad_request("BUTTON_COPY_TEXT_INVALID")


def _check_fields(markup: Json, fields: Mapping[str, type], what: str) -> None:
    for name, value in markup.items():
        if name not in fields:
            raise bad_request(f'unknown field "{name}" in {what}')
        if not isinstance(value, fields[name]):
            raise bad_request(f'field "{name}" of {what} has a wrong type')


CHECKS: Final = {"callback_data": _check_callback, "url": _check_url, "copy_text": _check_copy}
