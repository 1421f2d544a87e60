"""`knowledge check` and `knowledge export`: is the content sound, and the content as one JSON file."""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.errors import CommandError, sound_content
from bot.commands.printing import json_text
from bot.settings import Settings
from knowledge.checker import check
from knowledge.errors import ContentError
from knowledge.export import export
from knowledge.knowledge_base import KnowledgeBase
from knowledge.loader import CONTENT, load_knowledge
from knowledge.originals.outline import index_provisions, split_provisions


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `knowledge check [--sources DIR]` and `knowledge export OUT.json`."""
    parser = subparsers.add_parser("knowledge", help="check or export the content")
    parser.add_argument(
        "--content", type=Path, default=CONTENT, help="content folder (default: the shipped one)"
    )
    actions = parser.add_subparsers(dest="action", required=True)
    checking = actions.add_parser(
        "check", help="report every problem of the content; exit 1 when there is one"
    )
    checking.add_argument(
        "--sources", type=Path, help="folder with original texts NAME.txt, to ground every figure"
    )
    exporting = actions.add_parser("export", help="write the content as JSON")
    exporting.add_argument("out", type=Path)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the chosen action; returns the exit status."""
    del settings
    return run_check(args) if args.action == "check" else run_export(args)


def run_check(args: argparse.Namespace) -> int:
    """Print each finding on a line; 1 when there is any."""
    try:
        base = load_knowledge(args.content)
    except ContentError as error:
        findings = list(error.findings)
    else:
        provisions = dict(_read_provisions(base, args.sources)) if args.sources else None
        findings = check(base, today=datetime.now(UTC).date(), provisions=provisions)
        sys.stdout.write(_summary(base))
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(f"{len(findings)} findings\n" if findings else "no findings\n")
    return 1 if findings else 0


def run_export(args: argparse.Namespace) -> int:
    """Write the export; an unusable content or path is a one-line error and writes nothing."""
    with sound_content():
        data = export(load_knowledge(args.content))
    try:
        args.out.write_text(json_text(data), encoding="utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {args.out}: {error.strerror}") from None
    sys.stdout.write(f"{args.out}: {len(data['entries'])} entries\n")
    return 0


def _summary(base: KnowledgeBase) -> str:
    variants = sum(len(entry.variants) for entry in base.entries.values())
    return f"{len(base.documents)} documents, {len(base.entries)} entries, {variants} variants\n"


def _read_provisions(base: KnowledgeBase, folder: Path) -> Iterator[tuple[str, str]]:
    if not folder.is_dir():
        raise CommandError(f"no folder {folder}")
    for document in base.documents.values():
        path = folder / f"{document.id}.txt"
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            yield from index_provisions(document.id, split_provisions(document, text)).items()
