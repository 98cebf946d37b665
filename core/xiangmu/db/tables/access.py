"""Accounts, what they were granted and their API tokens: who may do what, on record without any secret."""

from datetime import date
from uuid import UUID

from xiangmu.db.tables.base import LIVE, Recorded, indexes, unique_while


class Account(Recorded, table=True):
    """Somebody who can sign in. ``jurisdiction`` keeps the account; "" for one of the whole installation.

    Login and password stand in ``credential``, the name in ``person``, both under the account's id.
    """

    __tablename__ = "account"
    __table_args__ = indexes("account")

    disabled: bool


class RoleGrant(Recorded, table=True):
    """A role in ``jurisdiction``, or for one unit of it, on the days from ``since`` to ``until``."""

    __tablename__ = "role_grant"
    __table_args__ = indexes("role_grant", "account_id", "role")

    account_id: UUID
    role: str
    unit_id: UUID | None
    since: date
    until: date | None


class ApiToken(Recorded, table=True):
    """A token for programs: it does what its account may do, within ``scopes``. Only the hash of it is known."""

    __tablename__ = "api_token"
    __table_args__ = (
        *indexes("api_token", "account_id"),
        unique_while("api_token", LIVE, "token_hash", name="token"),
    )

    account_id: UUID
    title: str
    scopes: str
    expires_on: date
    token_hash: str
