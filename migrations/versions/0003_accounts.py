"""Accounts, grants, API tokens, and what signing in needs."""

import sqlalchemy as sa
from alembic import op

from xiangmu.db.ddl import (
    LIVE,
    Column,
    create,
    day,
    index,
    number,
    recorded,
    refers,
    text,
    texts,
    unique,
    uuid,
)

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

RECORDED = ("api_token", "role_grant", "account")
CHANGING = ("sign_in_guard", "token_use", "refresh_token", "session", "credential")


def upgrade() -> None:
    """Add them."""
    recorded("account", _flag("disabled"))
    recorded(
        "role_grant",
        uuid("account_id"),
        text("role"),
        uuid("unit_id", nullable=True),
        day("since"),
        day("until", nullable=True),
    )
    index("role_grant", "account_id")
    index("role_grant", "role")
    recorded(
        "api_token", uuid("account_id"), *texts("title", "scopes"), day("expires_on"), text("token_hash")
    )
    index("api_token", "account_id")
    unique("api_token", LIVE, "token_hash", name="token")
    _credentials()


def downgrade() -> None:
    """Remove them."""
    for table in (*CHANGING, *RECORDED):
        op.drop_table(table)


def _credentials() -> None:
    create(
        "credential",
        sa.Column("id", sa.Uuid(), primary_key=True),
        *(text(name, nullable=True) for name in ("login", "password_hash", "redeem_hash")),
        _flag("must_change"),
        _instant("redeem_until", nullable=True),
        number("epoch"),
        number("erased_no", nullable=True),
        refers("credential", "erased_no", "command.no"),
        *(sa.UniqueConstraint(name, name=f"uq_credential_{name}") for name in ("login", "redeem_hash")),
    )
    create(
        "session",
        sa.Column("id", sa.Uuid(), primary_key=True),
        uuid("account_id"),
        number("epoch"),
        *texts("seed", "access_hash"),
        *(_instant(name) for name in ("access_until", "until")),
        _instant("ended_at", nullable=True),
        refers("session", "account_id", "credential.id"),
        sa.UniqueConstraint("access_hash", name="uq_session_access_hash"),
    )
    index("session", "account_id")
    index("session", "until")
    create(
        "refresh_token",
        sa.Column("hash", sa.String(), primary_key=True),
        uuid("session_id"),
        uuid("spent_by", nullable=True),
        refers("refresh_token", "session_id", "session.id"),
    )
    index("refresh_token", "session_id")
    create("token_use", sa.Column("id", sa.Uuid(), primary_key=True), _instant("used_at"))
    create(
        "sign_in_guard",
        sa.Column("key", sa.String(), primary_key=True),
        number("failures"),
        _instant("tried_at"),
        _instant("blocked_until", nullable=True),
    )
    index("sign_in_guard", "tried_at")


def _instant(name: str, *, nullable: bool = False) -> Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _flag(name: str) -> Column:
    return sa.Column(name, sa.Boolean(), nullable=False)
