"""Building the answer engine, with the worked-out terms of the content kept in the data folder between starts."""

import hashlib
import logging
import os
import zipfile
from pathlib import Path

import knowledge.text
from knowledge.knowledge_base import KnowledgeBase
from knowledge.retrieval import analysis, prepared
from knowledge.retrieval.answering import AnswerEngine
from knowledge.retrieval.prepared import Prepared

LOG = logging.getLogger(__name__)
FOLDER = "prepared"


def build_engine(base: KnowledgeBase, data_dir: Path) -> AnswerEngine:
    """The engine of a base; its terms come from the data folder when content and code are unchanged.

    The file is only a shortcut: when it is missing, damaged or can't be written, the terms are worked out anew.
    """
    path = data_dir / FOLDER / f"{base.version}-{_code_version()}.npz"
    kept = _read(path)
    engine = AnswerEngine(base, prepared=kept)
    if kept is None:
        _write(path, engine.ranking.prepared)
    return engine


def _code_version() -> str:
    """A hash of the code that makes terms: other code, other terms."""
    files = [
        Path(analysis.__file__),
        Path(prepared.__file__),
        *sorted(Path(knowledge.text.__path__[0]).glob("*.py")),
    ]
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:8]


def _read(path: Path) -> Prepared | None:
    try:
        with path.open("rb") as file:
            return Prepared.load(file)
    except FileNotFoundError:
        return None
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
        LOG.warning("the prepared terms in %s can't be read and are made anew", path.name)
        return None


def _write(path: Path, terms: Prepared) -> None:
    """Replace older files by this one, at once and whole."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("*.npz"):
            old.unlink()
        draft = path.with_suffix(f".{os.getpid()}.tmp")
        with draft.open("wb") as file:
            terms.save(file)
        draft.replace(path)
    except OSError:
        LOG.warning("the prepared terms can't be kept in %s", path.parent)
