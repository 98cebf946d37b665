"""Operations that may be asked for by their hash, and what was spent of the budgets."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import create, index, texts

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    create(
        "trusted_document",
        sa.Column("hash", sa.String(), primary_key=True),
        *texts("text", "title"),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
    )
    create(
        "budget_use",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("since", sa.BigInteger(), primary_key=True),
        sa.Column("spent", sa.BigInteger(), nullable=False),
    )
    index("budget_use", "since")


def downgrade() -> None:
    """Remove them."""
    op.drop_table("budget_use")
    op.drop_table("trusted_document")
