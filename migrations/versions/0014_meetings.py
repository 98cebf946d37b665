"""What meetings fulfil and decide, proposals of meetings, and activities."""

from alembic import op

from xiangmu.db.ddl import (
    LIVE,
    day,
    index,
    loosen,
    narrow,
    recorded,
    refers,
    text,
    texts,
    tighten,
    unique,
    uuid,
    widen,
)

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ADDED = ("policy", "obligation", "hour", "place", "post", "matters")
TABLES = (
    "activity_project",
    "activity",
    "meeting_decision",
    "meeting_opinion",
    "participant",
    "meeting_proposal",
)


def upgrade() -> None:
    """Add them. A meeting of no unit is the office's own."""
    loosen("meeting", "unit_id")
    widen("meeting", *(text(name, nullable=True) for name in ADDED), uuid("proposal_id", nullable=True))
    index("meeting", "policy")
    _of_meetings()
    recorded(
        "activity",
        text("state"),
        uuid("unit_id", nullable=True),
        day("occurred_on"),
        *texts("policy", "obligation"),
        day("due"),
        *texts("kind", "results", "delivered_to"),
    )
    _indexed("activity", "policy", "unit_id")
    recorded(
        "activity_project",
        uuid("activity_id"),
        uuid("project_id"),
        refers("activity_project", "project_id", "project.id"),
    )
    index("activity_project", "project_id")
    unique("activity_project", LIVE, "activity_id", "project_id")


def _of_meetings() -> None:
    recorded(
        "meeting_proposal",
        *texts("policy", "obligation"),
        day("occurred_on"),
        *texts("hour", "place", "post", "matters", "status", "proposed_by", "words"),
        uuid("meeting_id", nullable=True),
    )
    _indexed("meeting_proposal", "policy", "meeting_id")
    recorded(
        "participant",
        uuid("owner_id"),
        uuid("unit_id", nullable=True),
        text("post"),
        uuid("person_id", nullable=True),
        refers("participant", "person_id", "person.id"),
    )
    _indexed("participant", "owner_id", "unit_id")
    unique("participant", LIVE, "owner_id", "unit_id", "post")
    recorded("meeting_opinion", uuid("meeting_id"), uuid("unit_id"), text("text"))
    index("meeting_opinion", "meeting_id")
    unique("meeting_opinion", LIVE, "meeting_id", "unit_id")
    recorded(
        "meeting_decision",
        uuid("meeting_id"),
        uuid("unit_id"),
        uuid("project_id", nullable=True),
        day("due"),
        text("text"),
        uuid("issue_id", nullable=True),
        refers("meeting_decision", "project_id", "project.id"),
    )
    _indexed("meeting_decision", "meeting_id", "unit_id")


def _indexed(table: str, *columns: str) -> None:
    for column in columns:
        index(table, column)


def downgrade() -> None:
    """Remove them."""
    for name in TABLES:
        op.drop_table(name)
    op.drop_index("ix_meeting_policy", "meeting")
    narrow("meeting", *ADDED, "proposal_id")
    tighten("meeting", "unit_id")
