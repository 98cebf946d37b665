"""Problems and their steps."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import LIVE, day, number, recorded, refers, text, texts, unique, uuid

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    recorded(
        "issue",
        *texts("policy", "category"),
        *(uuid(name, nullable=True) for name in ("project_id", "unit_id", "raiser_id")),
        text("raised_by"),
        day("raised_on"),
        *texts("text", "gravity", "source"),
        uuid("source_id", nullable=True),
        *texts("problem", "level", "status", "post"),
        uuid("person_id", nullable=True),
        day("due", nullable=True),
        sa.Column("next_due", sa.DateTime(timezone=True), nullable=True),
        day("closed_on", nullable=True),
        uuid("merged_into", nullable=True),
        refers("issue", "project_id", "project.id"),
        refers("issue", "person_id", "person.id"),
    )
    _while_live("raised_on", "fact_id")
    _while_live("due", "fact_id")
    for column in ("next_due", "project_id", "unit_id", "raiser_id", "raised_by", "problem"):
        _while_live(column)
    recorded(
        "issue_step",
        uuid("issue_id"),
        number("place"),
        text("kind"),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        text("text"),
        uuid("unit_id", nullable=True),
        text("post"),
        uuid("person_id", nullable=True),
        text("level"),
        day("due", nullable=True),
        *texts("rule", "checkpoint", "clause"),
        uuid("other_id", nullable=True),
        refers("issue_step", "person_id", "person.id"),
    )
    unique("issue_step", LIVE, "issue_id", "place")


def downgrade() -> None:
    """Remove them."""
    op.drop_table("issue_step")
    op.drop_table("issue")


def _while_live(*columns: str) -> None:
    where = sa.text(LIVE)
    op.create_index(
        f"ix_issue_{columns[0]}", "issue", list(columns), sqlite_where=where, postgresql_where=where
    )
