"""`record verify FILE` and `record export FILE`: records whose entries are chained by hashes."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.errors import CommandError
from bot.settings import Settings
from storage.audit import AuditAction, Audited, Subject, export_audit, record_audit
from storage.chain import Broken, verify_record
from storage.database import open_database
from storage.errors import StorageError
from storage.schema import upgrade


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `record verify FILE` and `record export FILE`."""
    parser = subparsers.add_parser("record", help="verify an exported record, or export the audit log")
    actions = parser.add_subparsers(dest="action", required=True)
    verifying = actions.add_parser("verify", help="check that a record is whole and unchanged; exit 1 if not")
    verifying.add_argument("file", type=Path)
    exporting = actions.add_parser("export", help="write the audit log to a new file")
    exporting.add_argument("file", type=Path)


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the chosen action; returns the exit status."""
    return _verify(args.file) if args.action == "verify" else _export(args.file, settings)


def _verify(path: Path) -> int:
    """Say in a line whether the record is what was written."""
    try:
        record = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise CommandError(f"record verify: cannot read {path}: {error.strerror}") from None
    except ValueError:
        raise CommandError(f"record verify: {path} is not a JSON file") from None
    result = verify_record(record)
    if isinstance(result, Broken):
        where = f"entry {result.number}: " if result.number else ""
        sys.stdout.write(f"✗ {path}: {where}{result.reason}\n")
        return 1
    sys.stdout.write(f"✓ {path}: {result.kind}, {result.count} entries, unchanged; last hash {result.hash}\n")
    return 0


def _export(path: Path, settings: Settings) -> int:
    """Write the audit log; the export is its last entry."""
    database = open_database(settings.database)
    try:
        upgrade(database)
        with path.open("x", encoding="utf-8") as file, database.write() as session:
            now = datetime.now(UTC)
            audited = Audited(at=now, action=AuditAction.AUDIT_EXPORTED, subject=Subject.SYSTEM)
            record_audit(session, audited=audited)
            record = export_audit(session, now=now)
            file.write(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    except OSError as error:
        raise CommandError(f"record export: cannot write {path}: {error.strerror}") from None
    except StorageError as error:
        raise CommandError(f"record export: {error}") from None
    finally:
        database.close()
    sys.stdout.write(f"{path}: {record['head']['count']} entries\n")
    return 0
