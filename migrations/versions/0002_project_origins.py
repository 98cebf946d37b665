"""Which projects were split off others, or took others in."""

from alembic import op

from xiangmu.db.ddl import LIVE, day, index, of_project, refers, text, unique, uuid

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add ``project_origin``."""
    name = "project_origin"
    of_project(
        name,
        uuid("origin_id"),
        text("how"),
        day("occurred_on"),
        refers(name, "origin_id", "project.id"),
        state=False,
    )
    index(name, "origin_id")
    unique(name, LIVE, "project_id", "origin_id")


def downgrade() -> None:
    """Remove it."""
    op.drop_table("project_origin")
