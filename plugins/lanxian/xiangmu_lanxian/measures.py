"""The indicators of the five comparisons (LX-13 to LX-17), each with its base as X9 and X10 read it."""

from datetime import date

from xiangmu.plugin.filters import at_least, industrial, on_list, profile_is
from xiangmu.plugin.happenings import existing, planned, procedure_done, stock, this_year
from xiangmu.plugin.happenings import listed as put_on_list
from xiangmu.plugin.measures import (
    Measure,
    chosen,
    count,
    funds,
    funds_in_place,
    increase,
    investment_completion,
    median_days,
    planned_investment,
    procedure_days,
    procedure_workdays,
    procedures_in_time,
    reading,
    share,
    share_of_whole,
    start_rate,
    total,
)
from xiangmu.plugin.money import in_words, yi
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import PRELIMINARY, FundSource, FundStep, KeyList, ProcedureKind, Stage
from xiangmu_lanxian import courses, indicators
from xiangmu_lanxian.courses import INVENTORY
from xiangmu_lanxian.readings import FundsBase

MAJOR = (KeyList.PROVINCIAL_KEY, KeyList.CITY_KEY, KeyList.COUNTY_KEY)
"""The provincial, city and county lists of major projects."""
ATTRACTION = profile_is("attraction", True)
TIERS = (yi(1), yi(5), yi(10), yi(100))
"""Nested, not bands (X3)."""
STARTED, SIGNED = this_year(courses.began), this_year(courses.signed)


def begun_this_year(project: ProjectView, day: date) -> bool:
    """Began in the year of the day (新开工)."""
    start = next((event for event in project.stages if event.stage in courses.CONSTRUCTION), None)
    return start is not None and start.on.year == day.year


START_RATE = start_rate(courses.to_start, STARTED, title="新建项目开工率")
RESUME_RATE = start_rate(courses.carried_over, courses.at_work, title="续建项目复工率")
AT_WORK_RATE = start_rate(courses.to_work, courses.at_work, title="开(复)工率")
LIBRARY_RATE = share(
    count(courses.under_construction, INVENTORY, courses.in_library, title="其中已入库项目"),
    count(courses.under_construction, INVENTORY, title="500万元以上在建项目"),
    title="在建项目入库率",
)
INVESTMENT_RATE = investment_completion(title="项目投资完成率")
PRODUCTION_RATE = start_rate(
    this_year(planned(Stage.PRODUCING)), this_year(courses.producing), title="项目投产达效率"
)

MAJOR_PROJECTS = count(this_year(put_on_list(*MAJOR)), title="本年列入省市县重大项目数")
CENTRAL_BUDGET = funds(FundStep.APPROVED, FundSource.CENTRAL_BUDGET, title="本年争取中央预算内资金")
POLICY_FINANCE = funds(FundStep.APPROVED, FundSource.POLICY_FINANCE, title="本年争取政策性开发性金融工具资金")

COUNTY_INDUSTRY = total(stock(existing), industrial, title="全县产业项目总投资")


def tier(yuan: int) -> Measure:
    """Listed industrial projects of ``yuan`` or more as a part of the county's industrial project investment (X10)."""
    size = in_words(yuan)
    large = total(
        stock(existing),
        industrial,
        on_list(*MAJOR),
        at_least(yuan),
        title=f"列入重大项目的{size}以上产业项目",
    )
    return share_of_whole(large, COUNTY_INDUSTRY, title=f"{size}以上重大产业项目占全县产业项目投资比重")


INDUSTRY_SHARE = share(
    reading(indicators.UNIT_INDUSTRY), reading(indicators.UNIT_INVESTMENT), title="产业投资占固定资产投资比重"
)
CONTRIBUTION_OF_GROWTH = share_of_whole(
    increase(indicators.UNIT_INVESTMENT, title="本单位固定资产投资增量"),
    increase(indicators.COUNTY_INVESTMENT, title="全县固定资产投资增量"),
    title="对全县固定资产投资增长的贡献率",
)
CONTRIBUTION_OF_SHARE = share_of_whole(
    reading(indicators.UNIT_INVESTMENT),
    reading(indicators.COUNTY_INVESTMENT),
    title="占全县固定资产投资的比重",
)

CONTRACTED = total(SIGNED, ATTRACTION, title="本年招引项目签约总额")
FUNDS_BY_CONTRACT = funds_in_place(CONTRACTED, title="招引项目资金到位率")
FUNDS_BY_PLAN = funds_in_place(
    planned_investment(ATTRACTION, title="招引项目年度计划投资"), title=FUNDS_BY_CONTRACT.title
)
FUNDS_RATE = chosen(
    lambda readings: FUNDS_BY_CONTRACT if readings.funds_base is FundsBase.CONTRACTED else FUNDS_BY_PLAN,
    FUNDS_BY_CONTRACT,
    title=FUNDS_BY_CONTRACT.title,
)
NEW_STARTS_INVESTMENT = investment_completion(begun_this_year, title="新开工项目计划投资完成率")
SIGNED_START_RATE = start_rate(SIGNED, STARTED, title="签约项目当年开工率")

LANDING_RATE = start_rate(SIGNED, courses.landed, title="项目落地率")
PROCEDURE_DAYS = procedure_days(*PRELIMINARY, title="前期手续办理用时")
PROCEDURE_WORKDAYS = procedure_workdays(*PRELIMINARY, title="前期手续办理用时(工作日)")
PROCEDURES_IN_TIME = procedures_in_time(*PRELIMINARY, title="前期手续按期办结率")
APPROVAL_TO_PRODUCTION = median_days(
    procedure_done(ProcedureKind.APPROVAL), this_year(courses.producing), title="项目从立项到投产用时"
)
