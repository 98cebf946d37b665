"""What a city says of inventories: units, obligations and columns that there are, and that clients can fill in."""

from datetime import date
from enum import StrEnum
from types import NoneType
from typing import Any, get_args

from xiangmu.catalog.checks.stating import Stating
from xiangmu.plugin.inventories import Inventory, InventoryStatus


def check_inventories(says: Stating) -> None:
    """Every inventory names what there is."""
    stated = says.city.supervision.inventories
    says.unique("起底台账", ((one.policy, one.key) for one in stated))
    obligations = {(one.policy, one.key) for one in says.city.schedule.obligations}
    for one in stated:
        item = f"起底台账 {one.key}"
        says.clause(one.policy, one.clause, item)
        says.known(says.units, (one.lead,), f"{item} 的牵头单位")
        says.known(obligations, ((one.policy, one.obligation),), f"{item} 的报送事项")
        says.require(len(one.titles) == len(InventoryStatus), f"{item} 的状态须有三个名称")
        _check_columns(says, one, item)


def _check_columns(says: Stating, one: Inventory, item: str) -> None:
    for name, column in one.columns.model_fields.items():
        says.require(bool(column.title), f"{item} 的栏 {name} 没有标题")
        says.require(_is_plain(column.annotation), f"{item} 的栏 {name} 只能是文字、整数、日期或选项")


def _is_plain(annotation: Any) -> bool:
    kinds = [kind for kind in get_args(annotation) if kind is not NoneType] or [annotation]
    return len(kinds) == 1 and (
        kinds[0] in (str, int, date) or (isinstance(kinds[0], type) and issubclass(kinds[0], StrEnum))
    )


def check_items(says: Stating) -> None:
    """The demonstration's items name what there is."""
    city = says.city
    stated = {(one.policy, one.key) for one in city.supervision.inventories}
    projects = {version.project for version in city.demo.facts.versions}
    for told in city.demo.inventories:
        item = f"台账条目 {told.name}"
        says.known(stated, ((told.policy, told.inventory),), f"{item}的台账")
        says.known(says.units, (told.unit,) if told.unit else (), f"{item}的单位")
        says.known(projects, (told.project,) if told.project else (), f"{item}的项目")
