"""The table of handlers."""

import ast
import re
from pathlib import Path

from telegram.ext import CallbackQueryHandler

import handlers
from bot.callback_data import CODES

FOLDER = Path(handlers.__file__).parent


def test_handlers_do_not_import_each_other():
    """What two conversations share lives in a lower package."""
    for path in FOLDER.glob("*.py"):
        if path.name == "__init__.py":
            continue
        modules = [
            node.module for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.ImportFrom)
        ]
        assert not [name for name in modules if name and name.split(".")[0] == "handlers"], path.name


def test_every_payload_has_a_handler():
    """A button of every kind is recognized before the one that calls it stale."""
    patterns = [
        handler.pattern.pattern
        for handler in handlers.HANDLERS[0]
        if isinstance(handler, CallbackQueryHandler) and isinstance(handler.pattern, re.Pattern)
    ]
    assert {pattern.split(":")[1].partition("(")[0] for pattern in patterns} == set(CODES)
