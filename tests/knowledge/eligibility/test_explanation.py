"""From a result to words: summaries, reasons, routes, figures, and the contract's form."""

from datetime import date

import pytest

from knowledge.eligibility.dates import Span, Turn
from knowledge.eligibility.evaluation import evaluate
from knowledge.eligibility.explanation import Status, as_contract, explain
from tests.knowledge.eligibility.samples import TODAY, is_true, make_book, make_rule


def told(condition, facts, today=TODAY, **fields):
    """The explanation of one condition on these facts."""
    rule = make_rule(condition, **fields)
    book = make_book(rule)
    return explain(book, evaluate(book, rule, book.read_facts(rule, facts, today), today=today))


def marks(condition, facts, **fields):
    """The statuses by text."""
    return {
        reason.text.split("（")[0]: reason.status.value for reason in told(condition, facts, **fields).reasons
    }


def test_the_unmet_come_first():
    """What fails, what is open, what holds; each with its citation and the value used."""
    found = told(
        {"all": [is_true("a"), is_true("b"), is_true("c", cite=["NX1 二.1"])]}, {"a": True, "c": False}
    )
    assert [reason.status for reason in found.reasons] == [Status.UNMET, Status.UNKNOWN, Status.MET]
    assert [reason.text for reason in found.reasons] == [
        "要有c",
        "要有b",
        "要有a",
    ]
    assert [str(reason.citations[0]) for reason in found.reasons] == ["NX1 二.1", "NX1 一.1", "NX1 一.1"]


def test_alternatives_that_no_longer_matter():
    """Once one of several ways holds, the others are not applicable; while none does, all are shown as they stand."""
    condition = {"any": [is_true("a"), is_true("b")]}
    assert marks(condition, {"a": True, "b": False}) == {"要有a": "met", "要有b": "not_applicable"}
    assert marks(condition, {"a": False, "b": False}) == {"要有a": "unmet", "要有b": "unmet"}
    assert marks(condition, {"a": False}) == {"要有a": "unmet", "要有b": "unknown"}


def test_conditions_for_others():
    """A condition behind an if that does not hold is not applicable, and the if itself is no reason."""
    condition = {"if": is_true("a"), "then": is_true("b")}
    assert marks(condition, {"a": False}) == {"要有b": "not_applicable"}
    assert marks(condition, {"a": True, "b": True}) == {"要有b": "met"}


def test_a_group_in_one_line():
    """A group with a text of its own is one reason, about all of its facts."""
    condition = {"any": [is_true("a"), {"not": is_true("b")}], "text": "甲或者乙", "cite": ["NX1 二.1"]}
    (reason,) = told(condition, {"a": True}).reasons
    assert (reason.text, reason.status, reason.facts) == ("甲或者乙", Status.MET, ("a", "b"))
    rule = make_rule(condition, premises=[is_true("c")])
    book = make_book(rule)
    result = evaluate(book, rule, {"c": False}, today=TODAY)
    assert [reason.status for reason in explain(book, result).reasons] == [
        Status.UNMET,
        Status.NOT_APPLICABLE,
    ]


def test_routes():
    """Where the document opens a route, the reason names it; an exception for some is a reason of its own."""
    way = {"route": "报批后办理", "cite": ["NX1 二.1"]}
    (reason,) = told(is_true("a", exception=way), {"a": False}).reasons
    assert reason.route == "报批后办理"
    assert reason.text.endswith("；文件给出的途径：报批后办理")
    assert [str(citation) for citation in reason.citations] == ["NX1 一.1", "NX1 二.1"]
    found = told(
        is_true("a", unmet="没有a", exception=way | {"when": is_true("b")}), {"a": False, "b": False}
    )
    assert [(r.text, r.route) for r in found.reasons] == [
        ("没有a", None),
        ("要有b", None),
    ]


@pytest.mark.parametrize(
    ("test", "part", "figures"),
    [
        ({"at_least": {"fact": "whole", "times": "2/3"}}, 60, "（现为60人，对照数为60人）"),
        ({"at_least": {"fact": "whole", "times": "2/3"}}, 58, "（现为58人，对照数为60人，差2人）"),
        ({"at_most": {"fact": "whole"}}, 91, "（现为91人，对照数为90人，多1人）"),
        ({"at_least": {"fact": "whole", "times": "1/4"}}, 20, "（现为20人，对照数为23人，差3人）"),
        ({"at_most": {"fact": "whole", "times": "1/4"}}, 24, "（现为24人，对照数为22人，多2人）"),
        ({"more_than": {"fact": "whole"}}, 90, "（现为90人，对照数为90人）"),
    ],
)
def test_figures(test, part, figures):
    """Where one figure is held against another, both are shown with the gap in heads."""
    (reason,) = told({"fact": "part", "text": "比例"} | test, {"whole": 90, "part": part}).reasons
    assert reason.text == f"比例{figures}"


@pytest.mark.parametrize(
    ("condition", "facts", "words"),
    [
        (is_true("a"), {}, "待核实。还需要知道：条件a。"),
        ({"blank": "最长年数没有写", "text": "年限"}, {}, "待核实。原文没有写明：最长年数没有写。"),
        (is_true("a", hardness="Z"), {"a": True}, "待核实。文中只是调研建议，不是规定，不能据此判定。"),
        (
            {"fact": "part", "around": 5, "text": "x"},
            {"part": 4},
            "待核实。文件用的是“左右”“基本”一类说法，没有给出容差，这里只报差距，不判定。",
        ),
    ],
)
def test_why_it_is_undetermined(condition, facts, words):
    """What is missing, what the document leaves open, what is only proposed, what is only approximate."""
    assert told(condition, facts).summary == words


@pytest.mark.parametrize(
    ("facts", "today", "words"),
    [
        ({"region": "舟山"}, TODAY, "待核实。这条规则只在宁夏适用，不能套用到舟山。"),
        ({}, date(2016, 10, 7), "待核实。这份文件自2016年10月8日起才有，不能用于2016年10月7日的情形。"),
        (
            {"b": False},
            TODAY,
            "待核实。您的情况不在这条规则的范围内：要有b。五份文件对此没有另作规定，不能据此判断。",
        ),
    ],
)
def test_why_it_does_not_apply(facts, today, words):
    """Another region, another time, another case; nothing to do follows, and no condition is marked."""
    found = told(is_true("a"), {"a": True} | facts, today, premises=[is_true("b")], next_steps=["去办"])
    assert found.summary == words
    assert found.next_steps == ()
    assert {r.text: r.status.value for r in found.reasons}["要有a"] == "not_applicable"


def test_a_blank_is_a_reason():
    """What is left open is listed as unknown."""
    (reason,) = told({"blank": "没有写", "text": "年限"}, {}).reasons
    assert (reason.text, reason.status.value, reason.hardness.value) == ("年限：没有写", "unknown", "B")


def test_figures_that_are_not_heads():
    """A count of years is shown as it is."""
    condition = {"fact": "years", "less_than": {"fact": "whole", "times": "1/2"}, "text": "年数"}
    (reason,) = told(condition, {"whole": 5, "years": 3.5}).reasons
    assert reason.text == "年数（现为3年6个月，对照数为2年6个月，多1年）"


def test_today_is_no_figure_of_the_person():
    """A condition on the day itself shows no value."""
    (reason,) = told({"fact": "today", "not_after": date(2026, 12, 31), "text": "年内办理"}, {}).reasons
    assert reason.text == "年内办理"


def test_the_contract():
    """The result as the command line prints it."""
    rule = make_rule(
        {"fact": "age", "at_most": 45, "text": "不超过45岁", "exception": {"route": "报批"}},
        outcomes={"eligible": "够条件。"},
        notes=[{"text": "天数没有写", "hardness": "B"}],
        warning="仅供参考。",
        next_steps=["报名"],
    )
    book = make_book(rule)
    facts = book.read_facts(rule, {"born": "1980-11-23"}, TODAY)
    row = as_contract(book, evaluate(book, rule, facts, today=TODAY))
    citations = [{"document": "NX1", "locator": "一.1"}]
    text = "不超过45岁（您的情况：45岁）"
    assert row == {
        "rule": "topic.rule",
        "verdict": "eligible",
        "summary": "符合。够条件。这个结论到2026年11月22日为止（1980年11月23日 + 46年 = 2026年11月23日）。",
        "reasons": [
            {
                "id": "age",
                "facts": ["age"],
                "text": text,
                "status": "met",
                "hardness": "H",
                "citations": citations,
                "met_until": "2026-11-22",
            }
        ],
        "missing": [],
        "applicability": "applies",
        "notes": [{"text": "天数没有写", "hardness": "B", "citations": citations}],
        "next_steps": ["报名"],
        "warning": "仅供参考。",
        "eligible_until": "2026-11-22",
        "eligible_until_formula": "1980年11月23日 + 46年 = 2026年11月23日",
    }
    older = as_contract(book, evaluate(book, rule, {"age": 46}, today=TODAY))
    assert older["reasons"][0]["route"] == "报批"


def test_conditions_have_lasting_names():
    """A condition is named by its fact, a second test of the same fact is numbered, another rule's has its rule in front."""
    inner = make_rule(is_true("b"), "topic.other")
    rule = make_rule({"all": [is_true("a"), {"rule": "topic.other"}, {"not": is_true("a", text="没有a")}]})
    book = make_book(rule, inner)
    found = explain(book, evaluate(book, rule, {}, today=TODAY)).reasons
    assert [reason.id for reason in found] == ["a", "topic.other:b", "a-2"]


def test_the_day_of_one_condition():
    """An unmet condition says from which day it is met, a met one until when, also where others keep the rule open."""
    rule = make_rule(
        {
            "all": [
                {"fact": "age", "at_least": 50, "text": "满50岁"},
                {"fact": "years", "less_than": 10, "text": "不满10年"},
                is_true("a"),
                {"fact": "part", "at_least": 1, "text": "有人"},
            ]
        }
    )
    book = make_book(rule)
    facts = book.read_facts(rule, {"born": "1977-01-05", "begun": "2017-03-01", "part": 0}, TODAY)
    told = explain(book, evaluate(book, rule, facts, today=TODAY))
    spans = {reason.id: reason.span for reason in told.reasons}
    assert spans["age"].eligible_from == Turn(date(2027, 1, 5), "1977年1月5日 + 50年 = 2027年1月5日")
    assert spans["years"].eligible_until == Turn(date(2027, 2, 28), "2017年3月1日 + 10年 = 2027年3月1日")
    assert spans["a"] == spans["part"] == Span()
    assert "满50岁（您的情况：49岁，最早2027年1月5日满足）" in [reason.text for reason in told.reasons]
