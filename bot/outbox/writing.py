"""What the messages about deadlines say: read when they are sent, so that nothing is told that is no longer true."""

from sqlmodel import Session, col, select

from bot.context import Surroundings
from bot.rendering import reminders as rendering
from bot.rendering.reply import Reply
from storage.deadline_lists import get_digest, list_named
from storage.outbox import NUMBERS
from storage.reminders import list_in_message
from storage.scope import Scope
from storage.tables import OutboxMessage, Person, User
from storage.users import get_scope


def write_reminders(session: Session, surroundings: Surroundings, message: OutboxMessage) -> Reply | None:
    """All that is due to one person, in one message."""
    rows = list_in_message(session, message_id=message.id)
    if not rows:
        return None
    # Of several reminders of one deadline the latest speaks.
    latest = {
        deadline.id: rendering.Reminded(deadline, reminder.stage, reminder.send_on)
        for reminder, deadline in rows
    }
    return rendering.render_reminders(
        list(latest.values()), surroundings.knowledge.base.deadline_book, today=surroundings.today()
    )


def write_overdue(session: Session, surroundings: Surroundings, message: OutboxMessage) -> Reply | None:
    """To staff: what is overdue and was reminded of in vain."""
    scope = scope_of(session, surroundings, message)
    named = list_named(session, scope=scope, numbers=message.payload[NUMBERS])
    return rendering.render_overdue(named, today=surroundings.today()) if named else None


def write_unlinked(session: Session, _surroundings: Surroundings, message: OutboxMessage) -> Reply | None:
    """To staff: whose records have deadlines and nobody to remind."""
    numbers = message.payload[NUMBERS]
    linked = select(User.person_id).where(col(User.person_id).is_not(None))
    query = select(Person.name).where(col(Person.id).in_(numbers), col(Person.id).not_in(linked))
    names = list(session.exec(query.order_by(col(Person.id))))
    more = message.payload["count"] - len(numbers)
    return rendering.render_unlinked(names, more=more) if names else None


def write_unreachable(session: Session, _surroundings: Surroundings, message: OutboxMessage) -> Reply | None:
    """To staff: who blocked the bot, so that nothing reaches them."""
    numbers = message.payload[NUMBERS]
    query = select(User.display_name).where(col(User.id).in_(numbers), col(User.is_reachable).is_(False))
    names = list(session.exec(query.order_by(col(User.id))))
    return rendering.render_unreachable(names) if names else None


def write_digest(session: Session, surroundings: Surroundings, message: OutboxMessage) -> Reply | None:
    """To staff, on Mondays: what is overdue and what comes within a month."""
    scope = scope_of(session, surroundings, message)
    digest = get_digest(session, scope=scope, today=surroundings.today())
    return rendering.render_digest(digest, today=surroundings.today()) if digest.has_anything else None


def scope_of(session: Session, surroundings: Surroundings, message: OutboxMessage) -> Scope:
    """What the recipient may see now."""
    user = session.get_one(User, message.user_id)
    return get_scope(session, user=user, is_admin=user.telegram_id in surroundings.settings.admins)
