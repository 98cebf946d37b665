"""What the tables share: one mixin for the four shapes of facts, and how constraints are named."""

from datetime import date
from typing import cast
from uuid import UUID

from sqlalchemy import Index, MetaData, Table, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from xiangmu.db.chain import LATER

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)
LIVE = "ended_no IS NULL"
ENDED = "ended_no IS NOT NULL"
ADDED = {"info": {LATER: True}}
"""Of a column that the table did not have at first."""
STANDING = f"{LIVE} AND state <> 'REJECTED'"
"""Facts that hold or wait to be confirmed: a rejected claim does not stand in the way of another."""


class Base(SQLModel, registry=registry(metadata=METADATA)):
    """Base of all tables."""


class Recorded(Base):
    """A row that one command recorded and another may end; nothing else of it ever changes.

    ``fact_id`` stays the same through corrections. ``digest`` is the SHA-256 of the row's content.
    """

    row_id: UUID = Field(primary_key=True)
    fact_id: UUID
    jurisdiction: str
    no: int = Field(foreign_key="command.no")
    ended_no: int | None = Field(default=None, foreign_key="command.no")
    digest: str


class Fact(Recorded):
    """A fact: claimed, confirmed or rejected."""

    state: str


class ProjectFact(Fact):
    """A fact about a project."""

    project_id: UUID = Field(foreign_key="project.id")


class ProjectEvent(ProjectFact):
    """Something that happened to a project on a day."""

    occurred_on: date


class UnitEvent(Fact):
    """Something that a unit did, or that happened to it, on a day."""

    unit_id: UUID
    occurred_on: date


class OwnOrWhole(Fact):
    """Something that a unit did on a day, or (no unit) the office for the whole jurisdiction."""

    unit_id: UUID | None
    occurred_on: date


class PeriodFact(Fact):
    """A fact about a unit in a period of a policy."""

    policy: str
    period: str
    unit_id: UUID


def table_of(model: type[Base]) -> Table:
    """The table behind a model."""
    return cast("Table", model.__table__)  # type: ignore[attr-defined]  # SQLModel sets it at run time


def indexes(table: str, *also: str) -> tuple[Index, ...]:
    """What every recorded table has: one live row per fact, found by identity, jurisdiction and ``also``.

    By the number that recorded or ended a row it is found what changed since another.
    """
    live = Index(
        f"uq_{table}_live", "fact_id", unique=True, sqlite_where=text(LIVE), postgresql_where=text(LIVE)
    )
    ended = Index(f"ix_{table}_ended_no", "ended_no", sqlite_where=text(ENDED), postgresql_where=text(ENDED))
    return (live, ended, *(Index(f"ix_{table}_{column}", column) for column in ("jurisdiction", "no", *also)))


def unique_while(table: str, condition: str, *columns: str, name: str = "natural") -> Index:
    """A natural key that holds only among the rows for which ``condition`` is true."""
    where = text(condition)
    return Index(f"uq_{table}_{name}", *columns, unique=True, sqlite_where=where, postgresql_where=where)
