"""What the tables share: names for constraints, key types, and checks written from enumerations."""

from collections.abc import Iterable

from sqlalchemy import BigInteger, CheckConstraint, Integer
from sqlmodel import SQLModel

# Named constraints can be changed by a later migration, on SQLite too.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
SQLModel.metadata.naming_convention = NAMING

# SQLite numbers rows by itself only in a column called INTEGER, which holds 64 bits there.
KEY = BigInteger().with_variant(Integer, "sqlite")

# A number that the program gives out itself.
NUMBER = BigInteger()


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """A check that the column holds one of these words; tables do not validate what they are given."""
    words = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({words})", name=column)
