"""Inspections (核查), what they found and what followed, facts in dispute, and visits of leaders."""

from datetime import date
from uuid import UUID

from sqlmodel import Field

from xiangmu.db.tables.base import LIVE, Recorded, indexes, unique_while


class Inspection(Recorded, table=True):
    """An inspection under a policy; ``kind`` is the key of one that the policy states."""

    __tablename__ = "inspection"
    __table_args__ = indexes("inspection", "policy")

    policy: str
    kind: str
    manner: str
    unannounced: bool
    since: date
    text: str


class InspectionMember(Recorded, table=True):
    """Who inspects: a unit, a post of it, or a post elsewhere."""

    __tablename__ = "inspection_member"
    __table_args__ = indexes("inspection_member", "inspection_id")

    inspection_id: UUID
    unit_id: UUID | None
    post: str


class InspectedProject(Recorded, table=True):
    """A project that an inspection is about; ``occurred_on`` is null until it was looked at."""

    __tablename__ = "inspected_project"
    __table_args__ = (
        *indexes("inspected_project", "project_id", "occurred_on"),
        unique_while("inspected_project", LIVE, "inspection_id", "project_id"),
    )

    inspection_id: UUID
    policy: str
    project_id: UUID = Field(foreign_key="project.id")
    occurred_on: date | None
    text: str


class InspectionAnswer(Recorded, table=True):
    """What was found of one item of the checklist."""

    __tablename__ = "inspection_answer"
    __table_args__ = (
        *indexes("inspection_answer", "project_id"),
        unique_while("inspection_answer", LIVE, "inspected_id", "item"),
    )

    inspected_id: UUID
    project_id: UUID = Field(foreign_key="project.id")
    item: str
    answer: str
    text: str


class Finding(Recorded, table=True):
    """What an inspection found, as it stands: written anew with every step.

    ``unit_id`` is to rectify it. ``problem`` is equal for the same kind of problem of one unit. ``due`` is the day by
    which it has to report, null while nothing is awaited; ``other_id`` an earlier finding of the same problem;
    ``closed_on`` is null while it is open.
    """

    __tablename__ = "finding"
    __table_args__ = indexes("finding", "project_id", "unit_id", "inspection_id", "problem", "due")

    policy: str
    inspection_id: UUID | None
    project_id: UUID | None = Field(foreign_key="project.id")
    unit_id: UUID
    problem: str
    category: str
    occurred_on: date
    text: str
    severe: bool
    status: str
    due: date | None
    escalated_on: date | None
    other_id: UUID | None
    closed_on: date | None


class FindingStep(Recorded, table=True):
    """One thing done about a finding, in the order of ``place``; ``clause`` is the one that it follows."""

    __tablename__ = "finding_step"
    __table_args__ = indexes("finding_step", "finding_id")

    finding_id: UUID
    place: int
    kind: str
    occurred_on: date
    text: str
    post: str
    due: date | None
    clause: str


class ReminderLetter(Recorded, table=True):
    """A letter as it was issued; ``page`` is what is printed, never made again."""

    __tablename__ = "reminder_letter"
    __table_args__ = (
        *indexes("reminder_letter", "finding_id", "unit_id", "project_id"),
        unique_while("reminder_letter", LIVE, "jurisdiction", "number"),
    )

    finding_id: UUID
    project_id: UUID | None = Field(foreign_key="project.id")
    unit_id: UUID
    number: str
    occurred_on: date
    due: date
    problem: str
    target: str
    page: str


class DisputedFact(Recorded, table=True):
    """A fact that a finding contradicts; ``upheld`` is null until the office decides whether the finding is right."""

    __tablename__ = "disputed_fact"
    __table_args__ = (
        *indexes("disputed_fact", "project_id", "disputed_id"),
        unique_while("disputed_fact", LIVE, "finding_id", "disputed_id"),
    )

    finding_id: UUID
    project_id: UUID = Field(foreign_key="project.id")
    kind: str
    disputed_id: UUID
    upheld: bool | None
    decided_on: date | None
    text: str


class Visit(Recorded, table=True):
    """A leader was at a project; ``assignment_id`` is the duty that brought them there."""

    __tablename__ = "visit"
    __table_args__ = indexes("visit", "project_id", "person_id", "occurred_on")

    project_id: UUID = Field(foreign_key="project.id")
    assignment_id: UUID | None
    person_id: UUID | None = Field(foreign_key="person.id")
    post: str
    occurred_on: date
    seen: str
    promised: str
