"""GraphQL types of how milestones stand, and where the pace so far leads."""

from datetime import date
from fractions import Fraction
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.enums import Amount, Outcome
from xiangmu.api.projects.types import Projects
from xiangmu.api.targets.types import Figure, Milestone
from xiangmu.domain import attainment, forecast


@strawberry.type(
    description="推算:余下的日子照目前的平均进度,到期会是多少。系统推算,不是承诺,也不是完成情况。"
)
class Forecast:
    """Where the pace so far leads."""

    due: date = field(description="到哪一天。")
    value: Figure = field(description="届时约为多少。")
    met: bool = field(description="届时能否达到。")
    because: str = field(description="怎样推算。")

    @classmethod
    def of(cls, found: forecast.Forecast, counts: Amount, projects: Projects) -> Self:
        """As projected."""
        return cls(
            due=found.due,
            value=Figure.of(found.amount, counts),
            met=found.met,
            because=projects.told(found.because),
        )


@strawberry.type(description="一个节点的情形:当天达到与否,或未到期时到目前为止的情形。")
class MilestoneStanding:
    """How a milestone stands."""

    milestone: Milestone = field(description="节点。")
    wanted: Figure | None = field(description="应完成多少,不取整;没有目标值的为空。")
    value: Figure | None = field(description="节点当天(未到期的,到所看的这一天)的完成数;无从计算的为空。")
    rate: Fraction | None = field(description="完成数除以整个目标值,不封顶;无从计算的为空。")
    outcome: Outcome = field(description="情形。")
    shortfall: Figure | None = field(description="还差多少;不差的为零,无从计算的为空。")
    forecast: Forecast | None = field(description="未到期的,按目前进度的推算;没有进度可言的为空。")
    because: str = field(description="应完成多少、实际多少、差多少。")

    @classmethod
    def of(
        cls, found: attainment.MilestoneReached, milestone: Milestone, counts: Amount, projects: Projects
    ) -> Self:
        """As worked out; ``milestone`` is the one stated."""
        stand = found.stand
        return cls(
            milestone=milestone,
            wanted=Figure.some(stand.wanted, counts),
            value=Figure.some(stand.amount, counts),
            rate=stand.rate,
            outcome=stand.outcome,
            shortfall=Figure.some(stand.shortfall, counts),
            forecast=Forecast.of(stand.forecast, counts, projects) if stand.forecast else None,
            because=projects.told(stand.because),
        )
