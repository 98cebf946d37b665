"""What happened to projects: stages, starts, plans, progress, lists and public money."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field

from xiangmu.db.tables.base import (
    ADDED,
    LIVE,
    STANDING,
    ProjectEvent,
    ProjectFact,
    Recorded,
    indexes,
    unique_while,
)

ONCE = f"{STANDING} AND stage NOT IN ('SUSPENDED', 'RESUMED')"


class StageEvent(ProjectEvent, table=True):
    """A project reached a stage; only stopping and resuming can happen more than once."""

    __tablename__ = "stage_event"
    __table_args__ = (
        *indexes("stage_event", "project_id"),
        unique_while("stage_event", ONCE, "project_id", "stage"),
        unique_while("stage_event", STANDING, "project_id", "stage", "occurred_on", name="same_day"),
    )

    stage: str


class StartEvent(ProjectEvent, table=True):
    """One of the three dates of a start (A8)."""

    __tablename__ = "start_event"
    __table_args__ = (
        *indexes("start_event", "project_id"),
        unique_while("start_event", STANDING, "project_id", "kind"),
    )

    kind: str


class Plan(ProjectFact, table=True):
    """The date by which a project plans to reach a milestone, as made on ``made_on`` (A9)."""

    __tablename__ = "plan"
    __table_args__ = (
        *indexes("plan", "project_id"),
        unique_while("plan", STANDING, "project_id", "milestone", "made_on"),
    )

    milestone: str
    due: date
    made_on: date
    approved_on: date | None


class MonthProgress(ProjectFact, table=True):
    """What a project invested in one month, since January and in all, and what comes next.

    ``after_closing``: the row was recorded when the month had been closed.
    """

    __tablename__ = "month_progress"
    __table_args__ = (
        *indexes("month_progress", "project_id"),
        unique_while("month_progress", STANDING, "project_id", "month"),
    )

    month: date
    invested_yuan: int = Field(sa_type=BigInteger)
    cumulative_yuan: int = Field(sa_type=BigInteger)
    year_to_date_yuan: int | None = Field(default=None, sa_type=BigInteger, sa_column_kwargs=ADDED)
    picture: str | None = Field(default=None, sa_column_kwargs=ADDED)
    next_month_yuan: int | None = Field(default=None, sa_type=BigInteger, sa_column_kwargs=ADDED)
    next_month_work: str | None = Field(default=None, sa_column_kwargs=ADDED)
    after_closing: bool | None = Field(default=None, sa_column_kwargs=ADDED)


class MonthClosed(Recorded, table=True):
    """A month whose progress the office closed, or opened again."""

    __tablename__ = "month_closed"
    __table_args__ = (
        *indexes("month_closed"),
        unique_while("month_closed", LIVE, "jurisdiction", "month"),
    )

    month: date
    closed: bool


class Listing(ProjectEvent, table=True):
    """A project was put on a list, or taken off it; ``year`` where each year has a list of its own."""

    __tablename__ = "listing"
    __table_args__ = (
        *indexes("listing", "project_id"),
        unique_while("listing", f"{STANDING} AND year IS NULL", "project_id", "key_list", "occurred_on"),
        unique_while("listing", STANDING, "project_id", "key_list", "year", "occurred_on", name="of_year"),
    )

    key_list: str
    delisted: bool
    year: int | None = Field(default=None, sa_column_kwargs=ADDED)


class FundingStep(ProjectEvent, table=True):
    """A step of an application for public money."""

    __tablename__ = "funding_step"
    __table_args__ = (
        *indexes("funding_step", "project_id"),
        unique_while("funding_step", STANDING, "project_id", "source", "step", "occurred_on", "bundle"),
    )

    source: str
    step: str
    amount_yuan: int = Field(sa_type=BigInteger)
    bundle: str
    applicant_id: UUID | None
