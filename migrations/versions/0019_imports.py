"""Imports of workbooks on their way."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import create, day, index, number, text, texts, uuid

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

INDEXED = ("principal", "jurisdiction", "created_at")


def upgrade() -> None:
    """Add them."""
    create(
        "import_run",
        sa.Column("id", sa.Uuid(), primary_key=True),
        uuid("request_id"),
        *texts("principal", "jurisdiction", "form", "policy"),
        uuid("upload_id"),
        *texts("file", "sha256", "money", "sheets"),
        uuid("survey_id", nullable=True),
        day("effective"),
        text("reason"),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        text("state"),
        number("done"),
        number("total"),
        *texts("code", "message"),
        sa.Column("preview", sa.LargeBinary(), nullable=True),
        number("head_no"),
        number("first_no", nullable=True),
        number("last_no", nullable=True),
        sa.UniqueConstraint("request_id", name="uq_import_run_request_id"),
    )
    for column in INDEXED:
        index("import_run", column)


def downgrade() -> None:
    """Remove them."""
    op.drop_table("import_run")
