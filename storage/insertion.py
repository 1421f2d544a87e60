"""Insertion that another process may have done first."""

from importlib import import_module

from sqlalchemy import literal
from sqlmodel import Session, SQLModel


def add_if_absent(session: Session, *, row: SQLModel) -> bool:
    """Insert the row unless its key is taken; say whether it was inserted."""
    # Both databases insert in the same words; the one that is not in use need not be loaded.
    insert = import_module(f"sqlalchemy.dialects.{session.get_bind().dialect.name}").insert
    statement = insert(type(row)).values(**row.model_dump(exclude_none=True)).on_conflict_do_nothing()
    # What comes back tells the two cases apart on both databases; their row counts do not.
    return session.connection().execute(statement.returning(literal(1))).first() is not None
