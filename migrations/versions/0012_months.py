"""More of a month's progress, and which months are closed."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import LIVE, day, narrow, recorded, text, unique, widen

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    widen(
        "month_progress",
        sa.Column("year_to_date_yuan", sa.BigInteger(), nullable=True),
        text("picture", nullable=True),
        sa.Column("next_month_yuan", sa.BigInteger(), nullable=True),
        text("next_month_work", nullable=True),
        sa.Column("after_closing", sa.Boolean(), nullable=True),
    )
    recorded("month_closed", day("month"), sa.Column("closed", sa.Boolean(), nullable=False))
    unique("month_closed", LIVE, "jurisdiction", "month")


def downgrade() -> None:
    """Remove them."""
    op.drop_table("month_closed")
    narrow(
        "month_progress",
        "year_to_date_yuan",
        "picture",
        "next_month_yuan",
        "next_month_work",
        "after_closing",
    )
