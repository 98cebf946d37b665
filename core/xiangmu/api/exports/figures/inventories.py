"""Inventories: how much was found, how far it has come, by state and by unit. The items are a list of their own."""

from collections.abc import Iterator
from typing import Any

from xiangmu.api.exports.figures.laying import About, Found, Laid, amount, exact
from xiangmu.sheets.exports.tables import Head, Heading, Kind, Table

SUM = "{ count amount area }"
FIELDS = f"""
  key title clause {{ id }} lead {{ title }} rate sum {SUM} states {{ title sum {SUM} }}
  units {{ unit {{ title }} sum {SUM} disposed {SUM} }}"""
SUMMED = (
    Heading(title="条数", kind=Kind.INTEGER),
    Heading(title="金额", kind=Kind.MONEY),
    Heading(title="面积", kind=Kind.AREA),
)
STATES = (
    Heading(title="台账", width=34),
    Heading(title="牵头单位"),
    Heading(title="条款"),
    Heading(title="状态"),
    *SUMMED,
    Heading(title="处置完毕的比例(%)", kind=Kind.POINTS),
)
UNITS = (
    Heading(title="台账", width=34),
    Heading(title="责任单位", width=24),
    *SUMMED,
    Heading(title="处置完毕条数", kind=Kind.INTEGER),
    Heading(title="处置完毕金额", kind=Kind.MONEY),
    Heading(title="处置完毕面积", kind=Kind.AREA),
)
ALL = "全部"


def _lay(inventories: list[Found], about: About) -> Iterator[Table]:
    for name, headings, rows in (("汇总", STATES, _states), ("各责任单位", UNITS, _units)):
        yield Table(
            head=Head(
                name=name, title=f"{about.policy}起底台账{name}", lines=(about.moment,), headings=headings
            ),
            rows=[row for one in inventories for row in rows(one)],
        )


def _states(one: Found) -> Iterator[list[Any]]:
    what = [one["title"], one["lead"]["title"], one["clause"]["id"]]
    for state in one["states"]:
        yield [*what, state["title"], *_summed(state["sum"]), None]
    rate = exact(one["rate"])
    yield [*what, ALL, *_summed(one["sum"]), None if rate is None else rate * 100]


def _units(one: Found) -> Iterator[list[Any]]:
    for found in one["units"]:
        yield [one["title"], found["unit"]["title"], *_summed(found["sum"]), *_summed(found["disposed"])]


def _summed(found: Found) -> list[Any]:
    return [found["count"], amount(found["amount"]), amount(found["area"])]


INVENTORIES = Laid(title="起底台账汇总", fields=FIELDS, lay=_lay)
