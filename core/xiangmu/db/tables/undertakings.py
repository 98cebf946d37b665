"""What units are measured by and what they promised: readings of indicators, revised goals, commitments."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field

from xiangmu.db.tables.base import STANDING, Fact, UnitEvent, indexes, unique_while


class IndicatorReading(Fact, table=True):
    """A figure that the office enters: millionths of the indicator's base unit; no unit for the whole jurisdiction."""

    __tablename__ = "indicator_reading"
    __table_args__ = (
        *indexes("indicator_reading", "period"),
        unique_while("indicator_reading", STANDING, "unit_id", "indicator", "period"),
        unique_while(
            "indicator_reading",
            f"{STANDING} AND unit_id IS NULL",
            *("jurisdiction", "indicator", "period"),
            name="whole",
        ),
    )

    indicator: str
    unit_id: UUID | None
    period: str
    micro: int = Field(sa_type=BigInteger)
    source: str


class GoalRevision(Fact, table=True):
    """An approved goal of a target from ``effective`` on; no unit for the whole jurisdiction."""

    __tablename__ = "goal_revision"
    __table_args__ = (
        *indexes("goal_revision", "policy"),
        unique_while("goal_revision", STANDING, "unit_id", "policy", "target", "group_key", "effective"),
        unique_while(
            "goal_revision",
            f"{STANDING} AND unit_id IS NULL",
            *("jurisdiction", "policy", "target", "effective"),
            name="whole",
        ),
    )

    policy: str
    target: str
    group_key: str
    unit_id: UUID | None
    goal: int = Field(sa_type=BigInteger)
    effective: date
    approved_on: date
    approver: str
    revision_reason: str


class Commitment(UnitEvent, table=True):
    """What a unit publicly promised."""

    __tablename__ = "commitment"
    __table_args__ = (
        *indexes("commitment"),
        unique_while("commitment", STANDING, "unit_id", "policy", "text", "occurred_on"),
    )

    policy: str
    text: str
    due: date | None
