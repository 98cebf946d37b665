"""Calendars under secret addresses, when they were last fetched, and what has been reminded of."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import LIVE, create, index, recorded, text, unique, uuid

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

TABLES = ("reminder", "calendar_use", "calendar_feed")


def upgrade() -> None:
    """Add them."""
    recorded("calendar_feed", uuid("account_id"), uuid("unit_id", nullable=True), text("secret_hash"))
    index("calendar_feed", "account_id")
    unique("calendar_feed", LIVE, "secret_hash", name="secret")
    create("calendar_use", sa.Column("id", sa.Uuid(), primary_key=True), _instant("used_at"))
    create(
        "reminder",
        *(_part(name, sa.String()) for name in ("policy", "obligation")),
        _part("occurrence", sa.Date()),
        *(_part(name, sa.String()) for name in ("unit", "kind")),
        _part("due", sa.Date()),
        text("jurisdiction"),
        _instant("told_at"),
    )
    index("reminder", "told_at")


def downgrade() -> None:
    """Remove them."""
    for name in TABLES:
        op.drop_table(name)


def _part(name: str, type_: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, type_, primary_key=True)


def _instant(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)
