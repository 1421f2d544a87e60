"""Checks as replies and as documents, with the real rules."""

from datetime import date
from io import BytesIO

import docx
import pytest

from bot.checks.case import read_case
from bot.rendering import eligibility_texts as texts
from bot.rendering.eligibility import render_comparison, render_result, render_what_if
from bot.rendering.eligibility_document import document_name, render_document
from bot.rendering.eligibility_interview import how_to_answer, render_question
from bot.rendering.eligibility_menu import OTHER, render_rules, subject_of
from bot.rendering.reply import keyboard_markup, split
from knowledge.loader import load_rulebook
from storage.tables import Assessment
from tests.checking import make_checking_base

BOOK = load_rulebook()
MADE_UP = make_checking_base().rulebook
TODAY = date(2026, 11, 22)


def make_case(rule, facts, *, book=BOOK, verdict=None, **fields):
    """A case of a rule."""
    values = {"version": 3, "status": "finished" if verdict else "open", "verdict": verdict}
    case = read_case(book, Assessment(id=987654, rule=rule, facts=facts, **values | fields), TODAY)
    assert case
    return case


def test_every_topic_has_a_subject():
    """No rule of the real content ends up among the others."""
    assert [rule.id for rule in BOOK.rules.values() if subject_of(rule) == OTHER] == []


@pytest.mark.parametrize("rule", BOOK.rules.values(), ids=lambda rule: rule.id)
def test_every_rule_can_be_asked_and_shown(rule):
    """Its first question, card and list of facts fit Telegram's limits, buttons included."""
    case = make_case(rule.id, {})
    replies = [render_question(case, case.step.fact)] if case.step.fact else []
    done = make_case(rule.id, {}, verdict="undetermined")
    replies += [render_result(done), render_what_if(done)]
    for reply in replies:
        assert keyboard_markup(reply.keyboard)
        assert len(split(reply)) == 1
    assert texts.CONDITIONS in replies[-2].plain


def test_every_fact_says_how_to_answer():
    """The hint names no placeholder and no number out of range."""
    for fact in BOOK.facts.values():
        hint = how_to_answer(fact)
        assert hint
        assert "{" not in hint


def test_a_document_of_every_kind_of_verdict():
    """The file has the verdict, each condition with its place, the answers or that there are none."""
    case = make_case("diaoren.ningxia-township-age", {"age": 46, "approval_got": None}, verdict="conditional")
    paper = docx.Document(BytesIO(render_document(case, "v1")))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert any(text.startswith("有条件符合。") for text in cells)
    assert {"46岁", texts.UNKNOWN, "✗ 不符合", "有弹性"} <= set(cells)
    assert "宁夏2016年意见第二部分第4条第3段" in cells
    assert document_name(case) == "条件检查-宁夏调任县乡科级领导职务的年龄条件-2026-11-22.docx"
    empty = docx.Document(BytesIO(render_document(make_case("diaoren.city-valid", {}), "v1")))
    assert texts.SUMMARY_EMPTY in [paragraph.text for paragraph in empty.paragraphs]


def test_a_trial_without_effect():
    """It says that nothing changes."""
    case = make_case(
        "lungang.move",
        {"age": 40, "post_years": 6},
        book=MADE_UP,
        verdict="eligible",
        proposed={"approved": True},
    )
    reply = render_comparison(case)
    assert "结论不变：符合" in reply.plain
    assert texts.NO_REASON_CHANGES in reply.plain


def test_a_page_that_is_not_there():
    """Pages are counted from the first to the last."""
    keyed = [("k", rule) for rule in BOOK.rules.values()][:9]
    assert render_rules("team", keyed, page=2) is None
    assert render_rules("team", [], page=0) is None
