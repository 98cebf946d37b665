"""Items of inventories."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import day, index, recorded, refers, text, texts, uuid

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    recorded(
        "inventory_item",
        *texts("policy", "inventory", "name"),
        uuid("project_id", nullable=True),
        uuid("unit_id"),
        uuid("lead_id"),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("amount_yuan", sa.BigInteger(), nullable=True),
        sa.Column("area", sa.BigInteger(), nullable=True),
        *texts("cause", "plan"),
        day("occurred_on"),
        text("status"),
        day("disposed_on", nullable=True),
        text("result"),
        refers("inventory_item", "project_id", "project.id"),
    )
    for column in ("policy", "project_id", "unit_id", "lead_id"):
        index("inventory_item", column)


def downgrade() -> None:
    """Remove them."""
    op.drop_table("inventory_item")
