"""Libraries (项目库): what was submitted to them, how it was reviewed, and what the statistics office has instead."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from xiangmu.db.tables.base import LIVE, Recorded, indexes, unique_while

UNDER_WAY = f"{LIVE} AND status IN ('UNDER_REVIEW', 'RETURNED')"
ADMITTED = f"{LIVE} AND status = 'ADMITTED'"


class LibraryEntry(Recorded, table=True):
    """A project submitted to a library, as it stands after its steps: written anew with every one of them.

    ``before`` is the library that it is to come out of, "" when it is in none; ``round`` counts submissions;
    ``awaits`` is the step to be taken next, "" when none is. A project is under way to one library at a time, and
    in one at a time.
    """

    __tablename__ = "library_entry"
    __table_args__ = (
        *indexes("library_entry", "policy", "project_id", "unit_id"),
        unique_while("library_entry", UNDER_WAY, "policy", "project_id", name="under_way"),
        unique_while("library_entry", ADMITTED, "policy", "project_id", name="admitted"),
    )

    policy: str
    library: str
    before: str
    project_id: UUID = Field(foreign_key="project.id")
    unit_id: UUID
    occurred_on: date
    round: int
    status: str
    awaits: str
    admitted_on: date | None
    closed_on: date | None


class LibraryStep(Recorded, table=True):
    """One thing that happened to an entry, in the order of ``place``.

    ``step`` and ``level`` are those of the review, "" for what is none of its steps; ``reviewer`` is a body or a post,
    never a name.
    """

    __tablename__ = "library_step"
    __table_args__ = indexes("library_step", "entry_id", "project_id")

    entry_id: UUID
    project_id: UUID = Field(foreign_key="project.id")
    place: int
    round: int
    kind: str
    step: str
    level: str
    reviewer: str
    occurred_on: date
    text: str


class StatisticsList(Recorded, table=True):
    """What ``unit_id``, the statistics office, has in its own library in a month (its first day)."""

    __tablename__ = "statistics_list"
    __table_args__ = (
        *indexes("statistics_list", "policy", "unit_id"),
        unique_while("statistics_list", LIVE, "policy", "month"),
    )

    policy: str
    month: date
    unit_id: UUID
    occurred_on: date
    lines: int


class StatisticsLine(Recorded, table=True):
    """A project as the statistics office writes it; ``code`` is folded, "" when it gives none."""

    __tablename__ = "statistics_line"
    __table_args__ = indexes("statistics_line", "list_id", "unit_id")

    list_id: UUID
    unit_id: UUID
    number: int
    code: str
    name: str
    place: str
