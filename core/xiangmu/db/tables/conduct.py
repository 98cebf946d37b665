"""What units did: meetings, praise, criticism, harm, and what a person decided about them."""

from uuid import UUID

from sqlmodel import Field

from xiangmu.db.tables.base import LIVE, STANDING, PeriodFact, Recorded, UnitEvent, indexes, unique_while


class Meeting(UnitEvent, table=True):
    """A meeting that a unit held."""

    __tablename__ = "meeting"
    __table_args__ = indexes("meeting", "unit_id")

    kind: str
    chair: str
    solved: bool


class MeetingProject(Recorded, table=True):
    """A project that a meeting dealt with."""

    __tablename__ = "meeting_project"
    __table_args__ = (
        *indexes("meeting_project"),
        unique_while("meeting_project", LIVE, "meeting_id", "project_id"),
    )

    meeting_id: UUID
    project_id: UUID = Field(foreign_key="project.id")


class Praise(UnitEvent, table=True):
    """Praise of a unit."""

    __tablename__ = "praise"
    __table_args__ = (
        *indexes("praise"),
        unique_while("praise", STANDING, "unit_id", "source", "matter", "occurred_on"),
    )

    source: str
    matter: str


class Criticism(UnitEvent, table=True):
    """Criticism of, or an interview with, a unit."""

    __tablename__ = "criticism"
    __table_args__ = (
        *indexes("criticism"),
        unique_while("criticism", STANDING, "unit_id", "kind", "matter", "occurred_on"),
    )

    kind: str
    matter: str


class Harm(UnitEvent, table=True):
    """Verified harm to enterprises."""

    __tablename__ = "harm"
    __table_args__ = (
        *indexes("harm"),
        unique_while("harm", STANDING, "unit_id", "kind", "matter", "occurred_on"),
    )

    kind: str
    verified_by: str
    matter: str


class Judgement(PeriodFact, table=True):
    """What a person decided for one unit, period and item; points in hundredths."""

    __tablename__ = "judgement"
    __table_args__ = (
        *indexes("judgement"),
        unique_while("judgement", STANDING, "unit_id", "policy", "group_key", "period", "item", "matter"),
    )

    group_key: str
    item: str
    matter: str
    hundredths: int
    judgement_reason: str
