"""No formula is printed (L5): a card without a total, and a board of the product's own by packages that are complete.

Of what L5 names for the board, coverage of verification, findings and dispatches are recorded by other engines.
"""

from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis, Switch
from xiangmu.plugin.scoring import Card, Ranking, Scoring, Standing
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import Duty
from xiangmu_lingbao.key_lists import is_key_project
from xiangmu_lingbao.policy import POLICY
from xiangmu_lingbao.units import ASSESSED

NO_TOTAL = "文件没有规定计分办法；本市项目的目标完成情况见三门峡市对灵宝市的考核"
PERIODS = {PeriodKind.MONTH: "月度", PeriodKind.YEAR: "年度"}


def _has_one(project: ProjectView, duty: Duty, snapshot: AnySnapshot) -> bool:
    holders = [one for one in project.assignments if one.duty is duty and one.outlasts(snapshot.as_of)]
    return len(holders) == 1


def packages_complete(snapshot: AnySnapshot) -> Standing:
    """The part of a unit's key projects with exactly one lead leader and one team on record (LB-02)."""
    projects = [
        project
        for project in snapshot.projects
        if project.share_on(snapshot.as_of) and is_key_project(snapshot, project)
    ]
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
            key=f"packages-{kind.lower()}",
            title=f"包联到位榜（{words}，系统推算）",
            group=ASSESSED,
            basis=Basis.DERIVED,
            period_kind=kind,
            clause="LB-02",
            measure=packages_complete,
            reading="L5",
            on=lambda readings: readings.derived_board is Switch.ON,
        )
        for kind, words in PERIODS.items()
    ),
)
