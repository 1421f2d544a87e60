"""Findings across files."""

from datetime import date

import pytest

from knowledge.checker import check, find_glossary_conflicts
from knowledge.glossary import GlossaryTerm
from knowledge.grounding import find_ungrounded
from tests.knowledge.samples import make_base, make_entry

EIGHT = tuple(f"试用期问法{n}号" for n in "甲乙丙丁戊己庚辛")
ALL = (
    "CN1 前言",
    "CN1 一.1",
    "CN1 一.2",
    "CN1 二",
    "CN1 二.1",
    "NX1 前言",
    "NX1 一.1",
    "NX1 一.2",
    "NX1 二",
    "NX1 二.1",
)


def reasons(*entries, **options):
    """The reasons of all findings about these entries, citations of all provisions aside."""
    return [f.reason for f in check(make_base(entries), **options) if "no entry cites" not in f.reason]


def test_sound_content_has_no_findings():
    """A complete entry that cites everything is fine."""
    entry = make_entry("a.b", variants=EIGHT, citations=ALL)
    provisions = {"CN1 一.1": "试用期为一年"}
    assert check(make_base([entry]), today=date(2026, 12, 1), provisions=provisions) == []


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"citations": ("XX 一",)}, "unknown document XX"),
        ({"citations": ("CN1 九",)}, "unknown locator CN1 九"),
        ({"citations": ("CN1 一",)}, "CN1 一 is a bare heading"),
        ({"related": ("gone.entry",)}, "no other entry 'gone.entry'"),
        ({"related": ("a.b",)}, "no other entry 'a.b'"),
        ({"variants": ("一种问法",)}, "1 variants, at least 8 needed"),
        ({"kind": "definition", "variants": ()}, "0 variants, at least 3 needed"),
        ({"kind": "blank"}, "a blank entry must say that the text does not give the detail"),
    ],
)
def test_each_finding(fields, reason):
    """Each kind of problem is found."""
    assert reasons(make_entry("a.b", **({"variants": EIGHT} | fields))) == [reason]


def test_variants_belong_to_one_entry():
    """The same wording, however written, can't lead to two entries."""
    one = make_entry("a.b", variants=(*EIGHT, "試用期幾年？"))
    other = make_entry("c.d", question="另一个问题", variants=(*(f"别的{v}" for v in EIGHT), "试用期几年"))
    assert reasons(one, other) == ["'试用期几年' also belongs to a.b"]


def test_provisions_nobody_cites():
    """A provision without an entry is reported, a bare heading is not."""
    findings = [f.reason for f in check(make_base([make_entry("a.b", variants=EIGHT)]))]
    assert "no entry cites CN1 二.1" in findings
    assert "no entry cites CN1 一" not in findings


def test_review_dates():
    """A review in the future or long ago is reported."""
    entry = make_entry("a.b", variants=EIGHT)
    assert reasons(entry, today=date(2026, 11, 1)) == ["lies in the future"]
    assert reasons(entry, today=date(2029, 1, 1)) == ["last reviewed more than two years ago"]


def test_ungrounded_figures():
    """A figure must stand in the cited provisions, the card, or a derivation."""
    entry = make_entry("a.b", variants=EIGHT, answer="一般为2年，三分之二以上，另有三成，印发于2009年。")
    assert reasons(entry, provisions={"CN1 一.1": "两年"}) == [
        "2/3 is not in the cited provisions",
        "3 is not in the cited provisions",
    ]
    derived = entry.model_copy(
        update={"derived": make_entry(derived=[{"figure": "2/3，3成", "derivation": "算得"}]).derived}
    )
    assert reasons(derived, provisions={"CN1 一.1": "两年"}) == []


def test_glossary_cycles():
    """Two words must not explain each other."""
    glossary = (GlossaryTerm(term="甲乙", words=("丙丁",)), GlossaryTerm(term="丙丁", words=("甲乙",)))
    assert [f.reason for f in find_glossary_conflicts(make_base(glossary=glossary))] == [
        "丙丁 and 甲乙 explain each other"
    ]


def test_small_numbers_are_not_figures():
    """一个 and 第一 are no figures; decimals are compared by value."""
    assert find_ungrounded("一个，3.50", ["3.5"]) == ()
    assert find_ungrounded("002人", ["2名"]) == ()
