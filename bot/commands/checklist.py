"""`checklist list|show`: the procedures as checklists, and one of them whole."""

import argparse
import sys
from pathlib import Path

from bot.commands.errors import CommandError, sound_content
from bot.commands.printing import json_text
from bot.rendering.plain_checklist import plain_checklist, plain_checklists
from bot.settings import Settings
from knowledge.checklists.book import ChecklistBook
from knowledge.checklists.listing import list_checklist, show_checklist
from knowledge.errors import UnknownIdError
from knowledge.loader import CONTENT, load_checklists


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `checklist list` and `checklist show ID`."""
    parser = subparsers.add_parser("checklist", help="list the checklists and show one of them")
    parser.add_argument(
        "--content", type=Path, default=CONTENT, help="content folder (default: the shipped one)"
    )
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="all checklists with their scope and number of steps")
    listing.add_argument("--json", action="store_true")
    showing = actions.add_parser("show", help="one checklist with all of its steps")
    showing.add_argument("id", help="the checklist's id, such as tuijian.democratic")
    showing.add_argument("--json", action="store_true")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the chosen action; returns the exit status."""
    del settings
    with sound_content():
        book = load_checklists(args.content)
    return _run_list(book, args) if args.action == "list" else _run_show(book, args)


def _run_list(book: ChecklistBook, args: argparse.Namespace) -> int:
    if args.json:
        sys.stdout.write(json_text([list_checklist(book, template) for template in book.templates.values()]))
    else:
        sys.stdout.write(plain_checklists(book))
    return 0


def _run_show(book: ChecklistBook, args: argparse.Namespace) -> int:
    try:
        template = book.template(args.id)
    except UnknownIdError:
        raise CommandError(f"checklist: no checklist {args.id!r}; see: checklist list") from None
    if args.json:
        sys.stdout.write(json_text(show_checklist(book, template)))
    else:
        sys.stdout.write(plain_checklist(book, template))
    return 0
