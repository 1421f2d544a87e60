"""The ledger of updates, on SQLite and PostgreSQL."""

from datetime import timedelta

from storage.tables import ProcessedUpdate
from storage.updates import delete_updates, get_update, record_update


def make_row(now, *, bot_id=1, update_id=10, digest="aa"):
    """A ledger row with sensible defaults."""
    return ProcessedUpdate(bot_id=bot_id, update_id=update_id, digest=digest, processed_at=now)


def test_a_redelivery_is_recognized(database, now):
    """The same update is recorded once."""
    for expected in (True, False):
        with database.write() as session:
            assert record_update(session, row=make_row(now)) is expected


def test_bots_count_for_themselves(database, now):
    """Another bot's update of the same number is another update."""
    with database.write() as session:
        assert record_update(session, row=make_row(now))
        assert record_update(session, row=make_row(now, bot_id=2))


def test_a_server_that_counts_anew_is_believed(database, now):
    """The same number with other content is new, and then known itself."""
    with database.write() as session:
        assert record_update(session, row=make_row(now))
        assert record_update(session, row=make_row(now, digest="bb"))
        assert not record_update(session, row=make_row(now, digest="bb"))
        row = get_update(session, bot_id=1, update_id=10)
    assert row
    assert row.digest == "bb"


def test_old_rows_are_pruned(database, now):
    """Rows older than any redelivery go, newer ones stay."""
    with database.write() as session:
        record_update(session, row=make_row(now - timedelta(days=3)))
        record_update(session, row=make_row(now, update_id=11))
    with database.write() as session:
        assert delete_updates(session, before=now - timedelta(days=2)) == 1
        assert get_update(session, bot_id=1, update_id=10) is None
        assert get_update(session, bot_id=1, update_id=11) is not None
