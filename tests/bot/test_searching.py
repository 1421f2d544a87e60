"""Finding things of a menu by typed words."""

import pytest

from bot.searching import Findable, search
from knowledge.retrieval.analysis import Analyzer
from tests.builders import make_base

ANALYZER = Analyzer(make_base())
THINGS = [
    Findable("titled", "试用期满能否任职"),
    Findable("named", "新提拔干部的考验", ("试用期",)),
    Findable("told", "职务任期", text="试用期也算在任期里"),
    Findable("other", "公开选拔的范围"),
]


def test_titles_lead_and_what_is_merely_told_is_left_out():
    """A word in the title counts most, then in another name; next to these, what only mentions it is loose."""
    assert search(ANALYZER, THINGS, "试用期").fitting == ("titled", "named")


def test_what_only_mentions_a_word_is_found_where_nothing_is_called_so():
    """The rest of what is said counts, too."""
    assert search(ANALYZER, THINGS[2:], "试用期").fitting == ("told",)


def test_some_of_the_words_are_near():
    """Where no thing has most of the words, those with some of them come near."""
    found = search(ANALYZER, THINGS, "选拔干部出国考察")
    assert found.fitting == ()
    assert "other" in found.near


@pytest.mark.parametrize("words", ["", "，。", "的条件", "红烧肉"])
def test_nothing_to_look_for(words):
    """No words, words about everything, or words about nothing here."""
    assert search(ANALYZER, THINGS, words).fitting == ()
    assert search(ANALYZER, [], "试用期").fitting == ()
