"""`deadline list|preview`: the deadline rules, and what a rule gives for a trigger date with every reminder."""

import argparse
import sys
from datetime import datetime, time
from pathlib import Path

from bot.commands.arguments import iso_day
from bot.commands.errors import CommandError, sound_content
from bot.commands.printing import json_text
from bot.rendering.plain_deadline import plain_deadlines, plain_preview
from bot.settings import Settings
from knowledge.deadlines.book import DeadlineBook
from knowledge.deadlines.due import DeadlineError, Given
from knowledge.deadlines.listing import list_deadline
from knowledge.deadlines.preview import as_contract, preview
from knowledge.deadlines.stages import DEFAULT_HOUR, QuietHours, SendTimes
from knowledge.errors import UnknownIdError
from knowledge.loader import CONTENT, load_deadlines

HOURS_A_DAY = 24


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `deadline list` and `deadline preview RULE --trigger DATE`."""
    parser = subparsers.add_parser("deadline", help="list deadline rules and preview due dates")
    parser.add_argument(
        "--content", type=Path, default=CONTENT, help="content folder (default: the shipped one)"
    )
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="all rules with trigger and period")
    listing.add_argument("--json", action="store_true")
    showing = actions.add_parser("preview", help="due date, formula and every reminder of a rule")
    showing.add_argument("rule")
    showing.add_argument(
        "--trigger", type=iso_day, metavar="DATE", help="the day the rule counts from, such as 2026-03-01"
    )
    showing.add_argument(
        "--also", type=iso_day, metavar="DATE", help="a second start, for rules that count twice"
    )
    showing.add_argument(
        "--due", type=iso_day, metavar="DATE", help="your own due date, where the document gives no length"
    )
    showing.add_argument(
        "--hour", type=_hour, default=DEFAULT_HOUR, help=f"send hour (default: {DEFAULT_HOUR})"
    )
    showing.add_argument("--quiet", type=_quiet, metavar="HH:MM-HH:MM", help="hours in which nothing is sent")
    showing.add_argument(
        "--as-of", type=iso_day, metavar="DATE", help="mark reminders before this day as past (default: now)"
    )
    showing.add_argument("--json", action="store_true")


def _hour(text: str) -> int:
    if text.isdecimal() and int(text) < HOURS_A_DAY:
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r} is no hour from 0 to 23")


def _quiet(text: str) -> QuietHours:
    start, _, end = text.partition("-")
    try:
        return QuietHours(time.fromisoformat(start), time.fromisoformat(end))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no span such as 22:00-08:00") from None


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the chosen action; returns the exit status."""
    with sound_content():
        book = load_deadlines(args.content)
    return _run_list(book, args) if args.action == "list" else _run_preview(book, args, settings)


def _run_list(book: DeadlineBook, args: argparse.Namespace) -> int:
    if args.json:
        sys.stdout.write(json_text([list_deadline(book, rule) for rule in book.rules.values()]))
    else:
        sys.stdout.write(plain_deadlines(book))
    return 0


def _run_preview(book: DeadlineBook, args: argparse.Namespace, settings: Settings) -> int:
    times = SendTimes(settings.zone, args.hour, args.quiet)
    start_of_day = datetime.combine(args.as_of, time(), tzinfo=settings.zone) if args.as_of else None
    try:
        shown = preview(
            book.rule(args.rule),
            Given(args.trigger, args.also, args.due),
            calendar=book.calendar,
            times=times,
            now=start_of_day or datetime.now(settings.zone),
        )
    except UnknownIdError:
        raise CommandError(f"deadline: no rule {args.rule!r}; see: deadline list") from None
    except DeadlineError as error:
        raise CommandError(f"deadline preview: {error}") from None
    if args.json:
        sys.stdout.write(json_text(as_contract(shown)))
    else:
        sys.stdout.write(plain_preview(book, shown, zone=settings.timezone))
    return 0
