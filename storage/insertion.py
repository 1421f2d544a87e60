"""Insertion that another process may have done first."""

from sqlalchemy import literal
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def add_if_absent(session: Session, *, row: SQLModel) -> bool:
    """Insert the row unless its key is taken; say whether it was inserted."""
    bind = session.get_bind()
    insert = postgresql.insert if bind.dialect.name == "postgresql" else sqlite.insert
    statement = insert(type(row)).values(**row.model_dump(exclude_none=True)).on_conflict_do_nothing()
    # What comes back tells the two cases apart on both databases; their row counts do not.
    return session.connection().execute(statement.returning(literal(1))).first() is not None
