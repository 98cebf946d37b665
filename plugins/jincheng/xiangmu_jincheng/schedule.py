"""The rhythm of the year: reports by the 5th in several forms; research, dispatch, bulletin, review, summary in turn.

The goals are those of the whole year 2019, so the first report is on January and the last on December. Reports have
their printed day; of the rest the document prints only how often, and it is due as its month, quarter, half or year
ends. The ranking follows the reports, so a month is taken for it.
"""

from datetime import date

from xiangmu.plugin.policy import Basis
from xiangmu.plugin.recurrence import AS_NEEDED, EveryMonths, Once, Recurrence
from xiangmu.plugin.schedule import MeetingForm, Obligation, ObligationKind, Schedule
from xiangmu.plugin.vocabulary import MeetingKind
from xiangmu_jincheng.policy import POLICY
from xiangmu_jincheng.readings import Bimonthly, JinchengReadings
from xiangmu_jincheng.units import MEMBERS

REFORM = "市发改委"
GROUP_OFFICE = "市转型项目建设年领导组办公室（市发改委）"
FORM = "谋划项目基本情况表（附件1）"
FIRST, LAST = date(2019, 2, 1), date(2020, 1, 31)
"""From the first report, on January, to the end of the month in which December is told of."""


def every_second_month(readings: JinchengReadings) -> Recurrence:
    """“双月” are the even months (J5), or the odd ones where an office began with January."""
    return EveryMonths(every=2, remainder=1 if readings.bimonthly is Bimonthly.ODD else 0)


def _by_the_5th(
    key: str, title: str, clause: str, units: tuple[str, ...], deliver_to: str, content: str
) -> Obligation:
    return Obligation(
        policy=POLICY.key,
        key=key,
        title=title,
        kind=ObligationKind.REPORT,
        recurrence=EveryMonths(day=5, months_later=1),
        clause=clause,
        units=units,
        deliver_to=deliver_to,
        starts=FIRST,
        ends=LAST,
        content=content,
    )


REPORTS = (
    _by_the_5th(
        "entry_county_zone",
        "新增谋划项目录入",
        "JC-34",
        MEMBERS["county_zone"],
        "省项目管理系统",
        "上月新增的谋划项目，录入省系统",
    ),
    _by_the_5th(
        "form_department",
        "市直单位新增谋划项目报表",
        "JC-36",
        MEMBERS["department"],
        REFORM,
        f"上月新增的谋划项目，填{FORM}",
    ),
    _by_the_5th(
        "form_enterprise",
        "企业集团新增谋划项目报表",
        "JC-38",
        MEMBERS["enterprise"],
        REFORM,
        f"上月新增的谋划项目，填{FORM}",
    ),
    _by_the_5th(
        "progress",
        "谋划项目进展",
        "JC-39",
        tuple(unit for members in MEMBERS.values() for unit in members),
        GROUP_OFFICE,
        f"全部谋划项目到上月末的进展，按{FORM}的格式；县（市、区）和开发区另在省系统里更新",
    ),
)
PLANNING = (
    Obligation(
        policy=POLICY.key,
        key="planning_ranking",
        title="谋划任务月度排队通报",
        kind=ObligationKind.RANKING,
        recurrence=EveryMonths(months_later=1),
        clause="JC-09",
        deliver_to="各谋划主体",
        starts=FIRST,
        ends=LAST,
        basis=Basis.DERIVED,
        content="各谋划主体上月任务完成情况的排队；文件只写按月度，5日报齐以后才能排，到期日按次月末日推算",
    ),
    Obligation(
        policy=POLICY.key,
        key="planning_bulletin",
        title="谋划工作通报",
        kind=ObligationKind.BULLETIN,
        recurrence=AS_NEEDED,
        clause="JC-39",
        deliver_to="各谋划主体",
        content="谋划项目的进展和质量；文件写适时，没有到期日",
    ),
)


def _in_turn(key: str, title: str, kind: ObligationKind, every: int, often: str, content: str) -> Obligation:
    return Obligation(
        policy=POLICY.key,
        key=key,
        title=title,
        kind=kind,
        recurrence=EveryMonths(every=every),
        clause="JC-13",
        basis=Basis.DERIVED,
        content=f"{content}；文件只写{often}，到期日按期末推算",
    )


IN_TURN = (
    _in_turn(
        "monthly_research",
        "一月一调研",
        ObligationKind.RESEARCH,
        1,
        "一月一次",
        "到重点工程现场看到的进度、问题和要求",
    ),
    Obligation(
        policy=POLICY.key,
        key="bimonthly_dispatch",
        title="双月一调度",
        kind=ObligationKind.MEETING,
        recurrence=every_second_month,
        clause="JC-13",
        basis=Basis.DERIVED,
        meeting=MeetingForm(kind=MeetingKind.DISPATCH, chair=REFORM),
        content="重点工程的进度和要协调的问题；文件只写双月，默认偶数月，到期日按当月末日推算",
    ),
    _in_turn(
        "quarterly_bulletin",
        "一季一通报",
        ObligationKind.BULLETIN,
        3,
        "一季一次",
        "重点工程的投资和形象进度、各县各部门的完成情况",
    ),
    _in_turn(
        "half_year_review",
        "半年一点评",
        ObligationKind.BULLETIN,
        6,
        "半年一次",
        "对各县各部门半年工作的点评",
    ),
    Obligation(
        policy=POLICY.key,
        key="year_summary",
        title="年终一总结",
        kind=ObligationKind.SUMMARY,
        recurrence=Once(on=POLICY.ends, since=POLICY.starts),
        clause="JC-13",
        basis=Basis.DERIVED,
        content="全年目标的完成情况、经验和问题；文件只写年终，到期日按年末推算",
    ),
)
SCHEDULE = Schedule(obligations=(*REPORTS, *PLANNING, *IN_TURN))
