"""`eligibility list|show|check`: the rules, one of them as text, and verdicts on given facts."""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.commands.arguments import iso_day, numbered_lines
from bot.commands.errors import CommandError, sound_content
from bot.commands.printing import json_text
from bot.rendering.plain_eligibility import plain_result
from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.explanation import as_contract, explain
from knowledge.eligibility.facts import FactError
from knowledge.eligibility.listing import list_rule, print_rule
from knowledge.eligibility.reference import print_reference
from knowledge.eligibility.rulebook import Rulebook
from knowledge.eligibility.rules import EligibilityRule
from knowledge.loader import load_rulebook


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `eligibility list|show RULE|check RULE --facts JSON|docs DIR` and `check --batch IN --out OUT`."""
    parser = subparsers.add_parser("eligibility", help="list, show and check eligibility rules")
    actions = parser.add_subparsers(dest="action", required=True)
    listing = actions.add_parser("list", help="all rules with the facts they ask for")
    listing.add_argument("--json", action="store_true")
    showing = actions.add_parser("show", help="one rule as indented text with its citations")
    showing.add_argument("rule")
    documenting = actions.add_parser("docs", help="all rules as Markdown pages to proof-read")
    documenting.add_argument("folder", type=Path)
    checking = actions.add_parser("check", help="the verdict of a rule on given facts")
    checking.add_argument("rule", nargs="?", help="the rule's id; not with --batch")
    checking.add_argument("--facts", default="{}", metavar="JSON", help="""such as '{"age": 45}'""")
    checking.add_argument(
        "--as-of", type=iso_day, help="the day of the check, such as 2026-11-22 (default: today)"
    )
    checking.add_argument("--json", action="store_true", help="print the result as JSON")
    checking.add_argument(
        "--batch", type=Path, metavar="IN.jsonl", help='lines of {"id", "rule", "facts", "as_of"?}'
    )
    checking.add_argument("--out", type=Path, metavar="OUT.jsonl")


def run(args: argparse.Namespace, settings: Any) -> int:
    """Run the chosen action; returns the exit status."""
    del settings
    with sound_content():
        book = load_rulebook()
    if args.action == "list":
        return _run_list(book, args)
    if args.action == "show":
        sys.stdout.write(print_rule(book, _rule(book, args.rule)))
        return 0
    if args.action == "docs":
        return _run_docs(book, args.folder)
    return _run_check(book, args)


def _run_list(book: Rulebook, args: argparse.Namespace) -> int:
    if args.json:
        rows = [list_rule(book, rule) for rule in book.rules.values()]
        sys.stdout.write(json_text(rows))
        return 0
    for rule in book.rules.values():
        facts = " ".join(fact.id for fact in book.facts_of(rule))
        sys.stdout.write(f"{rule.id}  {rule.title}  [{facts}]\n")
    return 0


def _run_docs(book: Rulebook, folder: Path) -> int:
    """Write the pages into a folder."""
    pages = print_reference(book)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in pages.items():
            (folder / name).write_text(text, encoding="utf-8")
    except OSError as error:
        raise CommandError(f"cannot write into {folder}: {error.strerror}") from None
    sys.stdout.write(f"{len(pages)} pages in {folder}\n")
    return 0


def _run_check(book: Rulebook, args: argparse.Namespace) -> int:
    today = args.as_of or datetime.now(UTC).date()
    if (args.rule is None) == (args.batch is None):
        raise CommandError("eligibility check: give either a RULE or --batch IN.jsonl --out OUT.jsonl")
    if (args.batch is None) != (args.out is None):
        raise CommandError("eligibility check: --batch and --out go together")
    if args.batch:
        return _run_batch(book, args, today)
    rule = _rule(book, args.rule)
    try:
        result = evaluate(book, rule, book.read_facts(rule, _facts(args.facts), today), today=today)
    except FactError as error:
        raise CommandError(f"eligibility check: {error}") from None
    if args.json:
        sys.stdout.write(json_text(as_contract(book, result)))
    else:
        sys.stdout.write(plain_result(book, explain(book, result)))
    return 0


def _rule(book: Rulebook, rule_id: str) -> EligibilityRule:
    rule = book.rules.get(rule_id)
    if rule is None:
        raise CommandError(f"eligibility: no rule {rule_id!r}; see: eligibility list")
    return rule


def _facts(text: str) -> dict[str, Any]:
    try:
        facts = json.loads(text)
    except ValueError as error:
        raise CommandError(f"eligibility check: --facts is no JSON: {error}") from None
    if not isinstance(facts, dict):
        raise CommandError("""eligibility check: --facts must be an object such as '{"age": 45}'""")
    return facts


def _run_batch(book: Rulebook, args: argparse.Namespace, today: date) -> int:
    """Check every line; a wrong line is named before anything is written."""
    rows = [json.dumps(row, ensure_ascii=False) for row in _checked(book, args.batch, today)]
    try:
        args.out.write_text("".join(f"{row}\n" for row in rows), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {args.out}: {error.strerror}") from None
    return 0


def _checked(book: Rulebook, path: Path, today: date) -> Iterator[dict[str, Any]]:
    for number, line in numbered_lines(path):
        try:
            yield check_row(book, json.loads(line), today)
        except (ValueError, CommandError, FactError) as error:
            raise CommandError(f"{path}:{number}: {error}") from None


def check_row(book: Rulebook, row: Any, today: date) -> dict[str, Any]:
    """The contract's result for one line of a batch, with the line's id."""
    if not (
        isinstance(row, dict) and {"id", "rule"} <= row.keys() and isinstance(row.get("facts", {}), dict)
    ):
        raise CommandError('expected {"id": …, "rule": …, "facts": {…}, "as_of"?: date}')
    rule = _rule(book, str(row["rule"]))
    day = date.fromisoformat(row["as_of"]) if row.get("as_of") else today
    result = evaluate(book, rule, book.read_facts(rule, row.get("facts", {}), day), today=day)
    return {"id": row["id"], **as_contract(book, result)}
