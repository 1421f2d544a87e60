"""Arguments that several commands take."""

import argparse
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from bot.commands.errors import CommandError

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def iso_day(text: str) -> date:
    """A day in the one form that the help shows."""
    try:
        if ISO_DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-11-22")


def numbered_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a batch file that hold something, with their numbers."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"cannot read {path}: {error}") from None
    yield from ((number, line) for number, line in enumerate(lines, 1) if line.strip())
