"""The inverted index and its rows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.retrieval.index import InvertedIndex, kind_weight
from knowledge.retrieval.rows import group_rows, make_rows

ROWS = [[0, 1], [1, 2, 2], [3]]


def index(rows=ROWS, terms=5):
    """An index over rows of plain words."""
    return InvertedIndex.over(make_rows(rows), np.ones(terms, dtype=np.float32))


def scores(made, weights):
    """The scores of all rows for term numbers with their weights."""
    return made.scores(np.array([*weights], dtype=np.int64), np.array([*weights.values()]))


def test_only_texts_that_share_a_term_score():
    """A text without any of the terms scores nothing."""
    assert (scores(index(), {0: 1.0}) > 0).tolist() == [True, False, False]


def test_rare_terms_tell_more():
    """A term of one text weighs more than one of two, an unseen one most."""
    made = index()
    assert made.information[1] < made.information[0] < made.unseen


def test_repetition_counts_a_little():
    """A term that occurs twice scores more, but not twice as much."""
    once, twice = scores(index([[0, 1], [1, 2]]), {1: 1.0})[0], scores(index([[1, 1], [1, 2]]), {1: 1.0})[0]
    assert once < twice < 2 * once


def test_weights_scale():
    """A carried-over term counts by its weight."""
    made = index()
    assert scores(made, {0: 0.5})[0] == pytest.approx(scores(made, {0: 1.0})[0] / 2)


def test_unused_terms_score_nothing():
    """A term of the vocabulary that no row holds is no obstacle."""
    assert scores(index(), {4: 1.0}).sum() == 0


def test_no_texts():
    """An index over nothing answers with nothing."""
    assert scores(index([]), {}).size == 0


def test_kinds_of_terms():
    """Character pairs count less than words."""
    assert kind_weight("~试用") < kind_weight("#2年") < kind_weight("试用期")


@given(st.lists(st.lists(st.integers(0, 9), max_size=6), min_size=1, max_size=6))
def test_grouping_keeps_what_each_owner_holds(rows):
    """Grouped rows are the sorted distinct numbers of each owner."""
    made = make_rows(rows)
    grouped = group_rows(made.owners(), made.numbers, count=len(rows), width=10)
    assert [grouped.row(i).tolist() for i in range(len(rows))] == [sorted(set(row)) for row in rows]
    assert len(grouped) == len(rows)
