"""Findings about checklists, and none about the shipped ones."""

from datetime import date

import pytest
import yaml

from knowledge.checklists.checks import find_broken_checklists, find_checklist_findings
from knowledge.errors import ContentError
from knowledge.export import export
from knowledge.loader import load_checklists, load_knowledge
from tests.knowledge.checklists.samples import (
    ATTENDED,
    EXPECTED,
    MEMBER,
    SAMPLE,
    make_book,
    make_item,
    make_template,
)
from tests.knowledge.samples import NATIONAL, make_base, write_content

STARTS = {"id": "starts", "label": "开始日期", "type": "date"}
KIND = {"id": "kind", "label": "类别", "type": "choice", "choices": ["甲", "乙"]}
FACTS = [MEMBER, EXPECTED, ATTENDED, STARTS, KIND]


def problems(item, **fields):
    """The reasons about a template with this item and one input of every type."""
    template = make_template(make_item(**item), facts=FACTS, **fields)
    return [reason for _, _, reason in find_broken_checklists(make_book(template, deadlines=("peixun.a",)))]


def test_the_shipped_checklists_have_no_findings():
    """All that they point to exists, in both ways of loading."""
    base = load_knowledge()
    assert list(find_broken_checklists(base.checklist_book)) == []
    assert list(find_checklist_findings(base)) == []
    assert base.checklists == load_checklists().templates
    assert len(export(base)["checklists"]) == 59


@pytest.mark.parametrize(
    ("item", "reason"),
    [
        ({"cite": ["CN9 一.1"]}, "unknown provision CN9 一.1"),
        ({"cite": ["CN1 九"]}, "unknown provision CN1 九"),
        ({"cite": ["CN1 一"]}, "CN1 一 is a bare heading"),
        ({"opens": ["no.such"]}, "no checklist 'no.such'"),
        ({"deadlines": ["no.such"]}, "no deadline rule 'no.such'"),
        ({"inputs": ["stranger"]}, "no fact 'stranger'"),
        (
            {"inputs": [{"id": "come", "label": "来人", "type": "integer", "at_most": ["member"]}]},
            "'member' is no number that 'come' could exceed",
        ),
        ({"when": {"fact": "stranger", "is": True, "text": "某事"}}, "no input 'stranger'"),
        ({"when": {"fact": "member", "at_least": 1, "text": "某事"}}, "at_least does not fit 'member'"),
        ({"when": {"fact": "expected", "around": 1, "text": "某事"}}, "around does not fit 'expected'"),
        ({"when": {"fact": "kind", "is": True, "text": "某事"}}, "is does not fit 'kind'"),
        ({"when": {"fact": "kind", "in": ["丙"], "text": "某事"}}, "in does not fit 'kind'"),
        ({"when": {"fact": "member", "is": "甲", "text": "某事"}}, "is does not fit 'member'"),
        ({"when": {"fact": "starts", "before": "today", "text": "某事"}}, "before does not fit 'starts'"),
        ({"when": {"fact": "starts", "before": date(2026, 1, 1), "text": "某事"}}, None),
        ({"when": {"fact": "member", "before": "starts", "text": "某事"}}, "before does not fit 'member'"),
        (
            {"gate": {"needs": {"fact": "attended", "is": True, "text": "某事"}, "failing": "不行。"}},
            "is does not fit 'attended'",
        ),
        ({"opens": [{"id": "tuijian.sample", "when": {"fact": "kind", "is": "甲", "text": "甲类"}}]}, None),
        ({"deadlines": ["peixun.a"], "when": {"fact": "starts", "after": "starts", "text": "某事"}}, None),
        (
            {
                "gate": {
                    "needs": {"all": [{"fact": "kind", "in": ["甲"], "text": "甲类"}]},
                    "failing": "不行。",
                }
            },
            None,
        ),
    ],
)
def test_broken_items(item, reason):
    """Each problem is said once; what is sound is left alone."""
    assert problems(item) == ([reason] if reason else [])


def test_an_unknown_document():
    """The documents that a checklist follows must exist."""
    assert problems({}, documents=["CN9"]) == ["unknown document CN9"]


def test_dangling_and_ungrounded():
    """Entries that are gone, and figures that the provision lacks, with the place."""
    template = make_template(make_item(do="至少30人到会。", blanks=["没有写7天。"]), related=["no.entry"])
    base = make_base(checklists={template.id: template})
    assert [one.reason for one in find_checklist_findings(base)] == ["no entry 'no.entry'"]
    told = [one.reason for one in find_checklist_findings(base, {"CN1 一.1": "到会30人"})]
    assert told == ["no entry 'no.entry'", "7 is not in the cited provisions: 没有写7天。"]
    sound = make_base(checklists={SAMPLE.id: SAMPLE.model_copy(update={"related": ("diaoren.age",)})})
    assert list(find_checklist_findings(sound, {})) == []


def test_broken_checklists_stop_the_load(tmp_path):
    """With file, line and reason, whichever way they are loaded."""
    row = SAMPLE.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    row["items"] = [make_item(cite=["CN1 九"])]
    row["facts"] = []
    files = {
        "documents.yaml": yaml.safe_dump([NATIONAL.model_dump(mode="json")], allow_unicode=True),
        "checklists/x.yaml": yaml.safe_dump([row], allow_unicode=True),
    }
    folder = write_content(tmp_path, files)
    for load in (load_checklists, load_knowledge):
        with pytest.raises(
            ContentError, match=r"checklists/x\.yaml:1: tuijian\.sample/first: unknown provision"
        ):
            load(folder)
