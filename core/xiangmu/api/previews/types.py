"""GraphQL types of a card as it would be beside the card as it is."""

from fractions import Fraction
from typing import Self
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.enums import describe
from xiangmu.api.mutations.errors import UserError
from xiangmu.api.scalars import Points
from xiangmu.api.scorecards.lines import ScoreLine
from xiangmu.api.scorecards.types import Scorecard
from xiangmu.domain import difference
from xiangmu.domain.difference import LineChange
from xiangmu.plugin.points import ZERO

describe(
    LineChange,
    "假设之后一行得分的变化。",
    {
        LineChange.UNCHANGED: "不变",
        LineChange.CHANGED: "有变:分值、理由或依据不同",
        LineChange.ADDED: "新增",
        LineChange.REMOVED: "不再有",
    },
)


@strawberry.type(description="一行得分的前后对照。同一得分项中依据同一事实或项目的,视为同一行。")
class LineDifference:
    """One line before and after."""

    change: LineChange = field(description="怎样变化。")
    before: ScoreLine | None = field(description="原来的一行;新增的为空。")
    after: ScoreLine | None = field(description="假设之后的一行;不再有的为空。")
    points: Points = field(description="分值的增减。")
    exact: Fraction = field(description="精确的增减。")

    @classmethod
    def of(cls, found: difference.LineDifference, before: Scorecard, after: Scorecard) -> Self:
        """A line of ``before``, of ``after``, or of both."""
        lost = found.before.points if found.before else ZERO
        gained = (found.after.points if found.after else ZERO) - lost
        return cls(
            change=found.change,
            before=ScoreLine.of(found.before, before.policy, before.projects) if found.before else None,
            after=ScoreLine.of(found.after, after.policy, after.projects) if found.after else None,
            points=Points(gained),
            exact=gained,
        )


@strawberry.type(description="假设推算的结果。只是推算,什么也不记入台账。")
class ScorecardPreview:
    """A card as it would be, beside the card as it is."""

    before: Scorecard = field(description="不作假设的得分表。与假设之后的看到同一天、据同一号台账。")
    after: Scorecard | None = field(description="假设之后的得分表;有 errors 时为空。")
    differences: list[LineDifference] = field(
        description="两张得分表的逐行对照,按假设之后的次序;有 errors 时为空列表。"
    )
    supposed: list[UUID] = field(
        description="假设带来的事实的标识:得分行的依据在其中的,即因假设而来。代替已有事实的,标识不变。"
    )
    warnings: list[UserError] = field(description="值得留意之处,不妨碍推算。")
    errors: list[UserError] = field(
        description="假设中的问题;有任何一个就不推算。位置以 changes 和序号开头。"
    )
