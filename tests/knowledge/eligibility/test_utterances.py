"""What people type: the table of utterances, each with the facts that it states or that a question makes of it."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from knowledge.eligibility.facts import FactError, FactType
from knowledge.eligibility.reading import read_statements
from knowledge.eligibility.replies import VagueError, read_reply
from knowledge.loader import load_rulebook

BOOK = load_rulebook()
TODAY = date(2026, 11, 22)
TABLE = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "eligibility_utterances.yaml").read_text(encoding="utf-8")
)
REPLIES = [(row["asked"], said, read) for row in TABLE["replies"] for said, read in row["said"].items()]


def typed(facts):
    """The facts of the table as values."""
    return {
        name: Fraction(str(value)) if BOOK.fact(name).type is FactType.NUMBER else value
        for name, value in facts.items()
    }


@pytest.mark.parametrize("row", TABLE["statements"], ids=lambda row: row["said"])
def test_statements(row):
    """Exactly these facts, and which of them are only roughly said."""
    found = read_statements(row["said"], BOOK.facts.values(), TODAY)
    assert {item.fact.id: item.value for item in found} == typed(row["facts"])
    assert [item.fact.id for item in found if not item.is_exact] == row.get("loose", [])


@pytest.mark.parametrize(("asked", "said", "read"), REPLIES, ids=lambda value: str(value)[:30])
def test_replies(asked, said, read):
    """The fact asked for, the date it follows from, or nothing."""
    fact = BOOK.fact(asked)
    if isinstance(read, str) and read != "dont_know":
        with pytest.raises(VagueError if read == "vague" else FactError) as raised:
            read_reply(BOOK, fact, said, TODAY)
        assert isinstance(raised.value, VagueError) is (read == "vague")
        return
    reply = read_reply(BOOK, fact, said, TODAY)
    expected = {} if read == "dont_know" else read["facts"]
    assert reply.facts == typed(expected)
    assert reply.exact is not (isinstance(read, dict) and read.get("loose", False))
