"""Building the answer engine; what a start would work out anew is kept in the data folder between starts."""

import ctypes
import gc
import hashlib
import logging
import os
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import knowledge.text
from knowledge.knowledge_base import KnowledgeBase
from knowledge.loader import load_knowledge
from knowledge.parsed import ParsedFiles
from knowledge.retrieval import analysis, index, prepared, rows, subjects, targets
from knowledge.retrieval.answering import AnswerEngine
from knowledge.retrieval.prepared import Prepared

LOG = logging.getLogger(__name__)
FOLDER = "prepared"
PARSED = "content.parsed"


def load_engine(data_dir: Path) -> AnswerEngine:
    """The engine of the shipped content, for a process that keeps it.

    Everything loaded stays as it is: looking through it for garbage would only take time, now and at each question.
    Raises ContentError when the content can't be used.
    """
    gc.disable()
    try:
        return build_engine(load_content(data_dir), data_dir)
    finally:
        gc.freeze()
        gc.enable()
        _give_back()


def _give_back() -> None:
    """Return the memory that loading needed for a while; only glibc has to be asked."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None) if sys.platform == "linux" else None
    if trim:
        trim(0)


def load_content(data_dir: Path) -> KnowledgeBase:
    """The shipped content; files that have not changed since the last start are not parsed again.

    Raises ContentError when it can't be used.
    """
    path = data_dir / FOLDER / PARSED
    parsed = _read_parsed(path)
    base = load_knowledge(parsed=parsed)
    if parsed.has_changed:
        dumped = parsed.dump()
        _keep(path, lambda file: file.write(dumped))
        gc.collect()  # the parser leaves large trees behind
    return base


def build_engine(base: KnowledgeBase, data_dir: Path) -> AnswerEngine:
    """The engine of a base; its terms come from the data folder when content and code are unchanged."""
    path = data_dir / FOLDER / f"{base.version}-{_code_version()}.npz"
    kept = _read_terms(path)
    engine = AnswerEngine(base, prepared=kept)
    if kept is None:
        _keep(path, engine.ranking.prepared.save)
    return engine


def _code_version() -> str:
    """A hash of the code that makes terms: other code, other terms."""
    files = [
        *(Path(str(module.__file__)) for module in (analysis, index, prepared, rows, subjects, targets)),
        *sorted(Path(knowledge.text.__path__[0]).glob("*.py")),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def _read_parsed(path: Path) -> ParsedFiles:
    try:
        return ParsedFiles.load(path.read_bytes())
    except FileNotFoundError:
        return ParsedFiles()
    except (OSError, ValueError):
        LOG.warning("the parsed content in %s can't be read and is made anew", path.name)
        return ParsedFiles()


def _read_terms(path: Path) -> Prepared | None:
    try:
        with path.open("rb") as file:
            return Prepared.load(file)
    except FileNotFoundError:
        return None
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
        LOG.warning("the prepared terms in %s can't be read and are made anew", path.name)
        return None


def _keep(path: Path, save: Callable[[BinaryIO], object]) -> None:
    """Put a file in the place of older ones, at once and whole; it is a shortcut, so a start goes on without it."""
    draft = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with draft.open("wb") as file:
            save(file)
        draft.replace(path)
        for old in path.parent.glob(f"*{path.suffix}"):
            if old != path:
                old.unlink(missing_ok=True)
    except OSError:
        LOG.warning("what was prepared can't be kept in %s", path.parent)
