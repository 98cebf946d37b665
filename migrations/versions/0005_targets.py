"""What targets of more governments are measured by: readings, revised goals, plans of years, procedures, duties."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import (
    STANDING,
    day,
    index,
    narrow,
    number,
    of_project,
    of_unit,
    recorded,
    refers,
    text,
    texts,
    unique,
    uuid,
    widen,
    yuan,
)

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLES = (
    "duplicate_ruling",
    "commitment",
    "goal_revision",
    "assignment",
    "indicator_reading",
    "project_procedure",
    "year_plan",
)


def upgrade() -> None:
    """Add them, and the year of a list."""
    _of_projects()
    _indicator_readings()
    _assignments()
    _goal_revisions()
    of_unit("commitment", *texts("policy", "text"), day("due", nullable=True))
    unique("commitment", STANDING, "unit_id", "policy", "text", "occurred_on")
    op.drop_index("uq_listing_natural", "listing")
    widen("listing", number("year", nullable=True))
    unique("listing", f"{STANDING} AND year IS NULL", "project_id", "key_list", "occurred_on")
    unique("listing", STANDING, "project_id", "key_list", "year", "occurred_on", name="of_year")


def downgrade() -> None:
    """Remove them."""
    for name in TABLES:
        op.drop_table(name)
    op.drop_index("uq_listing_of_year", "listing")
    op.drop_index("uq_listing_natural", "listing")
    narrow("listing", "year")
    unique("listing", STANDING, "project_id", "key_list", "occurred_on")


def _of_projects() -> None:
    of_project("year_plan", number("year"), yuan("yuan"))
    unique("year_plan", STANDING, "project_id", "year")
    of_project(
        "project_procedure",
        text("kind"),
        uuid("department_id", nullable=True),
        *(day(name, nullable=True) for name in ("applied_on", "promised_on", "done_on")),
    )
    unique("project_procedure", STANDING, "project_id", "kind")
    of_project(
        "duplicate_ruling",
        uuid("other_id"),
        sa.Column("same", sa.Boolean(), nullable=False),
        day("occurred_on"),
        text("ruling_reason"),
        refers("duplicate_ruling", "other_id", "project.id"),
    )
    index("duplicate_ruling", "other_id")
    unique("duplicate_ruling", STANDING, "project_id", "other_id")


def _indicator_readings() -> None:
    name = "indicator_reading"
    recorded(
        name,
        text("state"),
        text("indicator"),
        uuid("unit_id", nullable=True),
        text("period"),
        sa.Column("micro", sa.BigInteger(), nullable=False),
        text("source"),
    )
    index(name, "period")
    unique(name, STANDING, "unit_id", "indicator", "period")
    whole = f"{STANDING} AND unit_id IS NULL"
    unique(name, whole, "jurisdiction", "indicator", "period", name="whole")


def _assignments() -> None:
    name = "assignment"
    recorded(
        name,
        text("state"),
        text("duty"),
        *(uuid(column, nullable=True) for column in ("unit_id", "project_id", "person_id")),
        text("post"),
        day("since"),
        day("until", nullable=True),
        refers(name, "project_id", "project.id"),
        refers(name, "person_id", "person.id"),
    )
    index(name, "project_id")
    index(name, "unit_id")
    for whose, standing in (("project", "IS NOT NULL"), ("unit", "IS NULL")):
        of = f"{STANDING} AND project_id {standing} AND person_id"
        owner = f"{whose}_id"
        unique(name, f"{of} IS NOT NULL", owner, "duty", "person_id", "since", name=f"person_of_{whose}")
        unique(name, f"{of} IS NULL", owner, "duty", "post", "since", name=f"post_of_{whose}")


def _goal_revisions() -> None:
    name = "goal_revision"
    recorded(
        name,
        *texts("state", "policy", "target", "group_key"),
        uuid("unit_id", nullable=True),
        sa.Column("goal", sa.BigInteger(), nullable=False),
        day("effective"),
        day("approved_on"),
        *texts("approver", "revision_reason"),
    )
    index(name, "policy")
    unique(name, STANDING, "unit_id", "policy", "target", "group_key", "effective")
    whole = f"{STANDING} AND unit_id IS NULL"
    unique(name, whole, "jurisdiction", "policy", "target", "effective", name="whole")
