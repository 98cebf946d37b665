"""What gets a project ready and keeps it going: planned investment of years, procedures, and who is responsible."""

from datetime import date
from uuid import UUID

from sqlalchemy import BigInteger
from sqlmodel import Field

from xiangmu.db.tables.base import STANDING, Fact, ProjectFact, indexes, unique_while

_OF_PROJECT = f"{STANDING} AND project_id IS NOT NULL"
_OF_UNIT = f"{STANDING} AND project_id IS NULL"


class YearPlan(ProjectFact, table=True):
    """What a project plans to invest in one year."""

    __tablename__ = "year_plan"
    __table_args__ = (
        *indexes("year_plan", "project_id"),
        unique_while("year_plan", STANDING, "project_id", "year"),
    )

    year: int
    yuan: int = Field(sa_type=BigInteger)


class ProjectProcedure(ProjectFact, table=True):
    """How far one procedure of a project has come; ``department_id`` is the unit that has to act."""

    __tablename__ = "project_procedure"
    __table_args__ = (
        *indexes("project_procedure", "project_id"),
        unique_while("project_procedure", STANDING, "project_id", "kind"),
    )

    kind: str
    department_id: UUID | None
    applied_on: date | None
    promised_on: date | None
    done_on: date | None


class Assignment(Fact, table=True):
    """A post, and whoever holds it, is responsible for a project or a unit from ``since`` to ``until``."""

    __tablename__ = "assignment"
    __table_args__ = (
        *indexes("assignment", "project_id", "unit_id"),
        unique_while(
            "assignment",
            f"{_OF_PROJECT} AND person_id IS NOT NULL",
            *("project_id", "duty", "person_id", "since"),
            name="person_of_project",
        ),
        unique_while(
            "assignment",
            f"{_OF_PROJECT} AND person_id IS NULL",
            *("project_id", "duty", "post", "since"),
            name="post_of_project",
        ),
        unique_while(
            "assignment",
            f"{_OF_UNIT} AND person_id IS NOT NULL",
            *("unit_id", "duty", "person_id", "since"),
            name="person_of_unit",
        ),
        unique_while(
            "assignment",
            f"{_OF_UNIT} AND person_id IS NULL",
            *("unit_id", "duty", "post", "since"),
            name="post_of_unit",
        ),
    )

    duty: str
    unit_id: UUID | None
    project_id: UUID | None = Field(foreign_key="project.id")
    person_id: UUID | None = Field(foreign_key="person.id")
    post: str
    since: date
    until: date | None
