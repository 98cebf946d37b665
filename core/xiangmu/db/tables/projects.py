"""Projects: the projection for lists, the dated versions behind it, and how policies take projects in."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field

from xiangmu.db.tables.base import LIVE, STANDING, Base, ProjectFact, Recorded, indexes, unique_while


class Project(Base, table=True):
    """What a project is by its confirmed facts, for lists. Written with the facts and rebuilt from them.

    ``stage`` is "" before the first stage; ``version`` counts the recorded versions.
    """

    __tablename__ = "project"

    id: UUID = Field(primary_key=True)
    jurisdiction: str = Field(index=True)
    name: str
    name_folded: str
    unit_id: UUID | None = Field(index=True)
    kind: str
    sector: str
    total_yuan: int = Field(sa_type=BigInteger)
    stage: str
    place: str
    sample: str
    version: int
    profile: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))


class ProjectCode(Recorded, table=True):
    """A code (项目代码) of a project, folded to its canonical form (A12)."""

    __tablename__ = "project_code"
    __table_args__ = (
        *indexes("project_code", "project_id"),
        unique_while("project_code", LIVE, "jurisdiction", "code"),
    )

    project_id: UUID = Field(foreign_key="project.id")
    code: str


class ProjectOrigin(Recorded, table=True):
    """A project came out of another one, or took it in; both keep what was recorded of them."""

    __tablename__ = "project_origin"
    __table_args__ = (
        *indexes("project_origin", "project_id", "origin_id"),
        unique_while("project_origin", LIVE, "project_id", "origin_id"),
    )

    project_id: UUID = Field(foreign_key="project.id")
    origin_id: UUID = Field(foreign_key="project.id")
    how: str
    occurred_on: date


class ProjectVersion(ProjectFact, table=True):
    """The attributes of a project that decide points, in force from ``effective`` on."""

    __tablename__ = "project_version"
    __table_args__ = (
        *indexes("project_version", "project_id"),
        unique_while("project_version", STANDING, "project_id", "effective"),
    )

    effective: date
    name: str
    total_yuan: int = Field(sa_type=BigInteger)
    kind: str
    sector: str
    flags: str
    profile: dict[str, Any] | None = Field(sa_type=JSON(none_as_null=True))
    unit_id: UUID | None
    place: str
    sample: str


class Enrolment(ProjectFact, table=True):
    """The unit that a policy assesses for a project, and whether that counts."""

    __tablename__ = "enrolment"
    __table_args__ = (
        *indexes("enrolment", "project_id", "unit_id"),
        unique_while("enrolment", STANDING, "project_id", "policy", "unit_id", "since"),
    )

    policy: str
    unit_id: UUID
    since: date
    until: date | None
    counting: str
    ground: str


class Admission(ProjectFact, table=True):
    """A project was admitted to what a policy assesses."""

    __tablename__ = "admission"
    __table_args__ = (
        *indexes("admission", "project_id"),
        unique_while("admission", STANDING, "project_id", "policy"),
    )

    policy: str
    admitted_on: date
    waiver: str
    waiver_reason: str
    approver: str


class DuplicateRuling(ProjectFact, table=True):
    """A person decided whether two projects are the same one; ``project_id`` is the lesser id of the two."""

    __tablename__ = "duplicate_ruling"
    __table_args__ = (
        *indexes("duplicate_ruling", "project_id", "other_id"),
        unique_while("duplicate_ruling", STANDING, "project_id", "other_id"),
    )

    other_id: UUID = Field(foreign_key="project.id")
    same: bool
    occurred_on: date
    ruling_reason: str
