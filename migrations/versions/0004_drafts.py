"""Drafts of publications, what units say against them, and what becomes of them."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import LIVE, day, index, number, recorded, text, texts, unique, uuid

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    recorded(
        "publication_draft",
        *texts("policy", "group_key", "period"),
        number("number"),
        uuid("corrects", nullable=True),
        day("as_of"),
        number("known_no"),
        sa.Column("readings", sa.JSON(), nullable=False),
        *texts("plugin", "plugin_version"),
        number("format"),
        sa.Column("snapshots", sa.LargeBinary(), nullable=False),
        text("snapshots_hash"),
        sa.Column("results", sa.LargeBinary(), nullable=False),
        text("results_hash"),
        number("round"),
        day("drafted_on"),
        text("drafted_by"),
        sa.Column("objections_until", sa.DateTime(timezone=True), nullable=False),
    )
    unique("publication_draft", LIVE, "jurisdiction", "policy", "group_key", "period", "round")
    recorded("objection", uuid("draft_id"), uuid("unit_id"), *texts("item", "text"))
    index("objection", "draft_id")
    recorded(
        "objection_answer",
        uuid("objection_id"),
        uuid("draft_id"),
        sa.Column("upheld", sa.Boolean(), nullable=False),
        text("text"),
    )
    index("objection_answer", "objection_id")
    unique("objection_answer", LIVE, "objection_id")
    recorded(
        "draft_decision",
        uuid("draft_id"),
        *texts("period", "outcome"),
        day("decided_on"),
        uuid("publication_id", nullable=True),
    )
    index("draft_decision", "draft_id")
    unique("draft_decision", LIVE, "draft_id")


def downgrade() -> None:
    """Remove them."""
    for name in ("draft_decision", "objection_answer", "objection", "publication_draft"):
        op.drop_table(name)
