"""No formula is printed (L5): a card without a total, and boards of the product's own, by packages that are complete
and by dispatches held.

The other two things that L5 names are no ranking here: rules see no inspections. How far they cover the key projects,
and which findings are open or overdue, the queries on inspections and findings tell.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.measures import Measure
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis, Switch
from xiangmu.plugin.scoring import Card, Ranking, Scoring, Standing
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import Duty
from xiangmu_lingbao.dispatched import DISPATCHED, key_projects_of
from xiangmu_lingbao.policy import POLICY
from xiangmu_lingbao.units import ASSESSED

NO_TOTAL = "文件没有规定计分办法；本市项目的目标完成情况见三门峡市对灵宝市的考核"
PERIODS = {PeriodKind.MONTH: "月度", PeriodKind.YEAR: "年度"}


def _has_one(project: ProjectView, duty: Duty, snapshot: AnySnapshot) -> bool:
    holders = [one for one in project.assignments if one.duty is duty and one.outlasts(snapshot.as_of)]
    return len(holders) == 1


def packages_complete(snapshot: AnySnapshot) -> Standing:
    """The part of a unit's key projects with exactly one lead leader and one team on record (LB-02)."""
    projects = key_projects_of(snapshot)
    if not projects:
        return Standing(by=(), because="没有重点项目")
    complete = [
        project
        for project in projects
        if all(_has_one(project, duty, snapshot) for duty in (Duty.COUNTY_LEADER, Duty.TASK_FORCE))
    ]
    return Standing(
        by=(Fraction(len(complete), len(projects)),),
        because=f"{len(projects)}个重点项目中{len(complete)}个分包领导和班子到位",
        evidence=tuple(
            Evidence(kind=EvidenceKind.PROJECT, id=one.id, project=one.id, note=f"{one.name}包联到位")
            for one in complete
        ),
    )


BOARDS: tuple[tuple[str, str, str, Callable[[Any], Standing] | Measure], ...] = (
    ("packages", "包联到位榜", "LB-02", packages_complete),
    ("dispatched", "重点项目调度榜", "LB-05", DISPATCHED),
)
"""Key, title, clause, and what units are ranked by."""

SCORING = Scoring(
    cards=(
        Card(
            policy=POLICY.key,
            group=ASSESSED,
            title="重点项目工作评价表",
            period_kind=PeriodKind.YEAR,
            rules=(),
            clause="LB-01",
            no_total=NO_TOTAL,
        ),
    ),
    rankings=tuple(
        Ranking(
            policy=POLICY.key,
            key=f"{key}-{kind.lower()}",
            title=f"{title}（{words}，系统推算）",
            group=ASSESSED,
            basis=Basis.DERIVED,
            period_kind=kind,
            clause=clause,
            measure=measure,
            reading="L5",
            on=lambda readings: readings.derived_board is Switch.ON,
        )
        for key, title, clause, measure in BOARDS
        for kind, words in PERIODS.items()
    ),
)
