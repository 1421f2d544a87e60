"""When something is to be sent next."""

from datetime import timedelta

from storage.instants import get_next_at
from storage.outbox import Notice, add_message
from storage.reminders import list_reminders
from storage.users import mark_invited
from tests.reminding import make_deadline

DAY = timedelta(days=1)


def test_the_earliest_of_reminders_and_messages(database, now):
    """Planned reminders and waiting messages count, from an instant on; nothing planned is None."""
    with database.write() as session:
        assert get_next_at(session, after=now) is None
        user = mark_invited(session, telegram_id=1, display_name="王芳", now=now)
        row = make_deadline(session, now, user_id=user.id)
        planned = sorted(item.due_at for item in list_reminders(session, deadline_id=row.id))
        coming = [at for at in planned if at > now]
        assert get_next_at(session, after=now) == coming[0]
        assert get_next_at(session, after=coming[0]) == coming[1]
        notice = Notice(user_id=user.id, kind="digest", not_before=now + DAY)
        add_message(session, notice=notice, now=now)
        assert get_next_at(session, after=now) == now + DAY
        assert get_next_at(session, after=now + DAY) == coming[0]
        assert get_next_at(session, after=coming[-1]) is None
