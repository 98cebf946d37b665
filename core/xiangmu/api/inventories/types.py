"""GraphQL types of inventories and of their progress."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.entities.enums import InventoryStatus
from xiangmu.api.enums import describe
from xiangmu.api.scalars import Mu, Wan
from xiangmu.api.schedule.types import Occurrence
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.units.types import AssessedUnit
from xiangmu.plugin import inventories
from xiangmu.plugin.inventories import Quantity
from xiangmu.plugin.value import value

describe(
    Quantity,
    "台账条目以什么计数额。",
    {Quantity.NONE: "不计", Quantity.MONEY: "金额", Quantity.AREA: "面积"},
    name="InventoryQuantity",
)


@value
class Part:
    """Items of one inventory that are alike: in one state, of one unit."""

    inventory: str
    status: InventoryStatus
    unit: str
    count: int
    amount_yuan: int
    area: int


@strawberry.type(description="起底台账的一栏。")
class InventoryColumn:
    """A column."""

    key: str = field(description="栏的键。")
    title: str = field(description="名称。")
    description: str | None = field(description="怎样填;没有说明的为空。")
    required: bool = field(description="是否必填。")


@strawberry.type(description="若干条目的合计。")
class InventorySum:
    """How many items, and how much they come to."""

    count: int = field(description="条数。")
    amount: Wan | None = field(description="金额合计;不计金额的台账为空。")
    area: Mu | None = field(description="面积合计;不计面积的台账为空。")

    @classmethod
    def of(cls, parts: Iterable[Part], quantity: Quantity) -> Self:
        """The sum of the parts."""
        found = tuple(parts)
        return cls(
            count=sum(part.count for part in found),
            amount=Wan(sum(part.amount_yuan for part in found)) if quantity is Quantity.MONEY else None,
            area=Mu(sum(part.area for part in found)) if quantity is Quantity.AREA else None,
        )


@strawberry.type(description="处于一种状态的条目。")
class InventoryState:
    """The items in one state."""

    status: InventoryStatus = field(description="状态。")
    title: str = field(description="文件对这一状态的叫法。")
    sum: InventorySum = field(description="合计。")


@strawberry.type(description="一个责任单位的条目。")
class InventoryUnit:
    """The items of one unit."""

    unit: AssessedUnit = field(description="责任单位。")
    sum: InventorySum = field(description="全部条目的合计。")
    disposed: InventorySum = field(description="处置完毕的合计。")


@strawberry.type(
    description="一本起底台账:怎样填,起底了多少,处置到哪一步,是否按期报送。只统计提问者看得到的条目。"
)
class Inventory:
    """An inventory and its progress."""

    key: str = field(description="台账的键。")
    title: str = field(description="名称。")
    clause: Clause = field(description="所依据的条款。")
    lead: AssessedUnit = field(description="牵头单位。")
    quantity: Quantity = field(description="以什么计数额。")
    of_project: bool = field(description="每一条是否须指明登记的项目。")
    columns: list[InventoryColumn] = field(description="各栏。")
    deliveries: list[Occurrence] = field(description="这本台账何时报送、报了没有;只列提问者看得到的单位的。")
    sum: InventorySum = field(description="全部条目的合计。")
    rate: Fraction | None = field(description="处置完毕的条数占全部的比例;没有条目的为空。")
    states: list[InventoryState] = field(description="各种状态的合计,依处置的先后。")
    units: list[InventoryUnit] = field(description="各责任单位的合计,条数多的在前。")

    @classmethod
    def of(
        cls,
        stated: inventories.Inventory,
        policy: StatedPolicy,
        parts: Sequence[Part],
        deliveries: list[Occurrence],
    ) -> Self:
        """With the parts of it that they see."""

        def summed(found: Iterable[Part]) -> InventorySum:
            return InventorySum.of(found, stated.quantity)

        def done(found: Iterable[Part]) -> list[Part]:
            return [part for part in found if part.status is InventoryStatus.DISPOSED]

        total = sum(part.count for part in parts)
        by_unit = {unit: [part for part in parts if part.unit == unit] for unit in {p.unit for p in parts}}
        return cls(
            key=stated.key,
            title=stated.title,
            clause=policy.clauses[stated.clause],
            lead=policy.units[stated.lead],
            quantity=stated.quantity,
            of_project=stated.of_project,
            columns=[
                InventoryColumn(
                    key=key,
                    title=column.title or key,
                    description=column.description,
                    required=column.is_required(),
                )
                for key, column in stated.columns.model_fields.items()
            ],
            deliveries=deliveries,
            sum=summed(parts),
            rate=Fraction(sum(part.count for part in done(parts)), total) if total else None,
            states=[
                InventoryState(
                    status=status,
                    title=stated.called(status),
                    sum=summed(part for part in parts if part.status is status),
                )
                for status in InventoryStatus
            ],
            units=[
                InventoryUnit(unit=policy.units[unit], sum=summed(found), disposed=summed(done(found)))
                for unit, found in sorted(
                    by_unit.items(), key=lambda one: (-sum(part.count for part in one[1]), one[0])
                )
                if unit in policy.units
            ],
        )
