"""Parsed files are kept in a form that is read faster, and only what comes back as it was."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.parsed import ParsedFiles

ROWS = [
    (
        1,
        {
            "id": "a",
            "reviewed_on": date(2026, 11, 22),
            "words": ["干部", "a\nb"],
            "n": 1,
            "is": True,
            "no": None,
        },
    )
]


def again(parsed):
    """What was kept, as the next start reads it."""
    return ParsedFiles.load(parsed.dump())


def test_rows_come_back():
    """Dates, text and numbers are what they were; another text is not known."""
    parsed = ParsedFiles()
    assert parsed.get("text") is None
    parsed.add("text", ROWS)
    assert parsed.has_changed
    kept = again(parsed)
    assert kept.get("text") == ROWS
    assert not kept.has_changed
    assert kept.get("other") is None


def test_what_is_used_no_more_is_forgotten():
    """A file that was not asked for is gone with the next keeping."""
    parsed = ParsedFiles()
    parsed.add("old", ROWS)
    kept = again(parsed)
    kept.add("new", ROWS)
    assert kept.has_changed
    assert again(kept).get("old") is None


@pytest.mark.parametrize("row", [{1: "a"}, {"a": datetime(2026, 1, 1)}, {"a": {"b"}}, {"a": float("nan")}])  # noqa: DTZ001
def test_what_json_would_change_is_not_kept(row):
    """Rather parsed again than read wrong."""
    parsed = ParsedFiles()
    parsed.add("text", [(1, row)])
    assert not parsed.has_changed


@given(st.data())
def test_damage_is_noticed(data):
    """Any single changed byte makes the whole unreadable, never something else."""
    parsed = ParsedFiles()
    parsed.add("text", ROWS)
    dumped = bytearray(parsed.dump())
    place = data.draw(st.integers(0, len(dumped) - 1))
    dumped[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ValueError, match="no parsed files"):
        ParsedFiles.load(bytes(dumped))


@pytest.mark.parametrize("dumped", [b"", b"1", b"2 abc\n", b"not this\n"])
def test_other_files_are_refused(dumped):
    """What is no such file says so."""
    with pytest.raises(ValueError, match="no parsed files"):
        ParsedFiles.load(dumped)
