"""GraphQL types of targets, their figures and notices."""

from datetime import date
from fractions import Fraction
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.enums import Amount, Basis, Comparison, PeriodKind
from xiangmu.api.scalars import Points, Wan
from xiangmu.api.units.types import AssessedUnit, Group
from xiangmu.plugin.figures import said


@strawberry.type(description="一个数量。")
class Figure:
    """A count, an amount of money or a rate."""

    counts: Amount = field(description="以什么计。")
    exact: Fraction = field(description="精确值:个数、元、千分数、天数或次数。")
    text: str = field(description="带单位的中文写法,如 12个、2.5亿元、83.33%。")
    money: Wan | None = field(description="金额;不是金额或不足整元的为空。")

    @classmethod
    def of(cls, amount: Fraction | int, counts: Amount) -> Self:
        """``amount`` in what it ``counts``."""
        exact = Fraction(amount)
        whole_yuan = counts is Amount.YUAN and exact.denominator == 1
        return cls(
            counts=counts,
            exact=exact,
            text=said(exact, counts),
            money=Wan(int(exact)) if whole_yuan else None,
        )

    @classmethod
    def some(cls, amount: Fraction | int | None, counts: Amount) -> Self | None:
        """``amount``, if there is one."""
        return None if amount is None else cls.of(amount, counts)


@strawberry.type(description="节点:到某日应完成目标值的一部分。")
class Milestone:
    """A part of a goal, due earlier."""

    due: date = field(description="节点日期,当天算在内。")
    percent: Points = field(description="应完成目标值的百分之几。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="目标任务:文件给一个单位或整个辖区定的数。")
class Target:
    """A goal."""

    key: str = field(description="目标的键。同一目标在各单位用同一个键。")
    title: str = field(description="目标名称。")
    group: Group | None = field(description="单位所在分组;全辖区的目标为空。")
    unit: AssessedUnit | None = field(description="责任单位;全辖区的目标为空。")
    measure: str = field(description="怎样计数。")
    goal: Figure | None = field(description="文件所定的目标值;文件没有定的为空。")
    comparison: Comparison = field(description="怎样才算完成。")
    due: date = field(description="截止日期,当天算在内;逐期重复的为最后一期之末。")
    every: PeriodKind | None = field(description="多长时间重复一次,各期期末到期;不重复的为空。")
    milestones: list[Milestone] = field(description="节点,按日期。")
    basis: Basis = field(description="目标从何而来。")
    lead: AssessedUnit | None = field(description="牵头单位;没有的为空。")
    responsible: list[AssessedUnit] = field(description="责任单位(牵头单位以外)。")
    cooperating: list[AssessedUnit] = field(description="配合单位。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="阅读目标任务时须知道的事,如文件所印合计与分项之和不一致。")
class Notice:
    """Something a reader must know."""

    text: str = field(description="提示内容。")
    targets: list[str] = field(description="涉及哪些目标(键);空为整个文件。")
    clause: Clause = field(description="所依据的条款。")
