"""What buttons carry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.callback_data import MAX_BYTES, Example, Feedback, Pick, Retry, Sources, encode, parse, parse_as

PAYLOADS = [Example("0123456789ab"), Pick(2**62, 9), Sources(1), Feedback(7, -1), Retry()]


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: type(payload).__name__)
def test_payloads_come_back(payload):
    """What is written is read again, within Telegram's limit."""
    data = encode(payload)
    assert parse(data) == payload
    assert len(data.encode()) <= MAX_BYTES


@pytest.mark.parametrize(
    "data",
    [None, "", "1", "1:", "0:s:1", "1:x:1", "1:s", "1:s:", "1:s:one", "1:s:1:2", "1:p:1", "1:r:1", "s:1"],
)
def test_damaged_and_stale_data_is_none(data):
    """Another version, an unknown kind or wrong values mean nothing."""
    assert parse(data) is None


@given(st.text(max_size=70))
def test_any_text_is_survived(data):
    """Whatever a client sends is read or refused, never a fault."""
    payload = parse(data)
    assert payload is None or parse(encode(payload)) == payload


def test_a_kind_is_asked_for():
    """A payload of another kind is none."""
    assert parse_as(Pick, encode(Sources(1))) is None
    assert parse_as(Sources, encode(Sources(1))) == Sources(1)


def test_too_long_is_refused_when_written():
    """A payload that does not fit is the writer's fault."""
    with pytest.raises(ValueError, match="64 bytes"):
        encode(Example("干" * 30))
