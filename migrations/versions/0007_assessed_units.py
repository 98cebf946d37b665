"""Which projects a unit is assessed for is looked up whenever it reads anything: by an index."""

from alembic import op

from xiangmu.db.ddl import index

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add it."""
    index("enrolment", "unit_id")


def downgrade() -> None:
    """Remove it."""
    op.drop_index("ix_enrolment_unit_id", "enrolment")
