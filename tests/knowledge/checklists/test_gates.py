"""Gates: each sentence about what is short, and what it does to the item."""

from datetime import date
from fractions import Fraction

import pytest

from knowledge.checklists.branches import lacking, names_in, reason, truth_of
from knowledge.checklists.gates import check_gate
from knowledge.eligibility.truth import Truth
from tests.knowledge.checklists.samples import ATTENDED, EXPECTED, MEMBER, QUORUM, make_item, make_template

SHARE = {"id": "share", "label": "比例", "type": "number", "unit": "%"}
STARTS = {"id": "starts", "label": "开始日期", "type": "date"}
KIND = {"id": "kind", "label": "类别", "type": "choice", "choices": ["甲", "乙"]}
INPUTS = [EXPECTED, ATTENDED, SHARE, STARTS, KIND, MEMBER]
IS_MEMBER = {"fact": "member", "is": True, "text": "是党员", "unmet": "不是党员"}
IS_FIRST = {"fact": "kind", "is": "甲", "text": "属于甲类"}


def result(values, needs, **fields):
    """What a gate with this condition says."""
    item = make_item(inputs=INPUTS, gate={"needs": needs, "failing": "文件没有写。"} | fields)
    template = make_template(item)
    return check_gate(template, template.items[0], values)


@pytest.mark.parametrize(
    ("values", "needs", "sentence"),
    [
        ({"expected": 90, "attended": 58}, QUORUM["needs"], "应到90人，实到58人，至少需要60人，还差2人"),
        ({"expected": 91, "attended": 60}, QUORUM["needs"], "应到91人，实到60人，至少需要61人，还差1人"),
        (
            {"attended": 5},
            {"fact": "attended", "more_than": 5, "text": "多于五人"},
            "实到5人，至少需要6人，还差1人",
        ),
        (
            {"attended": 6},
            {"fact": "attended", "at_most": 5, "text": "至多五人"},
            "实到6人，最多5人，超出1人",
        ),
        (
            {"attended": 5},
            {"fact": "attended", "less_than": 5, "text": "少于五人"},
            "实到5人，最多4人，超出1人",
        ),
        (
            {"share": Fraction(1, 2)},
            {"fact": "share", "at_least": 2, "text": "够比例"},
            "比例0.5%，至少需要2%，还差1.5%",
        ),
        ({"member": False}, IS_MEMBER, "不是党员"),
        ({"kind": "乙"}, IS_FIRST, "不符合“属于甲类”"),
        ({"member": False, "kind": "乙"}, {"all": [IS_MEMBER, IS_FIRST]}, "不是党员；不符合“属于甲类”"),
        ({"member": False}, {"all": [IS_MEMBER, IS_FIRST]}, "不是党员"),
        (
            {"member": False, "kind": "乙"},
            {"any": [IS_MEMBER, IS_FIRST]},
            "不是党员；而且不符合“属于甲类”",
        ),
        (
            {"member": False, "kind": "乙"},
            {"any": [{"all": [IS_MEMBER, IS_FIRST]}, IS_FIRST]},
            "哪一种情形都不符合：不是党员，不符合“属于甲类”；或者不符合“属于甲类”",
        ),
        (
            {"starts": date(2026, 1, 1)},
            {"fact": "starts", "before": date(2025, 1, 1), "text": "在2025年前", "unmet": "不在2025年前"},
            "不在2025年前",
        ),
    ],
)
def test_shortfall(values, needs, sentence):
    """The sentence names what there is, what is needed, and the difference."""
    told = result(values, needs)
    assert (told.truth, told.shortfall, told.failing) == (Truth.FALSE, sentence, "文件没有写。")
    assert told.blocks


@pytest.mark.parametrize(("expected", "attended"), [(90, 60), (91, 61), (1, 1), (3, 2)])
def test_passing(expected, attended):
    """Exactly enough is enough; one fewer is not."""
    assert not result({"expected": expected, "attended": attended}, QUORUM["needs"]).blocks
    assert result({"expected": expected, "attended": attended - 1}, QUORUM["needs"]).blocks


def test_missing_values_keep_it_open():
    """The result names what is missing."""
    told = result({"expected": 90}, QUORUM["needs"])
    assert (told.truth, told.missing, told.blocks, told.ends) == (Truth.UNKNOWN, ("attended",), True, False)
    assert result({}, {"any": [IS_MEMBER, IS_FIRST]}).missing == ("member", "kind")


@pytest.mark.parametrize(
    ("then", "blocks", "ends"),
    [("retry", True, False), ("stop", True, True), ("branch", False, False), ("note", False, False)],
)
def test_what_a_failure_does(then, blocks, ends):
    """Try again, stop, go another way, or go on with a note."""
    told = result({"member": False}, IS_MEMBER, then=then)
    assert (told.blocks, told.ends) == (blocks, ends)


def test_without_a_gate():
    """Everything passes."""
    template = make_template()
    assert not check_gate(template, template.items[0], {}).blocks


def test_branches_in_words():
    """Groups are joined, negations are said, and own words win."""
    first = make_template(make_item(when={"not": IS_MEMBER}), make_item("b"), facts=[MEMBER]).items[0].when
    assert reason(first) == "不属于：是党员"
    assert truth_of(first, {"member": True}) is Truth.FALSE
    assert (names_in(first), lacking(first, {})) == (("member",), ("member",))
    groups = {"all": [IS_MEMBER, {"any": [IS_FIRST, IS_MEMBER]}]}
    joined = make_template(make_item(when=groups, inputs=INPUTS)).items[0].when
    assert reason(joined) == "是党员，并且属于甲类，或者是党员"
    own = make_template(make_item(when=groups | {"text": "两样都有"}, inputs=INPUTS)).items[0].when
    assert reason(own) == "两样都有"
    assert (truth_of(None, {}), lacking(None, {}), names_in(None)) == (Truth.TRUE, (), ())
