"""Deadlines, their reminders, and the outbox with its ledger of delivery.

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "deadlines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("person_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sqlmodel.sql.sqltypes.AutoString(length=200), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=True),
        sa.Column("content_version", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("trigger_on", sa.Date(), nullable=True),
        sa.Column("also_on", sa.Date(), nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("earliest_on", sa.Date(), nullable=True),
        sa.Column("formula", sa.Text(), nullable=True),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("has_own_stages", sa.Boolean(), nullable=False),
        sa.Column("overdue_every", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True),
        sa.Column("overdue_times", sa.Integer(), nullable=False),
        sa.Column("zone", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("origin", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("origin_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("origin_part", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("extended_from", sa.Date(), nullable=True),
        sa.Column("extended_reason", sqlmodel.sql.sqltypes.AutoString(length=300), nullable=True),
        sa.Column("created_by", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("closed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("(closed_at IS NULL) = (status = 'open')", name=op.f("ck_deadlines_closed")),
        sa.CheckConstraint(
            "origin IN ('hand', 'rule', 'case', 'assessment', 'roster')", name=op.f("ck_deadlines_origin")
        ),
        sa.CheckConstraint("status IN ('open', 'done', 'stopped')", name=op.f("ck_deadlines_status")),
        sa.CheckConstraint("(user_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_deadlines_subject")),
        sa.CheckConstraint("overdue_times BETWEEN 0 AND 12", name=op.f("ck_deadlines_overdue_times")),
        sa.ForeignKeyConstraint(
            ["created_by"], ["users.id"], name=op.f("fk_deadlines_created_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["persons.id"], name=op.f("fk_deadlines_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_deadlines_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_deadlines_closed_at"), ["closed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_deadlines_created_by"), ["created_by"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_deadlines_origin_origin_id"), ["origin", "origin_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_deadlines_person_id_status_due_on"),
            ["person_id", "status", "due_on"],
            unique=False,
        )
        batch_op.create_index(
            batch_op.f("ix_deadlines_user_id_status_due_on"), ["user_id", "status", "due_on"], unique=False
        )

    op.create_table(
        "outbox_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("key", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("not_before", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("token", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
        sa.Column("lease_until", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("parts_sent", sa.Integer(), nullable=False),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("changed_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.CheckConstraint(
            "(status NOT IN ('claimed', 'sending')) OR token IS NOT NULL",
            name=op.f("ck_outbox_messages_token"),
        ),
        sa.CheckConstraint(
            "status IN ('waiting', 'claimed', 'sending', 'blocked', 'sent', 'uncertain', 'failed', 'skipped')",
            name=op.f("ck_outbox_messages_status"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_outbox_messages_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_messages")),
        sa.UniqueConstraint("key", name=op.f("uq_outbox_messages_key")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_outbox_messages_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(
            "ix_outbox_messages_in_flight",
            ["lease_until", "user_id"],
            unique=False,
            sqlite_where=sa.text("status IN ('claimed', 'sending')"),
            postgresql_where=sa.text("status IN ('claimed', 'sending')"),
        )
        batch_op.create_index(
            "ix_outbox_messages_troubled",
            ["status", "changed_at"],
            unique=False,
            sqlite_where=sa.text("status IN ('blocked', 'uncertain', 'failed')"),
            postgresql_where=sa.text("status IN ('blocked', 'uncertain', 'failed')"),
        )
        batch_op.create_index(
            batch_op.f("ix_outbox_messages_user_id_status"), ["user_id", "status"], unique=False
        )
        batch_op.create_index(
            "ix_outbox_messages_waiting",
            ["priority", "not_before", "id"],
            unique=False,
            sqlite_where=sa.text("status = 'waiting'"),
            postgresql_where=sa.text("status = 'waiting'"),
        )

    op.create_table(
        "delivery_attempts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("outcome", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("detail", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("provider_message_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "outcome IN ('sent', 'retry', 'blocked', 'uncertain', 'failed', 'skipped', 'resent')",
            name=op.f("ck_delivery_attempts_outcome"),
        ),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["outbox_messages.id"],
            name=op.f("fk_delivery_attempts_message_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_attempts")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("delivery_attempts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_delivery_attempts_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_delivery_attempts_message_id"), ["message_id"], unique=False)

    op.create_table(
        "reminders",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("deadline_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("stage", sqlmodel.sql.sqltypes.AutoString(length=24), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("send_on", sa.Date(), nullable=False),
        sa.Column("due_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("reason", sqlmodel.sql.sqltypes.AutoString(length=32), nullable=True),
        sa.Column("message_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint(
            "status IN ('planned', 'held', 'queued', 'blocked', 'sent', 'uncertain', 'failed', 'skipped', 'cancelled')",
            name=op.f("ck_reminders_status"),
        ),
        sa.ForeignKeyConstraint(
            ["deadline_id"], ["deadlines.id"], name=op.f("fk_reminders_deadline_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["outbox_messages.id"], name=op.f("fk_reminders_message_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_reminders_user_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminders")),
        sa.UniqueConstraint(
            "deadline_id", "stage", "due_on", name=op.f("uq_reminders_deadline_id_stage_due_on")
        ),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reminders_message_id"), ["message_id"], unique=False)
        batch_op.create_index(
            "ix_reminders_planned",
            ["due_at", "id"],
            unique=False,
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )
        batch_op.create_index(batch_op.f("ix_reminders_user_id"), ["user_id"], unique=False)


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("reminders", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_reminders_user_id"))
        batch_op.drop_index(
            "ix_reminders_planned",
            sqlite_where=sa.text("status = 'planned'"),
            postgresql_where=sa.text("status = 'planned'"),
        )
        batch_op.drop_index(batch_op.f("ix_reminders_message_id"))

    op.drop_table("reminders")
    with op.batch_alter_table("delivery_attempts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_delivery_attempts_message_id"))
        batch_op.drop_index(batch_op.f("ix_delivery_attempts_at"))

    op.drop_table("delivery_attempts")
    with op.batch_alter_table("outbox_messages", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_outbox_messages_waiting",
            sqlite_where=sa.text("status = 'waiting'"),
            postgresql_where=sa.text("status = 'waiting'"),
        )
        batch_op.drop_index(batch_op.f("ix_outbox_messages_user_id_status"))
        batch_op.drop_index(
            "ix_outbox_messages_troubled",
            sqlite_where=sa.text("status IN ('blocked', 'uncertain', 'failed')"),
            postgresql_where=sa.text("status IN ('blocked', 'uncertain', 'failed')"),
        )
        batch_op.drop_index(
            "ix_outbox_messages_in_flight",
            sqlite_where=sa.text("status IN ('claimed', 'sending')"),
            postgresql_where=sa.text("status IN ('claimed', 'sending')"),
        )
        batch_op.drop_index(batch_op.f("ix_outbox_messages_changed_at"))

    op.drop_table("outbox_messages")
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_deadlines_user_id_status_due_on"))
        batch_op.drop_index(batch_op.f("ix_deadlines_person_id_status_due_on"))
        batch_op.drop_index(batch_op.f("ix_deadlines_origin_origin_id"))
        batch_op.drop_index(batch_op.f("ix_deadlines_created_by"))
        batch_op.drop_index(batch_op.f("ix_deadlines_closed_at"))

    op.drop_table("deadlines")
