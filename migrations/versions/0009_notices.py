"""Notifications: channels on record, and beside the ledger their addresses, messages and deliveries."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import LIVE, create, index, number, recorded, refers, text, texts, unique, uuid

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TABLES = (
    "channel_use",
    "notification_delivery",
    "notification",
    "channel_address",
    "notification_channel",
)


def upgrade() -> None:
    """Add them."""
    recorded(
        "notification_channel",
        *texts("kind", "title", "topics", "units"),
        sa.Column("disabled", sa.Boolean(), nullable=False),
    )
    unique("notification_channel", LIVE, "jurisdiction", "title")
    create("channel_address", _id(), *texts("url", "secret"), _instant("paused_until", nullable=True))
    _notifications()
    _deliveries()
    create("channel_use", _id(), uuid("channel_id"), _instant("at"))
    index("channel_use", "channel_id")


def downgrade() -> None:
    """Remove them."""
    for name in TABLES:
        op.drop_table(name)


def _notifications() -> None:
    name = "notification"
    create(
        name,
        _id(),
        text("jurisdiction"),
        number("no", nullable=True),
        text("key", nullable=True),
        text("topic"),
        uuid("unit_id", nullable=True),
        uuid("channel_id", nullable=True),
        *texts("title", "text", "format"),
        _instant("made_at"),
        _instant("spread_at", nullable=True),
        refers(name, "no", "command.no"),
        sa.UniqueConstraint("key", name=f"uq_{name}_key"),
    )
    for column in ("made_at", "spread_at"):
        index(name, column)


def _deliveries() -> None:
    name = "notification_delivery"
    create(
        name,
        _id(),
        text("jurisdiction"),
        uuid("notification_id"),
        uuid("channel_id"),
        _instant("made_at"),
        text("state"),
        number("attempts"),
        _instant("next_at"),
        text("failure", nullable=True),
        number("answer_code", nullable=True),
        _instant("delivered_at", nullable=True),
        refers(name, "notification_id", "notification.id"),
    )
    for column in ("jurisdiction", "notification_id", "channel_id", "state"):
        index(name, column)


def _id() -> sa.Column[object]:
    return sa.Column("id", sa.Uuid(), primary_key=True)


def _instant(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
