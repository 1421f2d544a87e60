"""Assessments: eligibility checks of people.

Revision: 0004
Follows: 0003
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    op.create_table(
        "assessments",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("user_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("rule", sqlmodel.sql.sqltypes.AutoString(length=128), nullable=False),
        sa.Column("content_version", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("proposed", sa.JSON(), nullable=False),
        sa.Column("asking", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=True),
        sa.Column("status", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=False),
        sa.Column("verdict", sqlmodel.sql.sqltypes.AutoString(length=16), nullable=True),
        sa.Column("saved_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("shared_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True),
        sa.Column("created_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("updated_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'finished')", name=op.f("ck_assessments_status")),
        sa.CheckConstraint(
            "verdict IN ('eligible', 'conditional', 'not_eligible', 'undetermined')",
            name=op.f("ck_assessments_verdict"),
        ),
        sa.CheckConstraint(
            "(verdict IS NOT NULL) = (status = 'finished')", name=op.f("ck_assessments_finished")
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_assessments_user_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessments")),
    )
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assessments_shared_at"), ["shared_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_assessments_updated_at"), ["updated_at"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_assessments_user_id_updated_at"), ["user_id", "updated_at"], unique=False
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("assessments", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assessments_user_id_updated_at"))
        batch_op.drop_index(batch_op.f("ix_assessments_updated_at"))
        batch_op.drop_index(batch_op.f("ix_assessments_shared_at"))

    op.drop_table("assessments")
