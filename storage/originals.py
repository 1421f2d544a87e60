"""Imported originals: versions of documents, and the words of their provisions."""

from collections.abc import Iterable
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
from sqlalchemy import func
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col, or_, select

from storage.tables import Original, OriginalProvision

IS_CURRENT = col(Original.replaced_at).is_(None)


class NewProvision(BaseModel):
    """A provision to be stored."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    locator: Annotated[str, Field(min_length=1, max_length=64)]
    text: Annotated[str, Field(min_length=1)]


class NewOriginal(BaseModel):
    """An import to be stored, checked before it becomes rows."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    document: Annotated[str, Field(min_length=1, max_length=32)]
    content_hash: Annotated[str, Field(min_length=64, max_length=64)]
    file_name: Annotated[str, Field(min_length=1, max_length=255)]
    format: Literal["txt", "docx", "pdf", "html"]
    imported_at: AwareDatetime
    provisions: Annotated[tuple[NewProvision, ...], Field(min_length=1)]


def get_current(session: Session, *, document: str) -> Original | None:
    """The version of a document that is shown."""
    return session.exec(select(Original).where(Original.document == document, IS_CURRENT)).one_or_none()


def add_original(session: Session, *, new: NewOriginal) -> Original | None:
    """Make an import the document's current version; None if that very text is current already.

    The version before it is kept, marked as replaced.
    """
    current = session.exec(
        select(Original).where(Original.document == new.document, IS_CURRENT).with_for_update()
    ).one_or_none()
    if current is not None:
        if current.content_hash == new.content_hash and _has_same_text(session, current, new):
            return None
        current.replaced_at = new.imported_at
        session.add(current)
        session.flush()
    original = Original(**new.model_dump(exclude={"provisions"}))
    session.add(original)
    session.flush()
    session.add_all(
        OriginalProvision(
            original_id=original.id, position=position, locator=provision.locator, text=provision.text
        )
        for position, provision in enumerate(new.provisions)
    )
    session.flush()
    return original


def _has_same_text(session: Session, current: Original, new: NewOriginal) -> bool:
    """Whether the stored provisions are the new ones: a better reader may split the same file differently."""
    rows = session.exec(
        select(OriginalProvision.locator, OriginalProvision.text)
        .where(OriginalProvision.original_id == current.id)
        .order_by(col(OriginalProvision.position))
    )
    return list(rows) == [(provision.locator, provision.text) for provision in new.provisions]


def list_originals(session: Session) -> list[tuple[Original, int]]:
    """All versions with the number of their provisions, the newest of each document first."""
    counted = func.count(col(OriginalProvision.id))
    rows = session.exec(
        select(Original, counted)
        .join(OriginalProvision)
        .group_by(*Original.__table__.columns)  # type: ignore[attr-defined]
        .order_by(col(Original.document), col(Original.id).desc())
    )
    return [(original, count) for original, count in rows]


def list_current_ids(session: Session) -> tuple[int, ...]:
    """The ids of the current versions: it changes with every import, and so names the state of all originals."""
    return tuple(session.exec(select(Original.id).where(IS_CURRENT).order_by(col(Original.id))))


def list_current_provisions(session: Session) -> list[tuple[str, OriginalProvision]]:
    """All provisions that are shown, each with its document."""
    rows = session.exec(
        select(Original.document, OriginalProvision)
        .join(OriginalProvision)
        .where(IS_CURRENT)
        .order_by(col(Original.id), col(OriginalProvision.position))
    )
    return list(rows)


def list_locators(session: Session, *, documents: Iterable[str]) -> list[tuple[str, str]]:
    """Documents and locators that have words of their own in the current versions of these documents."""
    rows = session.exec(
        select(Original.document, OriginalProvision.locator)
        .join(OriginalProvision)
        .where(IS_CURRENT, col(Original.document).in_([*documents]))
        .order_by(col(Original.id), col(OriginalProvision.position))
    )
    return list(rows)


def list_words(session: Session, *, original: Original, locator: str) -> list[str]:
    """The words of a provision and of everything below it, in order."""
    rows = session.exec(
        select(OriginalProvision.text)
        .where(OriginalProvision.original_id == original.id, _at_or_below(locator))
        .order_by(col(OriginalProvision.position))
    )
    return list(rows)


def get_provision(session: Session, *, provision_id: int) -> tuple[str, OriginalProvision] | None:
    """A provision by its number, of whatever version, with its document."""
    row = session.exec(
        select(Original.document, OriginalProvision)
        .join(OriginalProvision)
        .where(OriginalProvision.id == provision_id)
    ).one_or_none()
    return None if row is None else (row[0], row[1])


def _at_or_below(locator: str) -> ColumnElement[bool]:
    here = col(OriginalProvision.locator)
    return or_(here == locator, here.startswith(f"{locator}.", autoescape=True))
