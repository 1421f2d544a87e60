"""The normal form of entities: stripped, separated, merged, sorted."""

import pytest

from bot.local.entities import FormattedText, check_stated, clean
from bot.local.errors import ApiError


def entity(kind, offset, length):
    """Return an entity without extras."""
    return {"type": kind, "offset": offset, "length": length}


def test_stripping_moves_entities():
    """White space at the ends goes, and entities with it."""
    found = clean("  好的 \n", [entity("bold", 0, 4), entity("italic", 4, 2)])
    assert found == FormattedText("好的", (entity("bold", 0, 2),))


def test_code_cuts_bold():
    """Bold around code is cut in two: code holds no format and is in none."""
    found = clean("一二三", [entity("bold", 0, 3), entity("code", 1, 1)])
    assert found.entities == (entity("bold", 0, 1), entity("code", 1, 1), entity("bold", 2, 1))


def test_code_drops_links_inside():
    """A link inside code is dropped, one beside it stays."""
    found = clean("一二三", [entity("code", 0, 2), entity("url", 1, 1), entity("url", 2, 1)])
    assert found.entities == (entity("code", 0, 2), entity("url", 2, 1))


def test_bold_inside_code_vanishes():
    """Bold that lies in code altogether is gone."""
    assert clean("一二三", [entity("pre", 0, 3), entity("bold", 1, 1)]).entities == (entity("pre", 0, 3),)


def test_quotes_do_not_nest():
    """Of nested quotes the outer one stays, also where both cover the same text."""
    kinds = [entity("blockquote", 0, 2), entity("blockquote", 0, 2), entity("expandable_blockquote", 1, 1)]
    assert clean("一二", kinds).entities == (entity("blockquote", 0, 2),)


def test_neighbors_merge():
    """Touching and nested entities of one kind become one; others don't."""
    kinds = [entity("bold", 0, 1), entity("bold", 1, 1), entity("url", 0, 1), entity("url", 1, 1)]
    found = clean("一二", kinds).entities
    assert found == (entity("bold", 0, 2), entity("url", 0, 1), entity("url", 1, 1))


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("bold", "unsupported MessageEntity type"),
        ({"type": "glitter", "offset": 0, "length": 1}, "unsupported MessageEntity type"),
        ({"type": "bold", "offset": -1, "length": 1}, "wrong MessageEntity offset or length"),
        ({"type": "bold", "offset": 0}, "wrong MessageEntity offset or length"),
        ({"type": "bold", "offset": 1, "length": 3}, "MessageEntity ends outside of the text"),
    ],
)
def test_stated_entities_are_checked(raw, reason):
    """Entities that the bot states itself must fit the text."""
    with pytest.raises(ApiError, match=reason):
        check_stated([raw], "一二")


def test_stated_entities_pass():
    """A right entity passes unchanged."""
    assert check_stated([entity("bold", 0, 2)], "一二") == [entity("bold", 0, 2)]
