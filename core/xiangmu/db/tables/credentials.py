"""What signing in needs: not part of the ledger, changed in place, and of every secret the hash alone."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import Base


class Credential(Base, table=True):
    """How the account ``id`` signs in. ``login`` and all hashes go when the account is erased.

    ``redeem_hash`` is of a one-time secret that sets a password. Sessions of an earlier ``epoch`` are over.
    """

    __tablename__ = "credential"

    id: UUID = Field(primary_key=True)
    login: str | None = Field(unique=True)
    password_hash: str | None
    must_change: bool
    redeem_hash: str | None = Field(unique=True)
    redeem_until: datetime | None = Field(sa_type=UtcDateTime)
    epoch: int
    erased_no: int | None = Field(default=None, foreign_key="command.no")


class Session(Base, table=True):
    """Somebody signed in. ``seed`` makes the tokens of the session, together with the one before."""

    __tablename__ = "session"

    id: UUID = Field(primary_key=True)
    account_id: UUID = Field(foreign_key="credential.id", index=True)
    epoch: int
    seed: str
    access_hash: str = Field(unique=True)
    access_until: datetime = Field(sa_type=UtcDateTime)
    until: datetime = Field(sa_type=UtcDateTime, index=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class RefreshToken(Base, table=True):
    """A token that renews a session once; ``spent_by`` is the id of the request that did."""

    __tablename__ = "refresh_token"

    hash: str = Field(primary_key=True)
    session_id: UUID = Field(foreign_key="session.id", index=True)
    spent_by: UUID | None


class TokenUse(Base, table=True):
    """When the API token ``id`` was last used, give or take some minutes."""

    __tablename__ = "token_use"

    id: UUID = Field(primary_key=True)
    used_at: datetime = Field(sa_type=UtcDateTime)


class SignInGuard(Base, table=True):
    """Failed attempts to sign in under a login or from an address, known here by a hash alone."""

    __tablename__ = "sign_in_guard"

    key: str = Field(primary_key=True)
    failures: int
    tried_at: datetime = Field(sa_type=UtcDateTime, index=True)
    blocked_until: datetime | None = Field(sa_type=UtcDateTime)
