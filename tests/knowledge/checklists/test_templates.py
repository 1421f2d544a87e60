"""Templates and their book: marks, versions, regions, and what no template may say."""

import json

import pytest
from pydantic import ValidationError

from knowledge.checklists.book import resolve
from knowledge.checklists.listing import export_checklist, list_checklist, show_checklist
from knowledge.checklists.templates import Actor, Opening, Record
from knowledge.eligibility.facts import Fact
from knowledge.errors import UnknownIdError
from tests.knowledge.checklists.samples import (
    MEMBER,
    NOT_MEMBER,
    QUORUM,
    SAMPLE,
    make_book,
    make_item,
    make_template,
)


def test_marks_are_read():
    """※ presumes an actor, ★ marks a record that the document names; written-out forms stay as they are."""
    assert Actor.model_validate("组织部门※") == Actor(name="组织部门", presumed=True)
    assert Actor.model_validate({"name": "本人"}) == Actor(name="本人")
    assert Record.model_validate("★汇总表") == Record(name="汇总表", named=True)
    assert Record.model_validate({"name": "签到表"}) == Record(name="签到表")
    assert Opening.model_validate("a.b") == Opening(id="a.b")


@pytest.mark.parametrize(
    ("items", "fields", "words"),
    [
        ([make_item(), make_item()], {}, "item 'first' occurs twice"),
        ([make_item(inputs=[MEMBER])], {"facts": [MEMBER]}, "input 'member' occurs twice"),
        ([make_item()], {"who": []}, "nobody does 'first'"),
        ([make_item(when={"blank": "空白", "text": "空白"})], {}, "only tests"),
        ([make_item(gate=QUORUM | {"needs": {"not": NOT_MEMBER}})], {}, "what must hold"),
        ([make_item(cite=[])], {}, "at least 1"),
        ([make_item(covers="D01")], {}, "pattern"),
    ],
)
def test_what_is_refused(items, fields, words):
    """Each with its reason."""
    with pytest.raises(ValidationError, match=words):
        make_template(*items, **fields)


def test_the_version_follows_the_content():
    """The same content has the same version, any change another."""
    assert make_template().version == make_template().version
    assert make_template().version != make_template(title="别的标题").version


def test_lookups():
    """Items by id, actors with the template's own as default, foreign items."""
    assert SAMPLE.item("end").title == "收尾"
    assert SAMPLE.item("nowhere") is None
    assert SAMPLE.actors(SAMPLE.item("end")) == SAMPLE.who
    assert [item.id for item in SAMPLE.items if SAMPLE.is_foreign(item)] == ["local"]


def test_the_book_knows_regions():
    """A case follows its own document, the national ones, and those of its region."""
    book = make_book(SAMPLE)
    assert book.followed_in(SAMPLE, "宁夏") == {"CN1", "NX1"}
    assert book.followed_in(SAMPLE, "浙江") == {"CN1"}
    with pytest.raises(UnknownIdError):
        book.template("no.such")


def test_bare_ids_are_resolved():
    """Known facts lend their label and type, unknown ones stay bare."""
    fact = Fact(id="party_member", label="中共党员", type="boolean", question="是党员吗？")
    raw = make_template(make_item(inputs=["stranger"]), facts=["party_member"])
    told = resolve(raw, {"party_member": fact})
    assert (told.facts[0].label, told.items[0].inputs[0].is_bare) == ("中共党员", True)


def test_contract_forms():
    """List, template and export carry what the contracts name."""
    book = make_book(SAMPLE)
    row = list_checklist(book, SAMPLE)
    assert (row["id"], row["title"], row["steps"]) == ("tuijian.sample", "民主推荐", 4)
    assert row["scope"]["documents"] == ["CN1", "NX1"]
    shown = json.loads(json.dumps(show_checklist(book, SAMPLE)))
    assert shown["items"][0]["gate"]["needs"]["at_least"]["times"] == "2/3"
    assert [item["foreign"] for item in shown["items"]] == [False, False, True, False]
    assert shown["items"][0]["who"] == [{"name": "组织部门", "presumed": True}]
    assert shown["items"][1]["when"]["is"] is False
    assert export_checklist(SAMPLE)["items"][2]["citations"] == [{"document": "NX1", "locator": "二.1"}]
