"""Words written into a statement instead of being bound: the database then sees that a partial index fits."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, literal_column
from sqlmodel import col


def is_word(column: str, word: str) -> ColumnElement[bool]:
    """The condition that a column holds this word."""
    return col(column) == _written(word)


def is_one_of(column: str, words: Collection[str]) -> ColumnElement[bool]:
    """The condition that a column holds one of these words."""
    return col(column).in_([_written(word) for word in words])


def _written(word: str) -> ColumnElement[str]:
    """One of the program's own words, in quotes."""
    if not word.isidentifier():
        raise ValueError("only the program's own words")
    return literal_column(f"'{word!s}'")
