"""Items of the five inventories; all samples. The lead units dispose of them."""

from datetime import date, datetime

from xiangmu.plugin.demo import DemoInventoryItem, DemoReport
from xiangmu.plugin.money import wan
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.plugin.tables import read_table
from xiangmu_lanxian.demo.book import day, project_id
from xiangmu_lanxian.policy import POLICY
from xiangmu_lanxian.schedule import INVENTORIES as DUE

COLUMNS = (
    "inventory",
    "name",
    "project",
    "cells",
    "wan",
    "mu",
    "cause",
    "plan",
    "on",
    "in_hand_on",
    "disposed_on",
    "result",
)


def _hundredths(mu: str) -> int:
    whole, _, decimals = mu.partition(".")
    return int(f"{whole}{decimals:0<2}")


def _item(cells: dict[str, str]) -> DemoInventoryItem:
    filled = (cell.partition("=") for cell in cells["cells"].split(";"))
    return DemoInventoryItem(
        policy=POLICY.key,
        inventory=cells["inventory"],
        name=cells["name"],
        project=project_id(cells["project"]) if cells["project"] else None,
        cells=tuple((column, text) for column, _, text in filled),
        amount_yuan=wan(cells["wan"]) if cells["wan"] else None,
        area=_hundredths(cells["mu"]) if cells["mu"] else None,
        cause=cells["cause"],
        plan=cells["plan"],
        on=date.fromisoformat(cells["on"]),
        in_hand_on=day(cells["in_hand_on"]),
        disposed_on=day(cells["disposed_on"]),
        result=cells["result"],
    )


ITEMS = read_table(__package__, "inventories.csv", COLUMNS, _item)
LATE = "inventory_land"
"""The inventory that is handed in a day late."""


def _report(obligation: str, unit: str, due: date) -> DemoReport:
    days = due.day if obligation != LATE else due.day + 1
    return DemoReport(
        policy=POLICY.key,
        obligation=obligation,
        unit=unit,
        due=due,
        at=datetime(due.year, due.month, days, 16, tzinfo=SHANGHAI),
        text="台账随报。",
    )


HANDED_IN = tuple(
    _report(one.key, one.units[0], one.recurrence.on)  # type: ignore[union-attr]  # each is due once
    for one in DUE
    if one.key != "inventory_factors"
)
