"""Finding checklists by key, by words, for an answer and for a checked rule, in the shipped content."""

import pytest

from bot.cases.finding import (
    search_templates,
    template_key,
    template_of_key,
    templates_for,
)
from knowledge.loader import load_checklists, load_knowledge


@pytest.fixture(scope="module")
def base():
    """The shipped content."""
    return load_knowledge()


@pytest.fixture(scope="module")
def book():
    """The shipped checklists."""
    return load_checklists()


def test_every_key_leads_back(book):
    """No two checklists share a key; an unknown one leads nowhere."""
    assert all(template_of_key(book, template_key(one)) is one for one in book.templates.values())
    assert template_of_key(book, "nothing") is None


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("民主推荐", "tuijian.democratic"),
        ("试用期转正", "shiyong.probation"),
        ("調任", "diaoren.city"),
        ("后备干部", "houbei.city-management"),
        ("年轻干部锻炼", "duanlian.ningxia-young"),
        ("票决", "taolun.decision"),
        ("责任倒查", "daocha.province"),
    ],
)
def test_words_find(book, words, first):
    """What people type finds the procedure that they mean first."""
    assert search_templates(book, words)[0].id == first


@pytest.mark.parametrize("words", ["", "的吗", "天气", "工资"])
def test_words_that_find_nothing(book, words):
    """Nothing is offered for words that no checklist has."""
    assert search_templates(book, words) == ()


def test_answers_about_procedures_offer_theirs(base):
    """Most entries about a procedure lead to its checklist, and no answer offers more than two."""
    entries = base.entries.values()
    offered = {entry.id: templates_for(base.checklist_book, entry) for entry in entries}
    procedures = [entry.id for entry in entries if entry.kind == "procedure"]
    assert sum(bool(offered[name]) for name in procedures) / len(procedures) > 0.8
    assert max(map(len, offered.values())) <= 2


def test_an_answer_keeps_to_its_documents(base):
    """A checklist of another document is only offered where entry or checklist names the other."""
    for entry in base.entries.values():
        for template in templates_for(base.checklist_book, entry):
            is_named = entry.id in template.related or template.id in entry.related
            assert is_named or set(entry.documents) & set(template.documents)
