"""GraphQL types of procedures and how far they have come."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Self

import strawberry
from strawberry import Parent, Private, field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.computation.types import Computation
from xiangmu.api.entities.enums import ProcedureKind
from xiangmu.api.enums import Basis, ProcedureState
from xiangmu.api.evidence.types import Evidence
from xiangmu.api.paging import MOST, First, Skip, page
from xiangmu.api.projects.types import Projects, ScoredProject
from xiangmu.api.scalars import Points
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit
from xiangmu.domain import procedures as domain
from xiangmu.plugin import procedures as stated
from xiangmu.plugin.vocabulary import PROCEDURE_TITLES


@strawberry.type(description="可以一并办理的一组手续:并联审批,或联合验收。")
class ProcedureGroup:
    """Procedures that go on at the same time."""

    key: str = field(description="组的键。")
    title: str = field(description="组的名称。")
    joint: bool = field(description="是否一并受理、一并验收。")

    @classmethod
    def of(cls, group: stated.ProcedureGroup) -> Self:
        """As stated."""
        return cls(key=group.key, title=group.title, joint=group.joint)


@strawberry.type(description="文件要求办的一种手续。")
class ProcedureRule:
    """A procedure that a policy wants."""

    kind: ProcedureKind = field(description="哪一种手续。")
    title: str = field(description="手续名称。")
    department: AssessedUnit | None = field(description="办理部门,记录另有写明的从其记录;没有写明的为空。")
    group: ProcedureGroup | None = field(description="与哪些手续一并办理;单独办理的为空。")
    statutory_source: str | None = field(description="法定期限的出处;没有法定期限的为空。")
    statutory_basis: Basis | None = field(
        description="法定期限是文件所印,还是文件没有写、依国家法律;没有法定期限的为空。"
    )
    basis: Basis = field(description="要办这种手续,是文件明定,还是通行做法。")
    clause: Clause = field(description="所依据的条款。")

    @classmethod
    def of(cls, rule: stated.ProcedureRule, policy: StatedPolicy) -> Self:
        """As stated."""
        return cls(
            kind=rule.kind,
            title=PROCEDURE_TITLES[rule.kind],
            department=policy.units[rule.department] if rule.department else None,
            group=ProcedureGroup.of(rule.group) if rule.group else None,
            statutory_source=rule.source or None,
            statutory_basis=rule.statutory_basis if rule.statutory else None,
            basis=rule.basis,
            clause=policy.clauses[rule.clause],
        )


@strawberry.type(description="处于一种状态的手续有几件。")
class ProcedureCount:
    """How many are in a state."""

    state: ProcedureState = field(description="状态。")
    count: int = field(description="几件。")

    @classmethod
    def all_of(cls, counts: Mapping[stated.ProcedureState, int]) -> list[Self]:
        """Every state that any is in."""
        return [cls(state=state, count=counts[state]) for state in stated.ProcedureState if counts.get(state)]


@strawberry.type(description="本年办结的手续办得多快。")
class ProcedureEfficiency:
    """How fast those done this year were."""

    done: int = field(description="本年办结几件。")
    median_workdays: Points | None = field(description="自受理到办结的工作日数的中位数;没有办结的为空。")
    limited: int = field(description="其中有期限的几件。")
    in_time: int = field(description="按期办结的几件。")
    in_time_percent: Points | None = field(description="按期率,百分数;没有有期限的为空。")

    @classmethod
    def of(cls, efficiency: domain.Efficiency) -> Self:
        """As worked out."""
        took, share = efficiency.median_workdays, efficiency.share
        return cls(
            done=efficiency.done,
            median_workdays=None if took is None else Points(took),
            limited=efficiency.limited,
            in_time=efficiency.in_time,
            in_time_percent=None if share is None else Points(share),
        )


@strawberry.type(description="一个项目的一种手续到所问那一天办到哪里。")
class ProcedureStep:
    """How one procedure of a project stands."""

    rule: ProcedureRule = field(description="要求。")
    state: ProcedureState = field(description="状态。")
    department: AssessedUnit | None = field(description="办理部门;没有写明的为空。")
    applied_on: date | None = field(description="受理日期。")
    promised_on: date | None = field(description="承诺办结日期:记录的,没有记录则按承诺期限推算。")
    statutory_on: date | None = field(description="按法定期限应办结的日期。")
    done_on: date | None = field(description="办结日期。")
    workdays: int | None = field(description="自受理到办结(未办结则到所问那一天)的工作日数。")
    late: int = field(description="超过较早的期限几个工作日。")
    because: str = field(description="说明,写明日期和期限。")
    evidence: list[Evidence] = field(description="依据。")

    @classmethod
    def of(
        cls,
        one: domain.ProjectProcedures,
        standing: stated.ProcedureStanding,
        policy: StatedPolicy,
        projects: Projects,
    ) -> Self:
        """As worked out."""
        record = standing.record
        return cls(
            rule=ProcedureRule.of(standing.rule, policy),
            state=standing.state,
            department=policy.units.get(standing.department),
            applied_on=record.applied_on if record else None,
            promised_on=standing.promised_on,
            statutory_on=standing.statutory_on,
            done_on=record.done_on if record else None,
            workdays=standing.workdays,
            late=standing.late,
            because=projects.told(standing.because),
            evidence=Evidence.all_of(one.evidence(standing), projects),
        )


@strawberry.type(description="一个项目的一组手续是否一并办理。")
class ProceduresTogether:
    """The procedures of a project that go on at the same time, and whether they did."""

    group: ProcedureGroup = field(description="哪一组。")
    kinds: list[ProcedureKind] = field(description="适用于项目的各种。")
    at_once: bool = field(description="是否有两种同时在办。")
    same_day: bool = field(description="是否全部同一日受理。")
    because: str = field(description="说明。")

    @classmethod
    def of(cls, together: domain.Together) -> Self:
        """As worked out."""
        return cls(
            group=ProcedureGroup.of(together.group),
            kinds=list(together.kinds),
            at_once=together.at_once,
            same_day=together.same_day,
            because=together.because,
        )


@strawberry.type(description="一个项目的各种手续。")
class ProjectProcedures:
    """A project with the procedures that apply to it."""

    project: ScoredProject = field(description="项目。")
    units: list[AssessedUnit] = field(description="考核单位;没有纳入考核的为空列表。")
    steps: list[ProcedureStep] = field(description="适用的各种手续,按文件的次序。")
    together: list[ProceduresTogether] = field(description="可以一并办理的各组。")

    @classmethod
    def of(cls, one: domain.ProjectProcedures, policy: StatedPolicy, projects: Projects) -> Self:
        """As worked out."""
        return cls(
            project=ScoredProject.of(projects[one.project]),
            units=[policy.units[unit] for unit in one.units],
            steps=[ProcedureStep.of(one, standing, policy, projects) for standing in one.standings],
            together=[ProceduresTogether.of(together) for together in one.together],
        )


def _total(root: Parent["ProcedureReport"]) -> int:
    return len(root.found)


def _projects(
    root: Parent["ProcedureReport"], first: First = MOST, skip: Skip = 0
) -> list[ProjectProcedures]:
    return [ProjectProcedures.of(one, root.policy, root.shown) for one in page(root.found, first, skip)]


@strawberry.type(description="手续办理情况:逐个项目。")
class ProcedureReport:
    """How the procedures of projects stand."""

    policy: Private[StatedPolicy]
    shown: Private[Projects]
    found: Private[Sequence[domain.ProjectProcedures]]
    rules: list[ProcedureRule] = field(description="文件要求的各种手续;没有写的为空列表。")
    counts: list[ProcedureCount] = field(description="所列项目的手续,各种状态几件。")
    efficiency: ProcedureEfficiency = field(description="所列项目本年办结的手续办得多快。")
    total_count: int = field(resolver=_total, description="共有多少个项目。")
    projects: list[ProjectProcedures] = field(resolver=_projects, description="各项目,按名称。")
    computation: Computation = field(description="计算依据。")


@strawberry.type(description="应办未报或超期的一件手续。")
class OutstandingProcedure:
    """What is missing or overdue."""

    project: ScoredProject = field(description="项目。")
    units: list[AssessedUnit] = field(description="项目的考核单位。")
    step: ProcedureStep = field(description="办到哪里。")


def _seen(root: "DepartmentProcedures") -> list[tuple[domain.ProjectProcedures, stated.ProcedureStanding]]:
    return [pair for pair in root.found.outstanding if pair[0].project in root.shown]


def _outstanding(
    root: Parent["DepartmentProcedures"], first: First = MOST, skip: Skip = 0
) -> list[OutstandingProcedure]:
    return [
        OutstandingProcedure(
            project=ScoredProject.of(root.shown[one.project]),
            units=[root.policy.units[unit] for unit in one.units],
            step=ProcedureStep.of(one, standing, root.policy, root.shown),
        )
        for one, standing in page(_seen(root), first, skip)
    ]


def _outstanding_count(root: Parent["DepartmentProcedures"]) -> int:
    return len(root.found.outstanding)


def _hidden(root: Parent["DepartmentProcedures"]) -> int:
    return len(root.found.outstanding) - len(_seen(root))


@strawberry.type(description="一个部门经办的手续。")
class DepartmentProcedures:
    """What a department has to do and did."""

    policy: Private[StatedPolicy]
    shown: Private[Projects]
    found: Private[domain.OfDepartment]
    department: AssessedUnit | None = field(description="部门;没有写明由谁办理的为空。")
    counts: list[ProcedureCount] = field(description="各种状态几件。")
    efficiency: ProcedureEfficiency = field(description="本年办结的办得多快。")
    outstanding_count: int = field(resolver=_outstanding_count, description="应办未报和超期的共几件。")
    outstanding: list[OutstandingProcedure] = field(
        resolver=_outstanding, description="应办未报和超期的各件,超期久的在前。"
    )
    hidden: int = field(resolver=_hidden, description="其中几件关于无权查看的项目,不列出。")
    computation: Computation = field(description="计算依据。")
