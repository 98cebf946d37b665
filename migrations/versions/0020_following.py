"""What changed since a number is found by indexes."""

from xiangmu.db.ddl import follow, unfollow

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

TABLES = (
    "account",
    "activity",
    "activity_project",
    "admission",
    "api_token",
    "assignment",
    "attachment",
    "attachment_link",
    "ballot",
    "bulletin",
    "bulletin_draft",
    "calendar_feed",
    "commitment",
    "criticism",
    "disputed_fact",
    "draft_decision",
    "duplicate_ruling",
    "enabled_policy",
    "enrolment",
    "finding",
    "finding_step",
    "funding_step",
    "goal_revision",
    "harm",
    "indicator_reading",
    "inspected_project",
    "inspection",
    "inspection_answer",
    "inspection_member",
    "inventory_item",
    "issue",
    "issue_step",
    "judgement",
    "jurisdiction",
    "library_entry",
    "library_step",
    "listing",
    "meeting",
    "meeting_decision",
    "meeting_opinion",
    "meeting_project",
    "meeting_proposal",
    "month_closed",
    "month_progress",
    "notification_channel",
    "objection",
    "objection_answer",
    "occurrence_waiver",
    "participant",
    "plan",
    "praise",
    "project_code",
    "project_origin",
    "project_procedure",
    "project_version",
    "publication",
    "publication_draft",
    "reminder_letter",
    "report",
    "report_return",
    "role_grant",
    "stage_event",
    "start_event",
    "statistics_line",
    "statistics_list",
    "survey",
    "survey_sample",
    "unit",
    "unit_alias",
    "visit",
    "workday_decision",
    "year_plan",
)


def upgrade() -> None:
    """Add them to the tables that are there by now."""
    for table in TABLES:
        follow(table)


def downgrade() -> None:
    """Remove them."""
    for table in TABLES:
        unfollow(table)
