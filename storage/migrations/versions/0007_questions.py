"""Questions: which are the same, which were passed on, and what was replied.

Revision: 0007
Follows: 0006
"""

import sqlalchemy as sa
import sqlmodel
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Apply the change."""
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "sameness", sqlmodel.sql.sqltypes.AutoString(length=64), nullable=False, server_default=""
            )
        )
        batch_op.add_column(sa.Column("passed_on_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("settled_at", sqlmodel.sql.sqltypes.UTCDateTime(), nullable=True))
        batch_op.add_column(sa.Column("reply", sqlmodel.sql.sqltypes.AutoString(length=500), nullable=True))
    # Questions of before are the same when they were put in the same words.
    op.execute("UPDATE questions SET sameness = substr(text, 1, 64)")
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.alter_column("sameness", server_default=None)
        batch_op.create_index(
            batch_op.f("ix_questions_settled_at_sameness"), ["settled_at", "sameness"], unique=False
        )


def downgrade() -> None:
    """Take the change back."""
    with op.batch_alter_table("questions", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_questions_settled_at_sameness"))
        batch_op.drop_column("reply")
        batch_op.drop_column("settled_at")
        batch_op.drop_column("passed_on_at")
        batch_op.drop_column("sameness")
