"""Documents, locators and citations."""

import pytest
from pydantic import ValidationError

from knowledge.sources import Citation, Document
from tests.knowledge.samples import NATIONAL


def test_one_line_citation():
    """YAML writes a citation as one line."""
    citation = Citation.model_validate("NX2016 二.4.3")
    assert (citation.document, citation.locator) == ("NX2016", "二.4.3")
    assert str(citation) == "NX2016 二.4.3"


def test_two_field_citation():
    """The export's form is read back."""
    fields = {"document": "NX2016", "locator": "前言"}
    assert Citation.model_validate(fields).model_dump() == fields


@pytest.mark.parametrize("text", ["NX2016", "NX2016 4.3", "NX2016 二。4", ""])
def test_bad_citation(text):
    """What is no locator is refused."""
    with pytest.raises(ValidationError):
        Citation.model_validate(text)


@pytest.mark.parametrize(
    ("locator", "words"),
    [("前言", "前言"), ("二", "第二部分"), ("二.1", "第二部分第1条"), ("二.1.3", "第二部分第1条第3段")],
)
def test_locator_in_words(locator, words):
    """A locator reads as the way to the provision."""
    assert NATIONAL.locate(locator) == words
    assert NATIONAL.place(locator) == f"全国意见{words}"


def test_chinese_and_spelled_locators():
    """Levels may be counted in Chinese, and irregular locators are spelled out."""
    document = NATIONAL.model_copy(
        update={"locator_words": ("第{0}部分", "（{1:cn}）"), "spelled": {"二.1": "第二部分“一是”"}}
    )
    assert document.locate("一.3") == "第一部分（三）"
    assert document.locate("一.12") == "第一部分（十二）"
    assert document.locate("二.1") == "第二部分“一是”"


def test_headings_must_exist():
    """A heading that is no locator is a mistake in the card."""
    with pytest.raises(ValidationError, match="no locators"):
        Document.model_validate(NATIONAL.model_dump() | {"headings": ("九",)})
