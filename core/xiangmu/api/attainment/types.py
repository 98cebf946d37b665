"""GraphQL types of attainment."""

from datetime import date
from fractions import Fraction
from typing import Self

import strawberry
from strawberry import field

from xiangmu.access.roles import Permission
from xiangmu.api.attainment.standing import Forecast, MilestoneStanding
from xiangmu.api.computation.types import Computation
from xiangmu.api.entities.prefixes import GOAL_REVISION
from xiangmu.api.enums import Outcome
from xiangmu.api.evidence.types import Evidence
from xiangmu.api.periods.types import Period
from xiangmu.api.projects.types import Projects
from xiangmu.api.scalars import Points
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.targets.types import Figure, Notice, Target
from xiangmu.domain import attainment
from xiangmu.plugin.facts import GoalRevision


@strawberry.type(description="经批准的目标调整。")
class RevisedGoal:
    """Who changed a goal, and since when."""

    id: strawberry.ID = field(description="目标调整的标识,可凭它用 node 查其沿革。")
    effective: date = field(description="起用日期。")
    approved_on: date = field(description="批准日期。")
    approver: str = field(description="批准人的职务。")
    reason: str = field(description="调整的理由。")

    @classmethod
    def of(cls, revision: GoalRevision) -> Self:
        """As recorded."""
        return cls(
            id=strawberry.ID(f"{GOAL_REVISION}_{revision.id.hex}"),
            effective=revision.effective,
            approved_on=revision.approved_on,
            approver=revision.approver,
            reason=revision.reason,
        )


@strawberry.type(description="一项目标任务的完成情况。")
class Attainment:
    """How far one target has come."""

    target: Target = field(description="目标任务。")
    period: Period = field(description="所看的考核期;逐期重复的目标,就是这一期的。")
    goal: Figure | None = field(description="现行的目标值:文件所定,或经批准调整;没有的为空。")
    revision: RevisedGoal | None = field(description="目标值经过调整的,为所据的批准;否则为空。")
    value: Figure | None = field(description="完成数;基数为零或没有读数、无从计算的为空。")
    part: Figure | None = field(description="比率的分子;不是比率的为空。")
    base: Fraction | None = field(description="比率的基数;不是比率的为空。")
    base_figure: Figure | None = field(description="比率的基数,带单位;不是比率的为空。")
    rate: Fraction | None = field(description="完成数除以目标值,不封顶;无从计算或目标值为零的为空。")
    percent: Points | None = field(description="完成率,以百分数计,四舍五入到两位小数;rate 为空时为空。")
    met: bool = field(description="到所看的这一天是否达到目标值。")
    due: date = field(description="截止日期,当天算在内。")
    outcome: Outcome = field(description="到期时的情形。")
    shortfall: Figure | None = field(
        description="到截止日期(未到期的,到所看的这一天)还差多少;不差的为零,无从计算的为空。"
    )
    forecast: Forecast | None = field(
        description="未到期的,按目前进度的推算;没有进度可言的为空。不是完成情况。"
    )
    milestones: list[MilestoneStanding] = field(description="各节点的情形,按日期。")
    because: str = field(description="怎样算得、目标值从何而来。")
    verdict: str = field(description="到期时应完成多少、实际多少、差多少。")
    evidence: list[Evidence] = field(description="所计的每个项目及其依据;比率为其分子的。")
    base_evidence: list[Evidence] = field(description="比率的基数所计的项目及其依据。")
    hidden_evidence: int = field(description="另有几件依据关于无权查看的项目,不列出。")
    notices: list[Notice] = field(description="关于本目标的提示。")

    @classmethod
    def of(cls, found: attainment.Attainment, policy: StatedPolicy, projects: Projects) -> Self:
        """As worked out."""
        target, stand = found.target, found.stand
        counts, stated = target.measure.counts, policy.targets[target.group, target.unit, target.key]
        of_base = found.base_counts
        own = projects.sight.whole(Permission.READ) or bool(target.unit)
        return cls(
            target=stated,
            period=Period.of(found.period),
            goal=Figure.some(found.goal, counts),
            revision=RevisedGoal.of(found.revision) if found.revision else None,
            value=Figure.some(found.amount, counts),
            part=Figure.some(found.part, of_base) if of_base else None,
            base=found.base,
            base_figure=Figure.some(found.base, of_base) if of_base else None,
            rate=found.rate,
            percent=None if found.rate is None else Points(found.rate * 100),
            met=found.met,
            due=stand.due,
            outcome=stand.outcome,
            shortfall=Figure.some(stand.shortfall, counts),
            forecast=Forecast.of(stand.forecast, counts, projects) if stand.forecast else None,
            milestones=[
                MilestoneStanding.of(reached, milestone, counts, projects)
                for reached, milestone in zip(found.milestones, stated.milestones, strict=True)
            ],
            because=projects.told(found.because),
            verdict=projects.told(stand.because),
            evidence=Evidence.all_of(found.evidence, projects, own=own),
            base_evidence=Evidence.all_of(found.base_evidence, projects, own=own),
            hidden_evidence=projects.left_out((*found.evidence, *found.base_evidence), own=own),
            notices=[notice for notice in policy.notices if target.key in notice.targets],
        )


@strawberry.type(description="目标任务完成情况表。")
class AttainmentReport:
    """How far the targets have come."""

    attainments: list[Attainment] = field(description="各项目标任务的完成情况,按文件的次序。")
    notices: list[Notice] = field(description="关于整个文件的提示。")
    computation: Computation = field(description="计算依据。")
