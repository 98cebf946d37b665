"""The rhythm of the campaign: phases, Friday's reports, Monday's bulletin, the inspection at every month's end.

Phase 1 starts on 20 September as printed; the campaign itself counts from the 21st (S7).
"""

from datetime import date, time

from xiangmu.plugin.policy import Basis
from xiangmu.plugin.recurrence import AS_NEEDED, EveryMonths, Once, Recurrence, Weekly
from xiangmu.plugin.schedule import (
    BulletinForm,
    BulletinSection,
    MeetingForm,
    Obligation,
    ObligationKind,
    Phase,
    Schedule,
)
from xiangmu.plugin.vocabulary import MeetingKind
from xiangmu_sanmenxia.policy import POLICY
from xiangmu_sanmenxia.readings import SanmenxiaReadings, WeekWindow
from xiangmu_sanmenxia.units import COUNTY

OFFICE = "市重点项目办"
MONDAY, FRIDAY = 1, 5


def weekly_report(readings: SanmenxiaReadings) -> Recurrence:
    """Every Friday by 16:00, about the time since the Friday before or about the week of the calendar (S8)."""
    return Weekly(weekday=FRIDAY, at=time(16), calendar_weeks=readings.week_window is WeekWindow.ISO_WEEK)


PHASES = (
    Phase(
        policy=POLICY.key,
        key="preparation",
        title="准备部署阶段",
        starts=date(2020, 9, 20),
        ends=date(2020, 9, 25),
        clause="SMX-11",
    ),
    Phase(
        policy=POLICY.key,
        key="attack",
        title="集中攻坚阶段",
        starts=date(2020, 9, 26),
        ends=date(2020, 12, 20),
        clause="SMX-12",
    ),
    Phase(
        policy=POLICY.key,
        key="assessment",
        title="评估续推阶段",
        starts=date(2020, 12, 21),
        ends=POLICY.ends,
        clause="SMX-13",
    ),
)
OBLIGATIONS = (
    Obligation(
        policy=POLICY.key,
        key="action_plan",
        title="行动计划",
        kind=ObligationKind.DELIVERY,
        recurrence=Once(on=date(2020, 9, 25), since=date(2020, 9, 20)),
        clause="SMX-11",
        group=COUNTY,
        deliver_to=OFFICE,
        content="本单位的攻坚目标、时间节点和责任分工，项目底数摸排情况，长效机制的安排",
    ),
    Obligation(
        policy=POLICY.key,
        key="weekly_report",
        title="周报",
        kind=ObligationKind.REPORT,
        recurrence=weekly_report,
        clause="SMX-15",
        group=COUNTY,
        deliver_to=OFFICE,
        content="本周谋划储备、开工和转化的进展，遇到的问题，下周打算",
    ),
    Obligation(
        policy=POLICY.key,
        key="weekly_bulletin",
        title="周通报",
        kind=ObligationKind.BULLETIN,
        recurrence=Weekly(weekday=MONDAY, calendar_weeks=True, weeks_later=1),
        clause="SMX-16",
        deliver_to="全市",
        starts=date(2020, 9, 28),
        content="上一周各单位的周报汇总、迟报和未报的单位、项目库审查的情况；首期在第一次周报之后",
        bulletin=BulletinForm(
            sections=(
                BulletinSection.REPORTING,
                BulletinSection.MOVEMENTS,
                BulletinSection.PROGRESS,
                BulletinSection.ISSUES,
                BulletinSection.DEADLINES,
            )
        ),
    ),
    Obligation(
        policy=POLICY.key,
        key="monthly_inspection",
        title="月底督查",
        kind=ObligationKind.INSPECTION,
        recurrence=EveryMonths(),
        clause="SMX-17",
        content="对各县（市、区）和行业主管部门，查项目库、看现场",
    ),
    Obligation(
        policy=POLICY.key,
        key="inspection_results",
        title="督查结果通报",
        kind=ObligationKind.BULLETIN,
        recurrence=EveryMonths(day=10, months_later=1),
        clause="SMX-17",
        deliver_to="市县主要领导",
        starts=date(2020, 10, 1),
        ends=date(2021, 1, 10),
        strict=False,
        basis=Basis.DERIVED,
        content="上月督查的结果；文件只写次月月初，到期日按上旬末推算，过期只作提示",
    ),
    Obligation(
        policy=POLICY.key,
        key="coordination",
        title="协调调度会",
        kind=ObligationKind.MEETING,
        recurrence=AS_NEEDED,
        clause="SMX-18",
        meeting=MeetingForm(kind=MeetingKind.DISPATCH, chair=OFFICE),
        content="出现新情况或重大问题时召开：议题、决定事项、责任单位和办理结果",
    ),
    Obligation(
        policy=POLICY.key,
        key="evaluation",
        title="行动评估",
        kind=ObligationKind.SUMMARY,
        recurrence=Once(on=POLICY.ends, since=date(2020, 12, 21)),
        clause="SMX-13",
        content="各责任单位每项目标的完成情况、经验和问题，下一年的打算",
    ),
)
SCHEDULE = Schedule(obligations=OBLIGATIONS, phases=PHASES)
