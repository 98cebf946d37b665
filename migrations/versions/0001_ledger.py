"""The ledger, the facts it records, and the triggers that keep them."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db import ddl
from xiangmu.db.ddl import (
    LIVE,
    STANDING,
    create,
    day,
    index,
    keep,
    number,
    of_project,
    of_unit,
    recorded,
    refers,
    text,
    texts,
    unique,
    uuid,
    yuan,
)

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ONCE = STANDING + " AND stage NOT IN ('SUSPENDED', 'RESUMED')"


def upgrade() -> None:
    """From an empty database."""
    ddl.prepare()
    ledger()
    units()
    projects()
    events()
    conduct()
    surveys()
    publications()


def downgrade() -> None:
    """Back to an empty database."""
    everything = sa.MetaData()
    everything.reflect(op.get_bind())
    for table in reversed(everything.sorted_tables):
        if table.name != "alembic_version":
            op.drop_table(table.name)
    ddl.clean_up()


def ledger() -> None:
    """The ledger and the erasable personal data."""
    table = create(
        "command",
        sa.Column("no", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        text("principal"),
        uuid("request_id"),
        *texts("request_hash", "kind", "subject", "reason", "before_digest", "after_digest", "scope"),
        *texts("prev_hash", "hash"),
        sa.UniqueConstraint("request_id", name="uq_command_request_id"),
    )
    index("command", "scope")
    index("command", "recorded_at")
    keep(table)
    create(
        "person",
        sa.Column("id", sa.Uuid(), primary_key=True),
        text("jurisdiction"),
        text("name", nullable=True),
        text("phone", nullable=True),
        number("no"),
        number("erased_no", nullable=True),
        refers("person", "no", "command.no"),
        refers("person", "erased_no", "command.no"),
    )
    index("person", "jurisdiction")


def units() -> None:
    """Jurisdictions, units and enabled policies."""
    recorded("jurisdiction", *texts("key", "title", "division_code", "parent"))
    unique("jurisdiction", LIVE, "key")
    recorded(
        "unit",
        *texts("key", "title", "kind", "division_code"),
        day("since", nullable=True),
        day("until", nullable=True),
    )
    unique("unit", LIVE, "jurisdiction", "key")
    recorded("unit_alias", uuid("unit_id"), *texts("alias", "folded"))
    unique("unit_alias", LIVE, "jurisdiction", "folded")
    recorded(
        "enabled_policy",
        text("policy"),
        day("since"),
        day("until", nullable=True),
        sa.Column("readings", sa.JSON(), nullable=False),
    )
    unique("enabled_policy", LIVE, "jurisdiction", "policy", "since")


def projects() -> None:
    """Projects, their dated versions, and how policies take them in."""
    create(
        "project",
        sa.Column("id", sa.Uuid(), primary_key=True),
        *texts("jurisdiction", "name", "name_folded"),
        uuid("unit_id", nullable=True),
        *texts("kind", "sector"),
        yuan("total_yuan"),
        *texts("stage", "place", "sample"),
        number("version"),
        sa.Column("profile", sa.JSON()),
    )
    index("project", "jurisdiction")
    index("project", "unit_id")
    of_project("project_code", text("code"), state=False)
    unique("project_code", LIVE, "jurisdiction", "code")
    of_project(
        "project_version",
        day("effective"),
        text("name"),
        yuan("total_yuan"),
        *texts("kind", "sector", "flags"),
        sa.Column("profile", sa.JSON()),
        uuid("unit_id", nullable=True),
        *texts("place", "sample"),
    )
    unique("project_version", STANDING, "project_id", "effective")
    of_project(
        "enrolment",
        text("policy"),
        uuid("unit_id"),
        day("since"),
        day("until", nullable=True),
        *texts("counting", "ground"),
    )
    unique("enrolment", STANDING, "project_id", "policy", "unit_id", "since")
    of_project("admission", text("policy"), day("admitted_on"), *texts("waiver", "waiver_reason", "approver"))
    unique("admission", STANDING, "project_id", "policy")


def events() -> None:
    """What happened to projects."""
    of_project("stage_event", day("occurred_on"), text("stage"))
    unique("stage_event", ONCE, "project_id", "stage")
    unique("stage_event", STANDING, "project_id", "stage", "occurred_on", name="same_day")
    of_project("start_event", day("occurred_on"), text("kind"))
    unique("start_event", STANDING, "project_id", "kind")
    of_project("plan", text("milestone"), day("due"), day("made_on"), day("approved_on", nullable=True))
    unique("plan", STANDING, "project_id", "milestone", "made_on")
    of_project("month_progress", day("month"), yuan("invested_yuan"), yuan("cumulative_yuan"))
    unique("month_progress", STANDING, "project_id", "month")
    of_project(
        "listing", day("occurred_on"), text("key_list"), sa.Column("delisted", sa.Boolean(), nullable=False)
    )
    unique("listing", STANDING, "project_id", "key_list", "occurred_on")
    of_project(
        "funding_step",
        day("occurred_on"),
        *texts("source", "step"),
        yuan("amount_yuan"),
        text("bundle"),
        uuid("applicant_id", nullable=True),
    )
    unique("funding_step", STANDING, "project_id", "source", "step", "occurred_on", "bundle")


def conduct() -> None:
    """What units did, and what was decided about them."""
    of_unit("meeting", *texts("kind", "chair"), sa.Column("solved", sa.Boolean(), nullable=False))
    index("meeting", "unit_id")
    recorded(
        "meeting_project",
        uuid("meeting_id"),
        uuid("project_id"),
        refers("meeting_project", "project_id", "project.id"),
    )
    unique("meeting_project", LIVE, "meeting_id", "project_id")
    of_unit("praise", *texts("source", "matter"))
    unique("praise", STANDING, "unit_id", "source", "matter", "occurred_on")
    of_unit("criticism", *texts("kind", "matter"))
    unique("criticism", STANDING, "unit_id", "kind", "matter", "occurred_on")
    of_unit("harm", *texts("kind", "verified_by", "matter"))
    unique("harm", STANDING, "unit_id", "kind", "matter", "occurred_on")
    recorded(
        "judgement",
        *texts("state", "policy", "period"),
        uuid("unit_id"),
        *texts("group_key", "item", "matter"),
        number("hundredths"),
        text("judgement_reason"),
    )
    unique("judgement", STANDING, "unit_id", "policy", "group_key", "period", "item", "matter")


def surveys() -> None:
    """Surveys, their samples and ballots."""
    recorded(
        "survey",
        *texts("policy", "group_key", "period", "seed"),
        number("frame_size"),
        day("closed_on", nullable=True),
    )
    unique("survey", LIVE, "jurisdiction", "policy", "group_key", "period")
    recorded("survey_sample", uuid("survey_id"), number("position"), *texts("enterprise", "token_hash"))
    unique("survey_sample", LIVE, "survey_id", "enterprise")
    unique("survey_sample", LIVE, "token_hash", name="token")
    box = create(
        "ballot_box",
        sa.Column("id", sa.Uuid(), primary_key=True),
        uuid("survey_id"),
        uuid("unit_id"),
        *(number(name) for name in ("attitude", "efficiency", "quality")),
        sqlite_with_rowid=False,
    )
    index("ballot_box", "survey_id")
    keep(box)
    recorded(
        "ballot",
        *texts("state", "policy", "period"),
        uuid("unit_id"),
        uuid("survey_id"),
        *(number(name) for name in ("attitude", "efficiency", "quality")),
    )
    index("ballot", "survey_id")


def publications() -> None:
    """What was published."""
    recorded(
        "publication",
        *texts("policy", "group_key", "period"),
        number("number"),
        uuid("corrects", nullable=True),
        day("as_of"),
        number("known_no"),
        day("published_on"),
        sa.Column("readings", sa.JSON(), nullable=False),
        *texts("plugin", "plugin_version"),
        number("format"),
        sa.Column("snapshots", sa.LargeBinary(), nullable=False),
        text("snapshots_hash"),
        sa.Column("results", sa.LargeBinary(), nullable=False),
        text("results_hash"),
    )
    unique("publication", LIVE, "jurisdiction", "policy", "group_key", "period", "number")
