"""Monthly reports of what projects invested."""

from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import Progress
from xiangmu.plugin.money import in_words
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class ProgressReport(OfProject):
    """报送项目一个月完成的投资。"""

    looks_at = (t.month_progress,)

    month: date = Field(title="月份", description="当月 1 日")
    invested_yuan: int = Field(title="当月完成投资")
    cumulative_yuan: int = Field(title="累计完成投资", description="自开工以来")


def progress_report(work: Work, data: ProgressReport) -> UUID:
    """One report for each month; a cumulative figure that goes back is a warning."""
    row = work.project(data.project)
    work.past(data.month, "month")
    if data.month.day != 1:
        work.problem("month", Code.MALFORMED, f"月份填当月 1 日, 不是 {data.month}")
    if data.invested_yuan > data.cumulative_yuan:
        work.problem("cumulative_yuan", Code.OUT_OF_RANGE, "累计完成投资小于当月完成投资")
    if data.cumulative_yuan > row["total_yuan"]:
        work.warn("cumulative_yuan", f"累计完成投资超过总投资 {in_words(row['total_yuan'])}")
    report = Progress(
        id=work.fact_id(),
        project=data.project,
        month=data.month,
        invested_yuan=data.invested_yuan,
        cumulative_yuan=data.cumulative_yuan,
    )
    for other in work.facts(Progress, "project_id", data.project):
        earlier, later = sorted((other, report), key=lambda r: r.month)
        if other.month == data.month:
            work.problem("month", Code.DUPLICATE, f"{data.month:%Y-%m} 已报送; 如有误请更正")
        elif earlier.cumulative_yuan > later.cumulative_yuan:
            work.warn("cumulative_yuan", f"{later.month:%Y-%m} 的累计小于 {earlier.month:%Y-%m} 的累计")
    work.require()
    return work.append(report)
