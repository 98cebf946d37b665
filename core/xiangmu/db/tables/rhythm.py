"""What the rhythm leaves on record: reports handed in and given back, what was waived, days decided to be worked."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON
from sqlmodel import Field

from xiangmu.db.columns import UtcDateTime
from xiangmu.db.tables.base import LIVE, Recorded, indexes, unique_while


class Report(Recorded, table=True):
    """What was handed in for an occurrence, with the figures as of ``known_no``; no unit for the office's own."""

    __tablename__ = "report"
    __table_args__ = (
        *indexes("report", "policy", "unit_id"),
        unique_while("report", LIVE, "policy", "obligation", "due", "unit_id", "number"),
        unique_while(
            "report",
            f"{LIVE} AND unit_id IS NULL",
            *("policy", "obligation", "due", "number"),
            name="whole",
        ),
    )

    policy: str
    obligation: str
    due: date
    unit_id: UUID | None
    number: int
    received_at: datetime = Field(sa_type=UtcDateTime)
    text: str
    figures: dict[str, Any] = Field(sa_type=JSON)
    known_no: int


class ReportReturn(Recorded, table=True):
    """The office gave a report back; ``again_by``: until when it is to come again."""

    __tablename__ = "report_return"
    __table_args__ = (
        *indexes("report_return", "policy", "unit_id"),
        unique_while("report_return", LIVE, "report_id"),
    )

    policy: str
    report_id: UUID
    unit_id: UUID | None
    again_by: datetime | None = Field(sa_type=UtcDateTime)
    text: str


class OccurrenceWaiver(Recorded, table=True):
    """An occurrence need not be fulfilled; no unit: by nobody."""

    __tablename__ = "occurrence_waiver"
    __table_args__ = (
        *indexes("occurrence_waiver", "policy"),
        unique_while("occurrence_waiver", LIVE, "policy", "obligation", "due", "unit_id"),
        unique_while(
            "occurrence_waiver",
            f"{LIVE} AND unit_id IS NULL",
            *("policy", "obligation", "due"),
            name="whole",
        ),
    )

    policy: str
    obligation: str
    due: date
    unit_id: UUID | None
    text: str


class WorkdayDecision(Recorded, table=True):
    """An office decided that a day is worked, or is not."""

    __tablename__ = "workday_decision"
    __table_args__ = (
        *indexes("workday_decision"),
        unique_while("workday_decision", LIVE, "jurisdiction", "day"),
    )

    day: date
    works: bool
    text: str
