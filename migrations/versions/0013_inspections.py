"""Inspections, findings with their steps, reminder letters, facts in dispute, visits of leaders."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import LIVE, day, index, number, recorded, refers, text, texts, unique, uuid

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add them."""
    _inspections()
    _findings()
    _disputes()
    recorded(
        "visit",
        uuid("project_id"),
        uuid("assignment_id", nullable=True),
        uuid("person_id", nullable=True),
        text("post"),
        day("occurred_on"),
        *texts("seen", "promised"),
        refers("visit", "project_id", "project.id"),
        refers("visit", "person_id", "person.id"),
    )
    _indexed("visit", "project_id", "person_id", "occurred_on")


def downgrade() -> None:
    """Remove them."""
    for name in (
        "visit",
        "disputed_fact",
        "reminder_letter",
        "finding_step",
        "finding",
        "inspection_answer",
        "inspected_project",
        "inspection_member",
        "inspection",
    ):
        op.drop_table(name)


def _inspections() -> None:
    recorded(
        "inspection",
        *texts("policy", "kind", "manner"),
        _truth("unannounced"),
        day("since"),
        text("text"),
    )
    _indexed("inspection", "policy")
    recorded("inspection_member", uuid("inspection_id"), uuid("unit_id", nullable=True), text("post"))
    _indexed("inspection_member", "inspection_id")
    recorded(
        "inspected_project",
        uuid("inspection_id"),
        text("policy"),
        uuid("project_id"),
        day("occurred_on", nullable=True),
        text("text"),
        refers("inspected_project", "project_id", "project.id"),
    )
    _indexed("inspected_project", "project_id", "occurred_on")
    unique("inspected_project", LIVE, "inspection_id", "project_id")
    recorded(
        "inspection_answer",
        uuid("inspected_id"),
        uuid("project_id"),
        *texts("item", "answer", "text"),
        refers("inspection_answer", "project_id", "project.id"),
    )
    _indexed("inspection_answer", "project_id")
    unique("inspection_answer", LIVE, "inspected_id", "item")


def _findings() -> None:
    recorded(
        "finding",
        text("policy"),
        uuid("inspection_id", nullable=True),
        uuid("project_id", nullable=True),
        uuid("unit_id"),
        *texts("problem", "category"),
        day("occurred_on"),
        text("text"),
        _truth("severe"),
        text("status"),
        day("due", nullable=True),
        day("escalated_on", nullable=True),
        uuid("other_id", nullable=True),
        day("closed_on", nullable=True),
        refers("finding", "project_id", "project.id"),
    )
    _indexed("finding", "project_id", "unit_id", "inspection_id", "problem", "due")
    recorded(
        "finding_step",
        uuid("finding_id"),
        number("place"),
        text("kind"),
        day("occurred_on"),
        *texts("text", "post"),
        day("due", nullable=True),
        text("clause"),
    )
    _indexed("finding_step", "finding_id")
    recorded(
        "reminder_letter",
        uuid("finding_id"),
        uuid("project_id", nullable=True),
        uuid("unit_id"),
        text("number"),
        day("occurred_on"),
        day("due"),
        *texts("problem", "target", "page"),
        refers("reminder_letter", "project_id", "project.id"),
    )
    _indexed("reminder_letter", "finding_id", "unit_id", "project_id")
    unique("reminder_letter", LIVE, "jurisdiction", "number")


def _disputes() -> None:
    recorded(
        "disputed_fact",
        uuid("finding_id"),
        uuid("project_id"),
        text("kind"),
        uuid("disputed_id"),
        _truth("upheld", nullable=True),
        day("decided_on", nullable=True),
        text("text"),
        refers("disputed_fact", "project_id", "project.id"),
    )
    _indexed("disputed_fact", "project_id", "disputed_id")
    unique("disputed_fact", LIVE, "finding_id", "disputed_id")


def _truth(name: str, *, nullable: bool = False) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=nullable)


def _indexed(table: str, *columns: str) -> None:
    for column in columns:
        index(table, column)
