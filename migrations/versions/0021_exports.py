"""Exports that were asked for and may be fetched for a while."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import create, index, texts

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    create(
        "export_request",
        sa.Column("id", sa.Uuid(), primary_key=True),
        *texts("principal", "wanted"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    )
    index("export_request", "created_at")


def downgrade() -> None:
    """Remove them."""
    op.drop_table("export_request")
