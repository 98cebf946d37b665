"""What units did: meetings, praise, criticism, harm, and what a person decided about them."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from xiangmu.db.tables.base import (
    ADDED,
    LIVE,
    STANDING,
    OwnOrWhole,
    PeriodFact,
    Recorded,
    UnitEvent,
    indexes,
    unique_while,
)


class Meeting(OwnOrWhole, table=True):
    """A meeting that a unit held, or the office; ``obligation`` of ``policy`` is what it fulfils."""

    __tablename__ = "meeting"
    __table_args__ = indexes("meeting", "unit_id", "policy")

    kind: str
    chair: str
    solved: bool
    policy: str | None = Field(default=None, sa_column_kwargs=ADDED)
    obligation: str | None = Field(default=None, sa_column_kwargs=ADDED)
    hour: str | None = Field(default=None, sa_column_kwargs=ADDED)
    place: str | None = Field(default=None, sa_column_kwargs=ADDED)
    post: str | None = Field(default=None, sa_column_kwargs=ADDED)
    matters: str | None = Field(default=None, sa_column_kwargs=ADDED)
    proposal_id: UUID | None = Field(default=None, sa_column_kwargs=ADDED)


class MeetingProposal(Recorded, table=True):
    """A meeting as it was proposed; ``status`` says what became of it, ``meeting_id`` as which it was held."""

    __tablename__ = "meeting_proposal"
    __table_args__ = indexes("meeting_proposal", "policy", "meeting_id")

    policy: str
    obligation: str
    occurred_on: date
    hour: str
    place: str
    post: str
    matters: str
    status: str
    proposed_by: str
    words: str
    meeting_id: UUID | None


class Participant(Recorded, table=True):
    """Who takes part in a meeting or an activity, or is to: a unit, a post, or both."""

    __tablename__ = "participant"
    __table_args__ = (
        *indexes("participant", "owner_id", "unit_id"),
        unique_while("participant", LIVE, "owner_id", "unit_id", "post"),
    )

    owner_id: UUID
    unit_id: UUID | None
    post: str
    person_id: UUID | None = Field(foreign_key="person.id")


class MeetingOpinion(Recorded, table=True):
    """What a department says about the matters of a meeting."""

    __tablename__ = "meeting_opinion"
    __table_args__ = (
        *indexes("meeting_opinion", "meeting_id"),
        unique_while("meeting_opinion", LIVE, "meeting_id", "unit_id"),
    )

    meeting_id: UUID
    unit_id: UUID
    text: str


class MeetingDecision(Recorded, table=True):
    """What a meeting decided: who is to do what by when; ``issue_id`` is the problem that it became."""

    __tablename__ = "meeting_decision"
    __table_args__ = indexes("meeting_decision", "meeting_id", "unit_id")

    meeting_id: UUID
    unit_id: UUID
    project_id: UUID | None = Field(foreign_key="project.id")
    due: date
    text: str
    issue_id: UUID | None


class Activity(OwnOrWhole, table=True):
    """What was done for the occurrence of an obligation that is due on ``due``, and what came of it."""

    __tablename__ = "activity"
    __table_args__ = indexes("activity", "policy", "unit_id")

    policy: str
    obligation: str
    due: date
    kind: str
    results: str
    delivered_to: str


class ActivityProject(Recorded, table=True):
    """A project that an activity looked at."""

    __tablename__ = "activity_project"
    __table_args__ = (
        *indexes("activity_project", "project_id"),
        unique_while("activity_project", LIVE, "activity_id", "project_id"),
    )

    activity_id: UUID
    project_id: UUID = Field(foreign_key="project.id")


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
