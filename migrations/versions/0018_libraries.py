"""Libraries with the review of what comes into them, and what the statistics office has."""

from alembic import op

from xiangmu.db.ddl import LIVE, day, index, number, recorded, refers, text, texts, unique, uuid

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    recorded(
        "library_entry",
        *texts("policy", "library", "before"),
        uuid("project_id"),
        uuid("unit_id"),
        day("occurred_on"),
        number("round"),
        *texts("status", "awaits"),
        day("admitted_on", nullable=True),
        day("closed_on", nullable=True),
        refers("library_entry", "project_id", "project.id"),
    )
    for column in ("policy", "project_id", "unit_id"):
        index("library_entry", column)
    under_way = f"{LIVE} AND status IN ('UNDER_REVIEW', 'RETURNED')"
    unique("library_entry", under_way, "policy", "project_id", name="under_way")
    unique("library_entry", f"{LIVE} AND status = 'ADMITTED'", "policy", "project_id", name="admitted")
    recorded(
        "library_step",
        uuid("entry_id"),
        uuid("project_id"),
        number("place"),
        number("round"),
        *texts("kind", "step", "level", "reviewer"),
        day("occurred_on"),
        text("text"),
        refers("library_step", "project_id", "project.id"),
    )
    for column in ("entry_id", "project_id"):
        index("library_step", column)
    recorded(
        "statistics_list",
        text("policy"),
        day("month"),
        uuid("unit_id"),
        day("occurred_on"),
        number("lines"),
    )
    for column in ("policy", "unit_id"):
        index("statistics_list", column)
    unique("statistics_list", LIVE, "policy", "month")
    recorded(
        "statistics_line",
        uuid("list_id"),
        uuid("unit_id"),
        number("number"),
        *texts("code", "name", "place"),
    )
    for column in ("list_id", "unit_id"):
        index("statistics_line", column)


def downgrade() -> None:
    """Remove them."""
    for table in ("statistics_line", "statistics_list", "library_step", "library_entry"):
        op.drop_table(table)
