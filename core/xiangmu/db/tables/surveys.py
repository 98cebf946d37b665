"""Surveys of enterprises: the sample that was drawn, the box, and the ballots once the box is opened."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from xiangmu.db.tables.base import LIVE, Base, PeriodFact, Recorded, indexes, unique_while


class Survey(Recorded, table=True):
    """A survey of one group in one period. ``closed_on`` is the day the box was opened."""

    __tablename__ = "survey"
    __table_args__ = (
        *indexes("survey"),
        unique_while("survey", LIVE, "jurisdiction", "policy", "group_key", "period"),
    )

    policy: str
    group_key: str
    period: str
    seed: str
    frame_size: int
    closed_on: date | None


class SurveySample(Recorded, table=True):
    """An enterprise drawn into a survey, with the hash of its token; ended when the token is spent."""

    __tablename__ = "survey_sample"
    __table_args__ = (
        *indexes("survey_sample"),
        unique_while("survey_sample", LIVE, "survey_id", "enterprise"),
        unique_while("survey_sample", LIVE, "token_hash", name="token"),
    )

    survey_id: UUID
    position: int
    enterprise: str
    token_hash: str


class BallotBox(Base, table=True):
    """Ballots cast and not counted yet. Nothing here tells who cast one, when, or by which command."""

    __tablename__ = "ballot_box"
    # rows lie in the order of their random ids, not in the order in which they came
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012  # read once by SQLAlchemy

    id: UUID = Field(primary_key=True)
    survey_id: UUID = Field(index=True)
    unit_id: UUID
    attitude: int
    efficiency: int
    quality: int


class Ballot(PeriodFact, table=True):
    """A counted ballot on one department, in hundredths of a point; recorded by the opening of the box."""

    __tablename__ = "ballot"
    __table_args__ = (*indexes("ballot", "survey_id"),)

    survey_id: UUID
    attitude: int
    efficiency: int
    quality: int
