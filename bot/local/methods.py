"""The Bot API methods served here with their parameters, after the published specification.

A kind ending in "!" is required. "unsupported" parameters exist on Telegram and are refused here
by name, so that nothing is silently without effect.
"""

from typing import Final

UNSUPPORTED: Final = "unsupported"

_PLACE: Final = {"business_connection_id": UNSUPPORTED, "chat_id": "chat!", "message_thread_id": UNSUPPORTED}
_SENDING: Final = _PLACE | {
    "direct_messages_topic_id": UNSUPPORTED,
    "disable_notification": "bool",
    "protect_content": "bool",
    "allow_paid_broadcast": "bool",
    "message_effect_id": UNSUPPORTED,
    "suggested_post_parameters": UNSUPPORTED,
    "reply_parameters": "object",
    "reply_markup": "object",
}
# What belongs to one message, and to no group of them.
_SINGLE: Final = {"reply_markup", "suggested_post_parameters"}
_CAPTION: Final = {"caption": "str", "parse_mode": "str", "caption_entities": "array"}
_TEXT: Final = {"parse_mode": "str", "entities": "array", "link_preview_options": "object"}
# One of chat_id + message_id or inline_message_id is required; there is no inline mode here.
_EDITING: Final = {
    "business_connection_id": UNSUPPORTED,
    "chat_id": "chat",
    "message_id": "int",
    "inline_message_id": UNSUPPORTED,
    "reply_markup": "object",
}
_LANGUAGE: Final = {"language_code": "str"}
_SCOPE: Final = {"scope": "object"} | _LANGUAGE

PARAMETERS: Final[dict[str, dict[str, str]]] = {
    "getMe": {},
    "logOut": {},
    "close": {},
    "getUpdates": {"offset": "int", "limit": "int", "timeout": "int", "allowed_updates": "array"},
    "setWebhook": {
        "url": "str!",
        "certificate": "file",
        "ip_address": "str",
        "max_connections": "int",
        "allowed_updates": "array",
        "drop_pending_updates": "bool",
        "secret_token": "str",
    },
    "deleteWebhook": {"drop_pending_updates": "bool"},
    "getWebhookInfo": {},
    "sendMessage": _SENDING | _TEXT | {"text": "str!"},
    "sendDocument": _SENDING
    | _CAPTION
    | {"document": "file!", "thumbnail": UNSUPPORTED, "disable_content_type_detection": "bool"},
    "sendPhoto": _SENDING
    | _CAPTION
    | {"photo": "file!", "show_caption_above_media": "bool", "has_spoiler": "bool"},
    "sendMediaGroup": {name: kind for name, kind in _SENDING.items() if name not in _SINGLE}
    | {"media": "array!"},
    "sendChatAction": _PLACE | {"action": "str!"},
    "editMessageText": _EDITING | _TEXT | {"text": "str", "rich_message": UNSUPPORTED},
    "editMessageCaption": _EDITING | _CAPTION | {"show_caption_above_media": "bool"},
    "editMessageReplyMarkup": dict(_EDITING),
    "deleteMessage": {"chat_id": "chat!", "message_id": "int!"},
    "answerCallbackQuery": {
        "callback_query_id": "str!",
        "text": "str",
        "show_alert": "bool",
        "url": "str",
        "cache_time": "int",
    },
    "setMyCommands": {"commands": "array!"} | _SCOPE,
    "getMyCommands": dict(_SCOPE),
    "deleteMyCommands": dict(_SCOPE),
    "setMyName": {"name": "str"} | _LANGUAGE,
    "getMyName": dict(_LANGUAGE),
    "setMyDescription": {"description": "str"} | _LANGUAGE,
    "getMyDescription": dict(_LANGUAGE),
    "setMyShortDescription": {"short_description": "str"} | _LANGUAGE,
    "getMyShortDescription": dict(_LANGUAGE),
    "setChatMenuButton": {"chat_id": "int", "menu_button": "object"},
    "getChatMenuButton": {"chat_id": "int"},
    "getFile": {"file_id": "str!"},
    "getChat": {"chat_id": "chat!"},
    "getChatMember": {"chat_id": "chat!", "user_id": "int!"},
}
# Method names are not case-sensitive on Telegram.
BY_LOWER_NAME: Final = {name.lower(): name for name in PARAMETERS}
