"""GraphQL types of attainment."""

from fractions import Fraction
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.computation.types import Computation
from xiangmu.api.evidence.types import Evidence
from xiangmu.api.projects.types import Projects
from xiangmu.api.scalars import Points
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.targets.types import Figure, Notice, Target
from xiangmu.domain import attainment


@strawberry.type(description="一项目标任务的完成情况。")
class Attainment:
    """How far one target has come."""

    target: Target = field(description="目标任务。")
    value: Figure | None = field(description="完成数;基数为零、无从计算的为空。")
    base: Fraction | None = field(description="比率的基数;不是比率的为空。")
    rate: Fraction | None = field(description="完成数除以目标值,不封顶;无从计算或目标值为零的为空。")
    percent: Points | None = field(description="完成率,以百分数计,四舍五入到两位小数;rate 为空时为空。")
    met: bool = field(description="是否完成。")
    evidence: list[Evidence] = field(description="所计的每个项目及其依据。")
    notices: list[Notice] = field(description="关于本目标的提示。")

    @classmethod
    def of(cls, found: attainment.Attainment, policy: StatedPolicy, projects: Projects) -> Self:
        """As worked out."""
        target, counts = found.target, found.target.measure.counts
        return cls(
            target=policy.targets[target.group, target.unit, target.key],
            value=None if found.amount is None else Figure.of(found.amount, counts),
            base=found.base,
            rate=found.rate,
            percent=None if found.rate is None else Points(found.rate * 100),
            met=found.met,
            evidence=[Evidence.of(pointer, projects) for pointer in found.evidence],
            notices=[notice for notice in policy.notices if target.key in notice.targets],
        )


@strawberry.type(description="目标任务完成情况表。")
class AttainmentReport:
    """How far the targets have come."""

    attainments: list[Attainment] = field(description="各项目标任务的完成情况,按文件的次序。")
    notices: list[Notice] = field(description="关于整个文件的提示。")
    computation: Computation = field(description="计算依据。")
