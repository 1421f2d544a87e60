"""Chains of records: what was written verifies, and any change shows."""

import copy
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.chain import FORMAT, GENESIS, Broken, Verified, digest, export_record, verify_record

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)
BODIES = st.lists(st.dictionaries(st.sampled_from("abc"), JSON, max_size=3), max_size=5)


def chained(bodies):
    """A record of these bodies, of a kind that the program need not know."""
    entries, previous = [], GENESIS
    for number, body in enumerate(bodies, start=1):
        sealed = body | {"number": number}
        entries.append(sealed | {"previous": previous, "hash": digest(sealed, previous)})
        previous = entries[-1]["hash"]
    return export_record("case", {"title": "某事"}, entries)


@given(BODIES)
def test_what_was_written_verifies_after_a_trip_through_a_file(bodies):
    """Any JSON object may be an entry."""
    record = json.loads(json.dumps(chained(bodies)))
    verified = verify_record(record)
    assert isinstance(verified, Verified)
    assert (verified.kind, verified.count, verified.hash) == ("case", len(bodies), record["head"]["hash"])


@given(BODIES.filter(bool), st.data())
def test_any_change_shows(bodies, data):
    """A changed, dropped, doubled or moved entry is found, wherever it is."""
    record = chained(bodies)
    place = data.draw(st.integers(0, len(bodies) - 1))
    entries = record["entries"]
    change = data.draw(
        st.sampled_from(["value", "drop", "double", "hash", "previous", "head", "subject", "kind"])
    )
    if change == "value":
        entries[place]["z"] = 1
    elif change == "drop":
        del entries[place]
    elif change == "double":
        entries.insert(place, copy.deepcopy(entries[place]))
    elif change in {"hash", "previous"}:
        entries[place][change] = "f" * 64
    elif change == "subject":
        record["subject"]["title"] = "另一件事"
    elif change == "kind":
        record["kind"] = "audit"
    else:
        record["head"]["count"] += 1
    assert isinstance(verify_record(record), Broken)


@pytest.mark.parametrize(
    "record",
    [
        None,
        [],
        {},
        {"format": "other"},
        {"format": FORMAT},
        {"format": FORMAT, "entries": [], "head": None},
        {"format": FORMAT, "entries": [1], "head": {}},
    ],
)
def test_other_files_are_no_records(record):
    """Anything else is told apart, never a fault."""
    assert isinstance(verify_record(record), Broken)
