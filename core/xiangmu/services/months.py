"""Closing months (关账): what units reported for a month stands, and only the office corrects it from then on."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.dispatching import MonthClosed
from xiangmu.db.kinds import State
from xiangmu.services.command import VERSION, Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

CLOSED_MONTHS = Need(table=t.month_closed, column="closed", content=True)
"""All closed months: what may be recorded of a project's progress depends on them."""


class MonthClose(Input):
    """关账: 一个月的进度不再由单位报送和更正; 重点项目办仍可更正, 须写明理由。"""

    jurisdiction: str = Field(title="辖区")
    month: date = Field(title="月份", description="当月 1 日")

    def needs(self) -> Iterable[Need]:
        """The month, and what was reported of it."""
        yield Need(table=t.month_closed, column="month", content=self.month)
        yield Need(table=t.month_progress, column="month", content=self.month)


class MonthReopen(Input):
    """重新打开一个已关账的月份, 写明理由。"""

    jurisdiction: str = Field(title="辖区")
    month: date = Field(title="月份", description="当月 1 日")
    version: int | None = VERSION

    def needs(self) -> Iterable[Need]:
        """The month."""
        yield Need(table=t.month_closed, column="month", content=self.month)


def month_close(work: Work, data: MonthClose) -> UUID:
    """A month that is over; reports that nobody confirmed yet are a warning."""
    work.enter(data.jurisdiction)
    first_of_month(work, data.month)
    if (data.month.year, data.month.month) >= (work.today.year, work.today.month):
        work.problem("month", Code.IN_FUTURE, f"{data.month:%Y-%m} 还没有过完")
    found = _month(work, data.jurisdiction, data.month)
    if found and found.fact.closed:
        work.problem("month", Code.DUPLICATE, f"{data.month:%Y-%m} 已经关账")
    reported = work.rows.find(t.month_progress, "month", data.month)
    waiting = sum(
        row["jurisdiction"] == data.jurisdiction and row["state"] == State.CLAIMED for row in reported
    )
    if waiting:
        work.warn("month", f"还有 {waiting} 个项目报送的进度待核")
    work.require()
    closed = MonthClosed(id=found.fact.id if found else work.new_id(), month=data.month, closed=True)
    return work.replace(found, closed) if found else work.append(closed)


def month_reopen(work: Work, data: MonthReopen) -> UUID:
    """A closed month; why is recorded with it."""
    work.enter(data.jurisdiction)
    work.reasoned()
    found = _month(work, data.jurisdiction, data.month)
    if found is None or not found.fact.closed:
        work.refuse("month", Code.NOT_FOUND, f"{data.month:%Y-%m} 没有关账")
    work.unchanged(found, data.version)
    work.require()
    return work.replace(found, MonthClosed(id=found.fact.id, month=data.month, closed=False))


def first_of_month(work: Work, month: date) -> None:
    """Note an error when ``month`` is not written as its first day."""
    if month.day != 1:
        work.problem("month", Code.MALFORMED, f"月份填当月 1 日, 不是 {month}")


def after_closing(work: Work, month: date, path: str) -> bool | None:
    """True when what is recorded of the month comes after its closing; otherwise None.

    Notes an error unless the office records it; whoever calls this asks for the reason.
    """
    closed = {
        (row["jurisdiction"], row["month"])
        for row in work.rows.find(CLOSED_MONTHS.table, CLOSED_MONTHS.column, CLOSED_MONTHS.content)
    }
    if (work.scope, month) not in closed:
        return None
    work.office_only(path, f"补报或更正已关账的 {month:%Y-%m}", Code.CLOSED)
    return True


def _month(work: Work, jurisdiction: str, month: date) -> Live[MonthClosed] | None:
    found = work.find(MonthClosed, "month", month)
    return next((live for live in found if live.row["jurisdiction"] == jurisdiction), None)
