"""Bulletins: drafts, and what was published of them."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import LIVE, day, index, number, recorded, text, texts, unique, uuid

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    recorded("bulletin_draft", *_printout(), number("round"), text("drafted_by"))
    index("bulletin_draft", "policy")
    unique("bulletin_draft", LIVE, "policy", "obligation", "due", "round")
    recorded(
        "bulletin", *_printout(), uuid("draft_id"), number("year"), number("number"), _moment("published_at")
    )
    index("bulletin", "policy")
    index("bulletin", "draft_id")
    unique("bulletin", LIVE, "policy", "year", "number")


def _printout() -> tuple[sa.Column[object], ...]:
    return (
        *texts("policy", "obligation"),
        day("due"),
        uuid("corrects", nullable=True),
        _moment("at"),
        number("known_no"),
        sa.Column("readings", sa.JSON(), nullable=False),
        *texts("plugin", "plugin_version"),
        number("format"),
        sa.Column("gathered", sa.LargeBinary(), nullable=False),
        text("gathered_hash"),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        text("content_hash"),
    )


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def downgrade() -> None:
    """Remove them."""
    for name in ("bulletin", "bulletin_draft"):
        op.drop_table(name)
