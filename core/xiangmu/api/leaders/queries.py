"""The query ``leaderBoard``."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from sqlalchemy import ColumnElement, Table, func, select
from strawberry import argument

from xiangmu.access.row_rules import RULES
from xiangmu.api.arguments import (
    Asked,
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    read_arguments,
)
from xiangmu.api.computation.building import computation_of
from xiangmu.api.context import Context, Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.duties.types import DutyGap
from xiangmu.api.entities.prefixes import PERSON
from xiangmu.api.entities.preparation import ASSIGNMENT
from xiangmu.api.errors import bad_input
from xiangmu.api.figures import Figures
from xiangmu.api.leaders.types import LeaderBoard, LedDuty, LedProject
from xiangmu.api.lights.types import Light
from xiangmu.api.lights.working_out import worked_out
from xiangmu.api.projects.types import ScoredProject
from xiangmu.api.reader.expressions import among
from xiangmu.api.reader.ids import IdError, key_in
from xiangmu.db import tables as t
from xiangmu.db.facts import known as known_rows
from xiangmu.domain.duties import Gap, gaps
from xiangmu.domain.lights import Lit
from xiangmu.plugin.facts import Assignment
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value

SomePost = Annotated[str | None, argument(description="职务,如 副市长;与人员填其中一项,都不填为提问者本人。")]
SomePerson = Annotated[strawberry.ID | None, argument(description="登记的人员的标识;与职务填其中一项。")]


@value
class Leader:
    """Whoever is asked about: a ``person``, or whoever holds a ``post``."""

    person: UUID | None
    post: str

    def holds(self, duty: Assignment, day: date) -> bool:
        """Whether the duty is theirs on that day."""
        theirs = duty.person == self.person if self.person else duty.post == self.post
        return theirs and duty.since <= day and (duty.until is None or day <= duty.until)

    def theirs(self, table: Table) -> ColumnElement[bool]:
        """Rows of ``table`` that tell of them."""
        return table.c.person_id == self.person if self.person else table.c.post == self.post


@value
class Around:
    """What is known around projects, by project."""

    issues: dict[UUID, int]
    findings: dict[UUID, int]
    visits: dict[UUID, date]
    all_visits: dict[UUID, date]
    lights: dict[UUID, tuple[Lit, ...]]


async def leader_board(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    post: SomePost = None,
    person: SomePerson = None,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> LeaderBoard:
    """The projects that somebody stands behind on the day, with what is open around them."""
    context = info.context
    leader = _leader(post, person, context.principal.account)
    asked = await read_arguments(
        context,
        policy=policy,
        period=period,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
    )
    figures = await context.figures.answer(asked.question)
    day = figures.board.as_of
    led = sorted(
        (
            project
            for project in figures.board.whole.projects
            if project.id in figures.projects and any(leader.holds(duty, day) for duty in project.assignments)
        ),
        key=lambda project: (project.name, project.id),
    )
    found = await figures.derived.of("duties", lambda: tuple(gaps(context.catalog, figures.board)))
    around = await _around(context, asked, figures, leader, [project.id for project in led])
    return LeaderBoard(
        projects=[_led(project, leader, asked, figures, found, around) for project in led],
        computation=computation_of(figures, asked.policy),
    )


def _leader(post: str | None, person: str | None, account: UUID | None) -> Leader:
    """Whoever is named; without a name whoever asks, whose account is the person on record."""
    if not (post or person) and account:
        return Leader(person=account, post="")
    if bool(post) == bool(person):
        raise bad_input("post", "职务和人员须填且只填一项")
    try:
        key = key_in(person, PERSON, t.person.c.id) if person else None
    except IdError as error:
        raise bad_input("person", str(error)) from error
    return Leader(person=key if isinstance(key, UUID) else None, post=post or "")


def _led(
    project: ProjectView,
    leader: Leader,
    asked: Asked,
    figures: Figures,
    found: tuple[Gap, ...],
    around: Around,
) -> LedProject:
    board = figures.board
    meetings = [one.on for one in board.whole.meetings if project.id in one.projects]
    return LedProject(
        project=ScoredProject.of(figures.projects[project.id]),
        units=[asked.policy.units[unit] for unit in board.claimants.get(project.id, ())],
        duties=[
            LedDuty(
                id=strawberry.ID(f"{ASSIGNMENT.id.prefix}_{duty.id.hex}"),
                duty=duty.duty,
                post=duty.post,
                since=duty.since,
                until=duty.until,
            )
            for duty in project.assignments
            if leader.holds(duty, board.as_of)
        ],
        lights=[Light.of(lit, asked.policy, figures.projects) for lit in around.lights.get(project.id, ())],
        open_issues=around.issues.get(project.id, 0),
        open_findings=around.findings.get(project.id, 0),
        last_visit=around.visits.get(project.id),
        last_visit_of_anyone=around.all_visits.get(project.id),
        last_meeting=max(meetings, default=None),
        gaps=[DutyGap.of(gap, asked.policy, figures.projects) for gap in found if gap.project == project.id],
    )


async def _around(
    context: Context, asked: Asked, figures: Figures, leader: Leader, projects: list[UUID]
) -> Around:
    """Six statements, however many projects there are."""
    no, day = asked.question.known_no, asked.question.as_of
    rights = context.rights

    async with context.database.reading() as connection:

        async def by_project(
            table: Table, what: ColumnElement[Any], *conditions: ColumnElement[bool]
        ) -> dict[UUID, Any]:
            statement = (
                select(table.c.project_id, what)
                .where(
                    among(table.c.project_id, projects),
                    known_rows(table, no),
                    RULES[table](rights.shape),
                    *conditions,
                )
                .group_by(table.c.project_id)
            )
            return {row[0]: row[1] for row in await connection.execute(statement, rights.parameters)}

        visits = t.visit
        until = visits.c.occurred_on <= day
        last = func.max(visits.c.occurred_on)
        return Around(
            issues=await by_project(t.issue, func.count(), t.issue.c.closed_on.is_(None)),
            findings=await by_project(t.finding, func.count(), t.finding.c.closed_on.is_(None)),
            visits=await by_project(visits, last, until, leader.theirs(visits)),
            all_visits=await by_project(visits, last, until),
            lights={one.project: one.lit for one in await worked_out(connection, context.catalog, figures)},
        )


@strawberry.type
class LeaderQueries:
    """Leaders."""

    leader_board: LeaderBoard = strawberry.field(
        resolver=leader_board,
        description="一位领导的包联情况:到某一天在任的全部项目,各亮什么灯、各有几个问题没有销号、最近一次走访、责任缺口。",
        metadata=FOLDING,
    )
