"""`db upgrade` and `db backup FILE`."""

import argparse
import sys
from pathlib import Path

from bot.commands.errors import CommandError
from bot.settings import Settings, SettingsError, prepare_data_dir
from storage.backup import back_up
from storage.database import Database, open_database
from storage.errors import StorageError
from storage.schema import head_revision, upgrade


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `db upgrade` and `db backup FILE`."""
    parser = subparsers.add_parser("db", help="upgrade the database, or copy it to a file")
    actions = parser.add_subparsers(dest="action", required=True)
    actions.add_parser("upgrade", help="bring the tables to the newest revision; done at each start, too")
    copying = actions.add_parser("backup", help="write a copy of the running SQLite database")
    copying.add_argument("file", type=Path, help="a new file")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the chosen action; returns the exit status."""
    database = open_database(settings.database)
    try:
        return _backup(database, args.file) if args.action == "backup" else _upgrade(database, settings)
    except (SettingsError, StorageError) as error:
        raise CommandError(f"db {args.action}: {error}") from None
    finally:
        database.close()


def _upgrade(database: Database, settings: Settings) -> int:
    prepare_data_dir(settings)
    upgrade(database)
    sys.stdout.write(f"the database is at revision {head_revision()}\n")
    return 0


def _backup(database: Database, target: Path) -> int:
    back_up(database, target=target)
    sys.stdout.write(f"{target}: {target.stat().st_size} bytes\n")
    return 0
