"""Pages of a list and the buttons that turn them."""

import pytest

from bot.payloads.people import PeoplePage
from bot.rendering.paging import NEXT, PREVIOUS, Page


@pytest.mark.parametrize(
    ("number", "shown", "turns"),
    [
        (0, [0, 1, 2], {NEXT: 1}),
        (1, [3, 4, 5], {PREVIOUS: 0, NEXT: 2}),
        (2, [6], {PREVIOUS: 1}),
    ],
)
def test_pages(number, shown, turns):
    """Each has its part of the items, and buttons to the pages that there are."""
    page = Page(number, 7, size=3)
    assert page.exists
    assert page.of(range(7)) == range(shown[0], shown[-1] + 1)
    keys = [(key.text, key.payload) for row in page.turns(PeoplePage) for key in row]
    assert keys == [(label, PeoplePage(to)) for label, to in turns.items()]


@pytest.mark.parametrize(("number", "count"), [(-1, 7), (3, 7), (1, 0)])
def test_pages_that_are_not_there(number, count):
    """Before the first and after the last there is none."""
    assert not Page(number, count, size=3).exists


def test_an_empty_list_is_one_page():
    """It has no buttons."""
    page = Page(0, 0)
    assert page.exists
    assert (page.pages, page.turns(PeoplePage)) == (1, ())
