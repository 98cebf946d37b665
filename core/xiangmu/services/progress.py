"""Monthly reports of projects: what was invested, how far the works have come, what comes next."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import Progress
from xiangmu.plugin.money import in_words, wan
from xiangmu.services.command import Need
from xiangmu.services.months import CLOSED_MONTHS, after_closing, first_of_month
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

LONGEST = 500
ROUNDED = wan(1) // 2
"""By how much, in yuan, a figure rounded to 万元 may differ from what it was."""


class ProgressReport(OfProject):
    """报送项目一个月的进度: 完成的投资, 形象进度, 下月计划。"""

    looks_at = (t.month_progress,)

    month: date = Field(title="月份", description="当月 1 日")
    invested_yuan: int = Field(title="当月完成投资")
    cumulative_yuan: int = Field(title="累计完成投资", description="自开工以来")
    year_to_date_yuan: int | None = Field(
        None, title="1月以来完成投资", description="与台账各月之和不符的, 照记并提醒"
    )
    picture: str = Field("", title="形象进度", max_length=LONGEST)
    next_month_yuan: int | None = Field(None, title="下月计划投资")
    next_month_work: str = Field("", title="下月计划完成的工作", max_length=LONGEST)

    def needs(self) -> Iterable[Need]:
        """As ever, and which months are closed."""
        yield from super().needs()
        yield CLOSED_MONTHS


def progress_report(work: Work, data: ProgressReport) -> UUID:
    """One report for each month; a cumulative figure that goes back is a warning."""
    row = work.project(data.project)
    work.past(data.month, "month")
    first_of_month(work, data.month)
    report = Progress(
        id=work.fact_id(),
        project=data.project,
        month=data.month,
        invested_yuan=data.invested_yuan,
        cumulative_yuan=data.cumulative_yuan,
        year_to_date_yuan=data.year_to_date_yuan,
        picture=data.picture or None,
        next_month_yuan=data.next_month_yuan,
        next_month_work=data.next_month_work or None,
    )
    _within(work, report, row["total_yuan"])
    others = work.facts(Progress, "project_id", data.project)
    for other in others:
        earlier, later = sorted((other, report), key=lambda r: r.month)
        if other.month == data.month:
            work.problem("month", Code.DUPLICATE, f"{data.month:%Y-%m} 已报送; 如有误请更正")
        elif earlier.cumulative_yuan > later.cumulative_yuan:
            work.warn("cumulative_yuan", f"{later.month:%Y-%m} 的累计小于 {earlier.month:%Y-%m} 的累计")
    _adds_up(work, [*others, report], data.month)
    if late := after_closing(work, data.month, "month"):
        work.reasoned()
    work.require()
    return work.append(report, after_closing=late)


def _within(work: Work, report: Progress, total_yuan: int) -> None:
    """A month belongs to its year, a year to the whole."""
    invested, cumulative = report.invested_yuan, report.cumulative_yuan
    if invested > cumulative:
        work.problem("cumulative_yuan", Code.OUT_OF_RANGE, "累计完成投资小于当月完成投资")
    if report.year_to_date_yuan is not None and not invested <= report.year_to_date_yuan <= cumulative:
        work.problem(
            "year_to_date_yuan", Code.OUT_OF_RANGE, "1月以来完成投资应不小于当月、不大于累计完成投资"
        )
    if cumulative > total_yuan:
        work.warn("cumulative_yuan", f"累计完成投资超过总投资 {in_words(total_yuan)}")


def _adds_up(work: Work, reports: Sequence[Progress], month: date) -> None:
    """Warn where the year as reported, for ``month`` or a later one, is not the sum of the months on record.

    Each figure may have been rounded to 万元: what that alone explains is no difference.
    """
    of_year = [report for report in reports if report.month.year == month.year]
    for report in of_year:
        if report.year_to_date_yuan is None or report.month < month:
            continue
        months = [other.invested_yuan for other in of_year if other.month <= report.month]
        if abs(sum(months) - report.year_to_date_yuan) > ROUNDED * (len(months) + 1):
            work.warn(
                "year_to_date_yuan",
                f"{report.month:%Y-%m} 填报的1月以来完成投资是 {in_words(report.year_to_date_yuan)}, "
                f"台账 {len(months)} 个月之和是 {in_words(sum(months))}",
            )
