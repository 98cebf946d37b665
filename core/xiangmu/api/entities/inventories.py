"""Items of inventories (起底台账)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import field

from xiangmu.api.entities.codecs import AREA, WAN
from xiangmu.api.entities.enums import InventoryStatus
from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.prefixes import PROJECT, UNIT
from xiangmu.api.entities.ranges import amounts
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Computed, Direction, Environment, One, Order
from xiangmu.api.reader.expressions import or_null
from xiangmu.api.reader.filters import containing, days, ids, one_of, truth
from xiangmu.api.scalars import Mu, Wan
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.plugin.inventories import Inventory

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project
    from xiangmu.api.entities.units import Unit

_I = t.inventory_item.c


@strawberry.type(description="台账条目的一栏。")
class InventoryCell:
    """What stands in one column."""

    column: str = field(description="栏的键。")
    title: str = field(description="栏的名称;插件不再有这一栏的,同栏的键。")
    text: str | None = field(description="内容;没有填的为空。")


def _stated(catalog: Catalog, policy: str, inventory: str) -> Inventory | None:
    return catalog.inventory(policy, inventory) if policy in catalog.policies else None


def _shown(inventory: Inventory | None, cells: Mapping[str, Any]) -> list[dict[str, Any]]:
    stated = inventory.columns.model_fields if inventory else {}
    titles = {name: column.title or name for name, column in stated.items()}
    return [
        {
            "column": name,
            "title": titles.get(name, name),
            "text": None if cells.get(name) in (None, "") else str(cells[name]),
        }
        for name in dict.fromkeys((*titles, *sorted(cells)))
    ]


async def _cells(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[Any]:
    catalog = environment.context.catalog
    return [_shown(_stated(catalog, policy, key), cells) for policy, key, cells in needs]


async def _titles(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[str]:
    stated = [_stated(environment.context.catalog, policy, key) for policy, key in needs]
    return [one.title if one else key for one, (_, key) in zip(stated, needs, strict=True)]


INVENTORY_ITEM = recorded(
    "InventoryItem",
    "起底台账的条目",
    "inv",
    t.inventory_item,
    {
        "policy": Column(column=_I.policy),
        "inventory": Column(column=_I.inventory),
        "title": Computed(type="String!", needs=(_I.policy, _I.inventory), fill=_titles),
        "name": Column(column=_I.name),
        "project": One(to="Project", on=_I.project_id),
        "unit": One(to="Unit", on=_I.unit_id),
        "lead": One(to="Unit", on=_I.lead_id),
        "cells": Computed(type="[InventoryCell!]!", needs=(_I.policy, _I.inventory, _I.cells), fill=_cells),
        "amount": Column(column=_I.amount_yuan, codec=WAN),
        "area": Column(column=_I.area, codec=AREA),
        "cause": Column(column=or_null(_I.cause), nullable=True),
        "plan": Column(column=or_null(_I.plan), nullable=True),
        "on": Column(column=_I.occurred_on),
        "status": Column(column=_I.status, codec=member(InventoryStatus)),
        "disposedOn": Column(column=_I.disposed_on),
        "result": Column(column=or_null(_I.result), nullable=True),
    },
    filters={
        "policy": one_of(str, _I.policy, "文件的键"),
        "inventory": one_of(str, _I.inventory, "起底台账的键"),
        "project": ids(PROJECT, _I.project_id, "项目"),
        "unit": ids(UNIT, _I.unit_id, "责任单位"),
        "lead": ids(UNIT, _I.lead_id, "牵头单位"),
        "status": one_of(InventoryStatus, _I.status, "状态"),
        "open": truth(_I.disposed_on.is_(None), "是否尚未处置完毕。"),
        "amount": amounts(_I.amount_yuan, "金额。"),
        "name": containing(
            _I.name, str.strip, "名称中的文字,须同时给出 jurisdiction。", beside="jurisdiction"
        ),
        "on": days(_I.occurred_on, "起底日期。"),
        "disposedOn": days(_I.disposed_on, "处置日期。"),
    },
    orders={"ON": Order(by=_I.occurred_on, description="起底日期")},
    order=(("ON", Direction.DESC),),
)


@strawberry.type(description="起底台账的条目:起底发现的一个项目、一笔资金、一宗地或一项要素,及其处置。")
class InventoryItem(Recorded):
    """An item of an inventory."""

    policy: str = field(description="文件的键。")
    inventory: str = field(description="起底台账的键。")
    title: str = field(description="起底台账的名称。")
    name: str = field(description="名称。")
    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;与登记的项目无关或无权查看的为空。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="责任单位。"
    )
    lead: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="牵头单位。"
    )
    cells: list[InventoryCell] = field(description="各栏,按台账的次序。")
    amount: Wan | None = field(description="金额;不计金额的为空。")
    area: Mu | None = field(description="面积;不计面积的为空。")
    cause: str | None = field(description="成因;没有填的为空。")
    plan: str | None = field(description="处置意见;没有填的为空。")
    on: date = field(description="起底日期。")
    status: InventoryStatus = field(description="状态;文件自己的叫法见 inventories。")
    disposed_on: date | None = field(description="处置完毕的日期;没有的为空。")
    result: str | None = field(description="处置结果;没有的为空。")
