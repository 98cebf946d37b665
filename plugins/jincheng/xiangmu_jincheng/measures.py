"""How the goals of the 晋城 document are counted."""

from datetime import date

from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.filters import Test, at_least, has_reached, profile_is
from xiangmu.plugin.happenings import When, existing, stock, this_year
from xiangmu.plugin.measures import (
    Measure,
    chosen,
    count,
    invested,
    investment_completion,
    meetings_held,
    procedure_days,
    share,
    start_rate,
    total,
)
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import KeyList, MeetingKind, ProcedureKind
from xiangmu_jincheng import courses
from xiangmu_jincheng.fields import Upgrade
from xiangmu_jincheng.readings import StartRateBy
from xiangmu_jincheng.units import CITY_DEPARTMENTS

ATTRACTION = profile_is("attraction", True)
PLANNED = this_year(courses.entered_reserve)
SIGNED = this_year(courses.signed)
BUILT = has_reached(*courses.CONSTRUCTION)
APPROVALS = tuple(kind for kind in ProcedureKind if kind is not ProcedureKind.TENDER)
"""Procedures that an authority decides; calling for tenders is none."""


def key_works(project: ProjectView, _: date) -> bool:
    """Is a provincial or city key work (省市重点工程), whenever in the year it was listed."""
    return project.listed(KeyList.PROVINCIAL_KEY, KeyList.CITY_KEY) is not None


def planned_of(yuan: int) -> Measure:
    """Projects of ``yuan`` or more that were planned this year."""
    size = said(yuan, Amount.YUAN)
    return count(PLANNED, at_least(yuan), title=f"本年新增{size}以上谋划项目")


RESERVE_INVESTMENT = total(courses.reserve, title="新增储备项目总投资")
CONVERSION = share(
    count(this_year(courses.converted), title="本年由谋划转入建设的项目"),
    count(courses.conversion_base, title="谋划储备项目"),
    title="谋划转建设转化率",
)
SIGNED_INVESTMENT = total(SIGNED, title="本年签约项目投资额")
START_RATE = share(
    count(SIGNED, BUILT, title="其中已开工项目"),
    count(SIGNED, title="本年签约项目"),
    title="本年签约项目当年开工率",
)
START_RATE_BY_AMOUNT = share(
    total(SIGNED, BUILT, title="其中已开工项目投资额"), SIGNED_INVESTMENT, title=START_RATE.title
)
SIGNED_START_RATE = chosen(
    lambda readings: START_RATE if readings.start_rate_by is StartRateBy.NUMBER else START_RATE_BY_AMOUNT,
    START_RATE,
    title=START_RATE.title,
)
KEY_WORKS_INVESTMENT = invested(key_works, title="省市重点工程本年完成投资")
KEY_WORKS_COMPLETION = investment_completion(key_works, title="省市重点工程年度投资完成率")
CITY_PROMOTIONS = meetings_held(MeetingKind.PROMOTION, by=CITY_DEPARTMENTS, title="市级本年市外招商活动")
PROMOTIONS = meetings_held(MeetingKind.PROMOTION, title="本年市外招商活动")
ATTRACTION_RESERVE = count(PLANNED, ATTRACTION, title="本年新增招商引资储备项目")
RESUMED = share(
    count(courses.carried_over, courses.working, title="已复工的续建项目"),
    count(courses.carried_over, title="续建项目"),
    title="续建项目复工率",
)
STARTED = start_rate(courses.to_start, courses.began, title="本年新建项目开工率")
APPROVAL_DAYS = procedure_days(*APPROVALS, title="本年办结的审批手续用时")


def upgrades(*classes: Upgrade) -> tuple[When, Test]:
    """The industrial upgrade projects of ``classes`` on record."""
    return stock(existing), profile_is("upgrade", *classes)


UPGRADES = {
    "upgrade_emerging": count(*upgrades(Upgrade.EMERGING), title="新兴产业转型升级项目"),
    "upgrade_traditional": count(*upgrades(Upgrade.TRADITIONAL), title="传统产业转型升级项目"),
    "upgrade_projects": count(*upgrades(*Upgrade), title="工业转型升级项目"),
    "upgrade_investment": total(*upgrades(*Upgrade), title="工业转型升级项目总投资"),
}
