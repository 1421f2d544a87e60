"""Where conversations stand, on SQLite and PostgreSQL."""

from storage.conversations import claim_chat, get_chat, mark_chat


def test_a_chat_begins_with_nothing(database):
    """Claiming adds the row; reading does not."""
    with database.write() as session:
        assert get_chat(session, chat_id=-100_123_456_789) is None
        chat = claim_chat(session, chat_id=-100_123_456_789)
        assert (chat.version, chat.expects, chat.state) == (0, None, {})


def test_state_is_kept_between_transactions(database, now):
    """What was marked is there after a restart, one version further."""
    with database.write() as session:
        chat = claim_chat(session, chat_id=1)
        mark_chat(session, chat, expects="region", state={"last_entry": "a.b", "n": [1, 2]}, now=now)
    with database.read() as session:
        kept = get_chat(session, chat_id=1)
    assert kept
    assert (kept.version, kept.expects, kept.changed_at) == (1, "region", now)
    assert kept.state == {"last_entry": "a.b", "n": [1, 2]}
