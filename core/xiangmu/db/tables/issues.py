"""Problems (问题): each as it stands now, and every step of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, text
from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import LIVE, Recorded, indexes, unique_while


def _while_live(table: str, *columns: str) -> Index:
    where = text(LIVE)
    return Index(f"ix_{table}_{columns[0]}", *columns, sqlite_where=where, postgresql_where=where)


class Issue(Recorded, table=True):
    """A problem with what follows from its steps: written anew with every step.

    ``raised_by`` is a principal. ``due`` is the day by which it is to be settled, ``next_due`` the moment after which
    a rule escalates it if nothing happens. ``closed_on`` is null while it is open.
    """

    __tablename__ = "issue"
    __table_args__ = (
        *indexes("issue"),
        _while_live("issue", "raised_on", "fact_id"),
        _while_live("issue", "due", "fact_id"),
        _while_live("issue", "next_due"),
        _while_live("issue", "project_id"),
        _while_live("issue", "unit_id"),
        _while_live("issue", "raiser_id"),
        _while_live("issue", "raised_by"),
        _while_live("issue", "problem"),
    )

    policy: str
    category: str
    project_id: UUID | None = Field(foreign_key="project.id")
    unit_id: UUID | None
    raiser_id: UUID | None
    raised_by: str
    raised_on: date
    text: str
    gravity: str
    source: str
    source_id: UUID | None
    problem: str
    level: str
    status: str
    post: str
    person_id: UUID | None = Field(foreign_key="person.id")
    due: date | None
    next_due: datetime | None = Field(sa_type=UtcDateTime)
    closed_on: date | None
    merged_into: UUID | None


class IssueStep(Recorded, table=True):
    """One thing done about an issue."""

    __tablename__ = "issue_step"
    __table_args__ = (*indexes("issue_step"), unique_while("issue_step", LIVE, "issue_id", "place"))

    issue_id: UUID
    place: int
    kind: str
    at: datetime = Field(sa_type=UtcDateTime)
    text: str
    unit_id: UUID | None
    post: str
    person_id: UUID | None = Field(foreign_key="person.id")
    level: str
    due: date | None
    rule: str
    checkpoint: str
    clause: str
    other_id: UUID | None
