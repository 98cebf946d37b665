"""Inventories (起底台账): entering an item, changing what is said of it, and that it was disposed of."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from xiangmu.db import tables as t
from xiangmu.db.registers import InventoryItem
from xiangmu.plugin.inventories import Inventory, InventoryStatus, Quantity
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.faults import problems_of
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

LONGEST = 2000
NAME = 200


class InventoryCell(BaseModel):
    """台账的一栏。"""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    column: str = Field(title="栏的键")
    text: str = Field(title="内容", max_length=LONGEST, description="数字、日期和选项也写成文字")


CELLS = "由文件的插件规定, 见 inventories 的 columns"


class InventoryItemAdd(Input):
    """在起底台账记入一条: 是什么、归谁处置、数额、成因和处置意见。"""

    policy: str = Field(title="文件")
    inventory: str = Field(title="起底台账")
    name: str = Field(title="名称", max_length=NAME, description="哪个项目、哪笔资金、哪宗地")
    project: UUID | None = Field(None, title="项目", description="与登记的项目无关的不填")
    unit: str = Field("", title="责任单位", description="由谁处置; 不填则为牵头单位")
    cells: tuple[InventoryCell, ...] = Field((), title="各栏", description=CELLS)
    amount_yuan: int | None = Field(None, title="金额", ge=0, description="只有计金额的台账填")
    area: int | None = Field(None, title="面积", ge=0, description="只有计面积的台账填")
    cause: str = Field("", title="成因", max_length=LONGEST)
    plan: str = Field("", title="处置意见", max_length=LONGEST)
    on: date = Field(title="起底日期")

    def needs(self) -> Iterable[Need]:
        """The project, and what the inventories of the policy hold."""
        if self.project:
            yield Need(table=t.project, column="id", content=self.project)
        yield Need(table=t.inventory_item, column="policy", content=self.policy)


class OfEntry(Input):
    """Base of what is done about an item."""

    entry: UUID = Field(title="台账条目")
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """The item."""
        yield Need(table=t.inventory_item, column="fact_id", content=self.entry)


class InventoryItemChange(OfEntry):
    """变更起底台账的一条, 不填的不变; 着手处置的改为处置中。处置完毕的只有重点项目办可以改回, 须写明理由。"""

    name: str | None = Field(None, title="名称", max_length=NAME)
    cells: tuple[InventoryCell, ...] | None = Field(None, title="各栏", description=f"整体更换; {CELLS}")
    amount_yuan: int | None = Field(None, title="金额", ge=0)
    area: int | None = Field(None, title="面积", ge=0)
    cause: str | None = Field(None, title="成因", max_length=LONGEST)
    plan: str | None = Field(None, title="处置意见", max_length=LONGEST)
    status: InventoryStatus | None = Field(
        None, title="状态", description="处置完毕的另行提交 inventoryItemDispose"
    )


class InventoryItemDispose(OfEntry):
    """起底台账的一条处置完毕: 何时、结果怎样。"""

    on: date = Field(title="处置日期")
    result: str = Field(title="处置结果", max_length=LONGEST)


def inventory_item_add(work: Work, data: InventoryItemAdd) -> UUID:
    """One more item, still to be disposed of."""
    policy = work.policy(data.policy)
    inventory = work.catalog.inventory(policy.key, data.inventory)
    if inventory is None:
        work.refuse("inventory", Code.UNKNOWN_ITEM, f"{policy.title}没有起底台账 {data.inventory}")
    unit = data.unit or inventory.lead
    work.unit(unit, on=data.on, subject=True)
    work.past(data.on)
    if data.project:
        rows = work.rows.named(t.project, "id", data.project)
        if not rows:
            work.problem("project", Code.NOT_FOUND, f"没有项目 {data.project}")
        for row in rows:
            work.assessable(row, policy)
    elif inventory.of_project:
        work.problem("project", Code.REQUIRED, "须指明登记的项目", inventory.clause)
    item = InventoryItem(
        id=work.fact_id(),
        policy=policy.key,
        inventory=inventory.key,
        name=data.name,
        project=data.project,
        unit=unit,
        lead=inventory.lead,
        cells=_cells(work, inventory, data.cells),
        amount_yuan=data.amount_yuan,
        area=data.area,
        cause=data.cause,
        plan=data.plan,
        on=data.on,
        status=InventoryStatus.OPEN,
        disposed_on=None,
        result="",
    )
    _check(work, inventory, item)
    for other in work.facts(InventoryItem, "policy", policy.key):
        if (other.inventory, other.name, other.unit) == (item.inventory, item.name, item.unit):
            work.warn("name", f"这本台账已有同名的一条({other.on} 起底)", Code.DUPLICATE)
            break
    work.require()
    return work.append(item)


def inventory_item_change(work: Work, data: InventoryItemChange) -> UUID:
    """What is given replaces what was said."""
    live, inventory = _entry(work, data)
    item = live.fact
    if item.status is InventoryStatus.DISPOSED:
        work.office_only("entry", "变更处置完毕的条目")
        work.reasoned()
    if data.status is InventoryStatus.DISPOSED:
        work.problem("status", Code.NOT_ALLOWED, "处置完毕的, 另行提交处置日期和结果")
    given: dict[str, Any] = {
        field: getattr(data, field)
        for field in ("name", "amount_yuan", "area", "cause", "plan", "status")
        if getattr(data, field) is not None
    }
    if data.cells is not None:
        given["cells"] = _cells(work, inventory, data.cells)
    if data.status is not None:
        given |= {"disposed_on": None, "result": ""}
    changed = replace(item, **given)
    _check(work, inventory, changed)
    work.require()
    return work.replace(live, changed)


def inventory_item_dispose(work: Work, data: InventoryItemDispose) -> UUID:
    """Nothing is left to be done about it."""
    live, _ = _entry(work, data)
    item = live.fact
    if item.status is InventoryStatus.DISPOSED:
        work.problem("entry", Code.CLOSED, f"已于 {item.disposed_on} 处置完毕")
    work.past(data.on)
    if data.on < item.on:
        work.problem("on", Code.REVERSED, f"处置日期 {data.on} 早于起底日期 {item.on}")
    if not data.result:
        work.problem("result", Code.REQUIRED, "须写明处置结果")
    work.require()
    return work.replace(
        live, replace(item, status=InventoryStatus.DISPOSED, disposed_on=data.on, result=data.result)
    )


def _entry(work: Work, data: OfEntry) -> tuple[Live[InventoryItem], Inventory]:
    """The item and its inventory; work for its jurisdiction from here on."""
    found = work.find(InventoryItem, "fact_id", data.entry)
    if not found:
        work.refuse("entry", Code.NOT_FOUND, f"没有台账条目 {data.entry}")
    work.about(found[0], "entry")
    work.unchanged(found[0], data.version)
    inventory = work.catalog.inventory(found[0].fact.policy, found[0].fact.inventory)
    if inventory is None:
        work.refuse("entry", Code.UNKNOWN_ITEM, "文件的插件不再有这本台账")
    return found[0], inventory


def _check(work: Work, inventory: Inventory, item: InventoryItem) -> None:
    if not item.name:
        work.problem("name", Code.REQUIRED, "须写明名称")
    for path, quantity, amount in (
        ("amount_yuan", Quantity.MONEY, item.amount_yuan),
        ("area", Quantity.AREA, item.area),
    ):
        if amount is None and inventory.quantity is quantity:
            work.problem(path, Code.REQUIRED, f"{inventory.title}须填数额", inventory.clause)
        elif amount is not None and inventory.quantity is not quantity:
            work.problem(path, Code.NOT_ALLOWED, f"{inventory.title}不计这项数额")


def _cells(work: Work, inventory: Inventory, given: tuple[InventoryCell, ...]) -> dict[str, JsonValue]:
    """What the columns hold, as it is stored; notes what is wrong with it at the cell given."""
    places: dict[str, int] = {}
    for place, cell in enumerate(given):
        if cell.column in places:
            work.problem(f"cells.{place}.column", Code.DUPLICATE, f"栏 {cell.column} 填了两次")
        places[cell.column] = place
    texts = {cell.column: cell.text for cell in given if cell.text}
    try:
        cells: dict[str, JsonValue] = inventory.columns.model_validate(texts).model_dump(mode="json")
    except ValidationError as error:
        for problem in problems_of(error, inventory.columns):
            at = places.get(problem.path[0]) if problem.path else None
            work.problem("cells" if at is None else f"cells.{at}.text", problem.code, problem.message)
        return {}
    return cells
