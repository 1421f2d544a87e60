"""`sources import FILE...` and `sources list`: the documents' own words, kept in the database of this installation."""

import argparse
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from bot.commands.errors import CommandError
from bot.rendering.plain_originals import plain_imported, plain_listing, plain_refusal, plain_unchanged
from bot.settings import Settings, SettingsError, prepare_data_dir
from knowledge.loader import CONTENT, ContentReader
from knowledge.originals.formats import MAX_BYTES
from knowledge.originals.importing import Imported, Result, import_original
from knowledge.sources import Document
from storage.database import Database, open_database
from storage.errors import StorageError
from storage.originals import NewOriginal, NewProvision, add_original, get_current, list_originals
from storage.schema import upgrade

LONGEST_NAME = 255


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare `sources import FILE... [--document ID]` and `sources list`."""
    parser = subparsers.add_parser("sources", help="import original documents, or list them")
    actions = parser.add_subparsers(dest="action", required=True)
    importing = actions.add_parser(
        "import", help="read txt, docx, pdf or html files; exit 1 if any is refused"
    )
    importing.add_argument("files", type=Path, nargs="+", metavar="FILE")
    importing.add_argument("--document", metavar="ID", help="which document it is, if the text does not tell")
    actions.add_parser("list", help="list the documents and what is imported of them")


def run(args: argparse.Namespace, settings: Settings) -> int:
    """Run the chosen action; returns the exit status."""
    documents = _load_documents()
    if args.action == "list":
        with _opened(settings) as database, database.read() as session:
            sys.stdout.write(f"{plain_listing(documents, list_originals(session), settings.zone)}\n")
        return 0
    results = _read_all(args, documents)
    with _opened(settings) as database:
        for path, result in results:
            sys.stdout.write(f"{_keep(database, path.name, result, documents, settings)}\n")
    return 0 if all(isinstance(result, Imported) for _, result in results) else 1


def _load_documents() -> Mapping[str, Document]:
    """The cards of the documents; nothing else of the content is needed here."""
    reader = ContentReader(CONTENT)
    documents = reader.read("documents.yaml", Document, lambda document: document.id)
    if reader.findings:
        raise CommandError("the document cards have problems; run: knowledge check")
    return {document.id: document for document in documents}


def _read_all(args: argparse.Namespace, documents: Mapping[str, Document]) -> list[tuple[Path, Result]]:
    """Every file read before anything is stored: a wrong name stops the command without effect."""
    if args.document is not None and args.document not in documents:
        raise CommandError(f"sources import: no document {args.document!r}; there are {', '.join(documents)}")
    if args.document is not None and len(args.files) > 1:
        raise CommandError("sources import: --document goes with a single file")
    data = [(path, _read(path)) for path in args.files]
    return [(path, import_original(content, documents, named=args.document)) for path, content in data]


def _read(path: Path) -> bytes:
    """The bytes of a file, one more than allowed at most, so that too much is noticed and not read."""
    try:
        if not path.is_file():
            raise CommandError(f"sources import: no file {path}")
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"sources import: cannot read {path}: {error.strerror}") from None


@contextmanager
def _opened(settings: Settings) -> Iterator[Database]:
    """The database at its newest revision."""
    database = open_database(settings.database)
    try:
        prepare_data_dir(settings)
        upgrade(database)
        yield database
    except (SettingsError, StorageError) as error:
        raise CommandError(f"sources: {error}") from None
    finally:
        database.close()


def _keep(
    database: Database, file: str, result: Result, documents: Mapping[str, Document], settings: Settings
) -> str:
    """Store what was read as the document's current version, in one transaction, and say what happened."""
    if not isinstance(result, Imported):
        return plain_refusal(file, result, documents)
    new = NewOriginal(
        document=result.document.id,
        content_hash=result.content_hash,
        file_name=file[-LONGEST_NAME:],
        format=result.format.value,
        imported_at=datetime.now(UTC),
        provisions=tuple(NewProvision(locator=p.locator, text=p.text) for p in result.placement.provisions),
    )
    with database.write() as session:
        before = get_current(session, document=new.document)
        if add_original(session, new=new) is None and before:
            return plain_unchanged(file, result, before, settings.zone)
    return plain_imported(file, result, before, settings.zone)
