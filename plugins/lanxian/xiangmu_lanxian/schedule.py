"""The rhythm of the campaign: reports and forwarded problems twice a month, dispatches, meetings, bulletins, the tour.

It was issued on 29 September for a campaign that counts from the 15th: what fell due before is never late (X2). The
report of 30 December and what is forwarded on 5 January still belong to it. Weeks count from that of 15 September (X8).
"""

from datetime import date

from xiangmu.plugin.policy import Basis
from xiangmu.plugin.recurrence import DayOfMonth, EveryMonths, Monthly, Once, Weekly
from xiangmu.plugin.schedule import (
    BulletinForm,
    BulletinSection,
    MeetingForm,
    Obligation,
    ObligationKind,
    Schedule,
)
from xiangmu.plugin.vocabulary import MeetingKind
from xiangmu_lanxian.policy import POLICY
from xiangmu_lanxian.units import OWNER, REFORM, ZONE

SUNDAY = 7
YEAR_END = date(2022, 12, 31)
GROUP_OFFICE = "领导小组办公室"
HALF, REST = 15, 31
"""The days that the two halves of a month end with (X1)."""


def _inventory(key: str, title: str, clause: str, unit: str, due: date, content: str) -> Obligation:
    return Obligation(
        policy=POLICY.key,
        key=key,
        title=title,
        kind=ObligationKind.DELIVERY,
        recurrence=Once(on=due, since=POLICY.starts),
        clause=clause,
        units=(unit,),
        deliver_to=GROUP_OFFICE,
        content=f"{content}；交到哪里文件没有写，按领导小组办公室牵头抓总推定",
    )


SEPTEMBER_END, OCTOBER_10 = date(2022, 9, 30), date(2022, 10, 10)
INVENTORIES = (
    _inventory(
        "inventory_projects",
        "项目盘子起底台账",
        "LX-03",
        REFORM,
        SEPTEMBER_END,
        "500万元以上投资项目的个数、规模、手续、进度和入统情况",
    ),
    _inventory(
        "inventory_procedures",
        "手续办理起底台账",
        "LX-04",
        "xingzheng-shenpi-ju",
        OCTOBER_10,
        "续建、新建、前期和明年项目各项手续的办理进度",
    ),
    _inventory(
        "inventory_funds",
        "沉淀资金起底台账",
        "LX-05",
        "caizheng-ju",
        OCTOBER_10,
        "各类沉淀资金的规模、结构、成因和处置意见",
    ),
    _inventory(
        "inventory_land",
        "闲置土地起底台账",
        "LX-06",
        "ziran-ziyuan-ju",
        OCTOBER_10,
        "批而未供和闲置土地逐宗的位置、面积、权属和用途",
    ),
    _inventory(
        "inventory_factors",
        "开发区闲置要素起底台账",
        "LX-07",
        ZONE,
        OCTOBER_10,
        "待批项目、沉淀资金、土地厂房、停产停建和各项指标",
    ),
)
RHYTHM = (
    Obligation(
        policy=POLICY.key,
        key="half_monthly_report",
        title="半月报",
        kind=ObligationKind.REPORT,
        recurrence=Monthly(days=(DayOfMonth(day=15, until=HALF), DayOfMonth(day=30, until=REST))),
        clause="LX-22",
        group=OWNER,
        deliver_to="县发改局",
        ends=date(2022, 12, 30),
        content="半个月的项目建设情况和需要协调解决的事项",
    ),
    Obligation(
        policy=POLICY.key,
        key="forwarding",
        title="问题转办",
        kind=ObligationKind.FORWARDING,
        recurrence=Monthly(
            days=(DayOfMonth(day=18, until=HALF), DayOfMonth(day=5, until=REST, months_later=1))
        ),
        clause="LX-23",
        units=(REFORM,),
        deliver_to="县政府、包项目领导、承办部门",
        ends=date(2023, 1, 5),
        content="半月报里需要协调的问题，逐项分给承办部门",
    ),
    Obligation(
        policy=POLICY.key,
        key="weekly_dispatch",
        title="周调度",
        kind=ObligationKind.MEETING,
        recurrence=Weekly(weekday=SUNDAY, calendar_weeks=True),
        clause="LX-24",
        basis=Basis.DERIVED,
        meeting=MeetingForm(kind=MeetingKind.DISPATCH, chair=GROUP_OFFICE),
        content="一周的进度和卡住的项目；文件只写一周一次，到期日按当周周日推算",
    ),
    Obligation(
        policy=POLICY.key,
        key="meeting",
        title="两周例会",
        kind=ObligationKind.MEETING,
        recurrence=Weekly(weekday=SUNDAY, every=2, anchor=POLICY.starts, calendar_weeks=True),
        clause="LX-24",
        basis=Basis.DERIVED,
        meeting=MeetingForm(kind=MeetingKind.DISPATCH, chair=GROUP_OFFICE),
        content="两周来的进度、问题和下一步；文件只写两周一次，从9月15日那一周数起，到期日按当周周日推算",
    ),
    Obligation(
        policy=POLICY.key,
        key="monthly_ranking",
        title="月通报考核排队",
        kind=ObligationKind.RANKING,
        recurrence=EveryMonths(),
        clause="LX-24",
        deliver_to="全县",
        ends=YEAR_END,
        basis=Basis.DERIVED,
        content="各项指标的名次和升降、迟报未报的单位、未解决的问题；由领导小组办公室发出，文件只写一月一次，到期日按当月末日推算",
        bulletin=BulletinForm(
            sections=(
                BulletinSection.RANKINGS,
                BulletinSection.ROLLS,
                BulletinSection.REPORTING,
                BulletinSection.ISSUES,
                BulletinSection.PROGRESS,
                BulletinSection.DEADLINES,
            )
        ),
    ),
    Obligation(
        policy=POLICY.key,
        key="tour",
        title="观摩督导",
        kind=ObligationKind.TOUR,
        recurrence=Once(on=date(2022, 10, 31), since=date(2022, 10, 1)),
        clause="LX-25",
        content="所看项目的进度、评议和整改要求；文件只写10月，到期日是10月末日",
    ),
    Obligation(
        policy=POLICY.key,
        key="summary",
        title="百日攻坚总结",
        kind=ObligationKind.SUMMARY,
        recurrence=Once(on=YEAR_END, since=POLICY.starts),
        clause="LX-25",
        ends=YEAR_END,
        content="起底、会战、比拼三部分的结果和名次，好的做法和余下的问题",
    ),
)
SCHEDULE = Schedule(obligations=(*INVENTORIES, *RHYTHM))
