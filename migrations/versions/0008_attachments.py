"""Files that belong to what is recorded, files on their way, and the secret that their addresses are signed with."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import LIVE, create, index, number, recorded, text, texts, unique, uuid

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

INDEXED = ("principal", "jurisdiction", "sha256", "requested_at")


def upgrade() -> None:
    """Add them."""
    recorded(
        "attachment",
        *texts("name", "type"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        text("sha256"),
        *_from_the_picture(),
    )
    index("attachment", "sha256")
    recorded("attachment_link", text("owner_kind"), uuid("owner_id"), uuid("attachment_id"))
    index("attachment_link", "attachment_id")
    index("attachment_link", "owner_id")
    unique("attachment_link", LIVE, "owner_kind", "owner_id", "attachment_id")
    _uploads()
    create("signing_key", sa.Column("id", sa.Integer(), primary_key=True), text("secret"))


def downgrade() -> None:
    """Remove them."""
    for name in ("signing_key", "upload", "attachment_link", "attachment"):
        op.drop_table(name)


def _uploads() -> None:
    create(
        "upload",
        sa.Column("id", sa.Uuid(), primary_key=True),
        uuid("request_id"),
        *texts("principal", "jurisdiction", "name"),
        sa.Column("size", sa.BigInteger(), nullable=False),
        text("sha256"),
        _instant("requested_at", nullable=False),
        _instant("until", nullable=False),
        _instant("received_at"),
        text("type", nullable=True),
        *_from_the_picture(),
        sa.Column("recorded", sa.Boolean(), nullable=False),
        sa.UniqueConstraint("request_id", name="uq_upload_request_id"),
    )
    for column in INDEXED:
        index("upload", column)


def _from_the_picture() -> list[sa.Column[object]]:
    return [
        _instant("taken_at"),
        number("latitude", nullable=True),
        number("longitude", nullable=True),
    ]


def _instant(name: str, *, nullable: bool = True) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)
