"""What projects plan to invest in a year."""

from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import YearPlan
from xiangmu.plugin.money import in_words
from xiangmu.services.of_project import OfProject
from xiangmu.services.plain import EARLIEST, LATEST
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class YearPlanSet(OfProject):
    """确定项目一年的计划投资; 每年一个数, 如有误请更正。"""

    looks_at = (t.year_plan,)

    year: int = Field(title="年份")
    planned_yuan: int = Field(title="年度计划投资")


def year_plan_set(work: Work, data: YearPlanSet) -> UUID:
    """One amount for each year."""
    row = work.project(data.project)
    if not EARLIEST.year <= data.year <= LATEST.year:
        work.problem("year", Code.OUT_OF_RANGE, f"年份 {data.year} 不合理")
    if data.planned_yuan == 0:
        work.problem("planned_yuan", Code.OUT_OF_RANGE, "年度计划投资须大于 0 元")
    if data.planned_yuan > row["total_yuan"]:
        work.warn("planned_yuan", f"年度计划投资超过总投资{in_words(row['total_yuan'])}")
    for other in work.facts(YearPlan, "project_id", data.project):
        if other.year == data.year:
            work.problem("year", Code.DUPLICATE, f"{data.year} 年已有计划投资; 如有误请更正")
    work.require()
    plan = YearPlan(id=work.fact_id(), project=data.project, year=data.year, yuan=data.planned_yuan)
    return work.append(plan)
