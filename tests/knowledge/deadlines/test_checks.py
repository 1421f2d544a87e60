"""Findings about deadline rules, and none about the shipped ones."""

import pytest
import yaml

from knowledge.checker import check
from knowledge.deadlines.checks import (
    find_broken_deadlines,
    find_dangling_deadlines,
    find_ungrounded_deadlines,
)
from knowledge.errors import ContentError
from knowledge.export import export
from knowledge.loader import load_deadlines, load_knowledge
from tests.knowledge.deadlines.samples import BLANK, HISTORIC, make_book, make_rule
from tests.knowledge.samples import NATIONAL, make_base, write_content

RULE = """\
- id: peixun.sample
  title: 提任后补训
  who: 提任干部
  duty: 完成培训
  hardness: H
  trigger: {id: appointed_on, words: 提任日期}
  period: P1Y
  counting: within
  cite: [CN1 一.1]
  reviewed_on: 2026-11-22
"""


def write(folder, rules=RULE, calendar=""):
    """A content folder with the sample document and these rules."""
    documents = yaml.safe_dump([NATIONAL.model_dump(mode="json")], allow_unicode=True)
    files = {"documents.yaml": documents, "deadlines/x.yaml": rules, "calendars/own.yaml": calendar}
    return write_content(folder, files)


def base_of(rule):
    """The sample base with this one rule."""
    return make_base(deadlines={rule.id: rule})


def test_the_shipped_rules_have_no_findings():
    """Entries they point to exist, provisions too."""
    base = load_knowledge()
    assert list(find_dangling_deadlines(base)) == []
    assert list(find_broken_deadlines(base.deadline_book)) == []
    assert base.deadline_book.rules.keys() == load_deadlines().rules.keys()


@pytest.mark.parametrize(
    ("cite", "reason"),
    [
        ("XX 一", "unknown provision XX 一"),
        ("CN1 九", "unknown provision CN1 九"),
        ("CN1 一", "bare heading"),
    ],
)
def test_citations_lead_somewhere(cite, reason):
    """An unknown document, an unknown place, a bare heading."""
    ((name, part, told),) = find_broken_deadlines(make_book(make_rule(cite=[cite])))
    assert (name, part) == ("peixun.sample", "cite")
    assert reason in told


def test_related_entries_exist():
    """An id that no entry has is a finding of the whole check."""
    base = base_of(make_rule(related=["gone.entry", "shiyongqi.length"]))
    assert [f.reason for f in find_dangling_deadlines(base)] == ["no entry 'gone.entry'"]
    assert any(f.path == "peixun.sample/related" for f in check(base, provisions={}))


def test_figures_have_ground():
    """The period and every figure stand in the provision, or in a derivation."""
    rule = make_rule(notes=["最多40人。"], shortest="P6M", period="P1Y", counting="expiry")
    grounded = {"CN1 一.1": "应当在一年内完成，最短六个月，人数不超过四十人"}
    assert list(find_ungrounded_deadlines(base_of(rule), grounded)) == []
    told = [f.reason for f in find_ungrounded_deadlines(base_of(rule), {})]
    assert len(told) == 2
    assert told[0].startswith("40 is not")
    assert told[1] == "6 is not in the cited provisions: 6个月"
    assert list(find_ungrounded_deadlines(base_of(make_rule(**HISTORIC)), {})) == []
    blank = make_rule(blank=BLANK["blank"] | {"reason": "不是7年。"})
    assert len(list(find_ungrounded_deadlines(base_of(blank), {}))) == 1


def test_loading(tmp_path):
    """Rules and the operator's calendar arrive; the export lists them."""
    year = "- {year: 2031, holidays: [2031-10-01/2031-10-07], workdays: [2031-09-28], source: 某通知}"
    folder = write(tmp_path, calendar=year)
    base = load_knowledge(folder)
    assert base.places["deadlinerule:peixun.sample"].line == 1
    assert 2031 in base.calendar.years
    assert export(base)["deadlines"][0]["period"] == "P1Y"
    assert load_deadlines(folder).calendar == base.calendar


def test_broken_rules_stop_the_load(tmp_path):
    """With file, line and reason, whichever way they are loaded."""
    folder = write(tmp_path, RULE.replace("CN1 一.1", "CN1 九"))
    for load in (load_deadlines, load_knowledge):
        with pytest.raises(
            ContentError, match=r"deadlines/x\.yaml:1: peixun\.sample/cite: unknown provision"
        ):
            load(folder)
