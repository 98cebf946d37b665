"""Reports handed in and given back, what was waived, days decided to be worked."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import LIVE, day, index, number, recorded, text, texts, unique, uuid

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    recorded(
        "report",
        *texts("policy", "obligation"),
        day("due"),
        uuid("unit_id", nullable=True),
        number("number"),
        _moment("received_at"),
        text("text"),
        sa.Column("figures", sa.JSON(), nullable=False),
        number("known_no"),
    )
    index("report", "policy")
    index("report", "unit_id")
    unique("report", LIVE, "policy", "obligation", "due", "unit_id", "number")
    unique("report", _WHOLE, "policy", "obligation", "due", "number", name="whole")
    recorded(
        "report_return",
        text("policy"),
        uuid("report_id"),
        uuid("unit_id", nullable=True),
        _moment("again_by", nullable=True),
        text("text"),
    )
    index("report_return", "policy")
    index("report_return", "unit_id")
    unique("report_return", LIVE, "report_id")
    recorded(
        "occurrence_waiver",
        *texts("policy", "obligation"),
        day("due"),
        uuid("unit_id", nullable=True),
        text("text"),
    )
    index("occurrence_waiver", "policy")
    unique("occurrence_waiver", LIVE, "policy", "obligation", "due", "unit_id")
    unique("occurrence_waiver", _WHOLE, "policy", "obligation", "due", name="whole")
    recorded("workday_decision", day("day"), sa.Column("works", sa.Boolean(), nullable=False), text("text"))
    unique("workday_decision", LIVE, "jurisdiction", "day")


_WHOLE = f"{LIVE} AND unit_id IS NULL"


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def downgrade() -> None:
    """Remove them."""
    for name in ("workday_decision", "occurrence_waiver", "report_return", "report"):
        op.drop_table(name)
