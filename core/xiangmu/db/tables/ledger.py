"""The ledger itself, and the one table whose content can be erased."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import Base


class Command(Base, table=True):
    """One command. ``no`` has no gaps; ``hash`` covers the row and the hash of the one before."""

    __tablename__ = "command"

    no: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    recorded_at: datetime = Field(sa_type=UtcDateTime, index=True)
    principal: str
    request_id: UUID = Field(unique=True)
    request_hash: str
    kind: str
    subject: str
    reason: str
    before_digest: str
    after_digest: str
    scope: str = Field(index=True)
    prev_hash: str
    hash: str


class Person(Base, table=True):
    """Personal data: facts and the chain know only the id, so that name and phone can be erased."""

    __tablename__ = "person"

    id: UUID = Field(primary_key=True)
    jurisdiction: str = Field(index=True)
    name: str | None
    phone: str | None
    no: int = Field(foreign_key="command.no")
    erased_no: int | None = Field(default=None, foreign_key="command.no")
