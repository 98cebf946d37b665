"""The rhythm of 汝州: quarterly assessment, monthly inspection with its ranking, and meetings, most without a period.

No day is printed. What is done in every month is due as the month ends; a quarter can only be assessed when it is over,
so a month is taken for that, and a longer one is noticed and no breach.
"""

from datetime import date

from xiangmu.plugin.policy import Basis
from xiangmu.plugin.recurrence import AS_NEEDED, EveryMonths, Once
from xiangmu.plugin.schedule import MeetingForm, Obligation, ObligationKind, Schedule
from xiangmu.plugin.vocabulary import ChairRole, MeetingKind
from xiangmu_ruzhou.policy import POLICY
from xiangmu_ruzhou.units import UNITS

TASK_UNITS = tuple(
    unit for group in UNITS.groups if group.key in ("area", "department") for unit in group.units
)
SUPPORTING = (
    "shengtai-huanjing-fenju",
    "ziran-ziyuan-guihua-ju",
    "caizheng-ju",
    "zhufang-chengxiang-jianshe-ju",
    "jinrong-gongzuo-ju",
)
QUARTER_END = date(2023, 3, 31)
BY_MONTH = "文件只写每月一次，到期日按当月末日推算"
NO_PERIOD = "文件没有写周期，只看最近一次"


def _when_needed(key: str, title: str, clause: str, form: MeetingForm, content: str) -> Obligation:
    return Obligation(
        policy=POLICY.key,
        key=key,
        title=title,
        kind=ObligationKind.MEETING,
        recurrence=AS_NEEDED,
        clause=clause,
        meeting=form,
        content=f"{content}；{NO_PERIOD}",
    )


MEETINGS = (
    _when_needed(
        "service_dispatch",
        "首席服务官推进调度会",
        "RZ-08",
        MeetingForm(kind=MeetingKind.DISPATCH, chair="首席服务官（分包县级领导）"),
        "所分包项目的进度、难点和决定",
    ),
    _when_needed(
        "leaders_meeting",
        "项目建设推进会",
        "RZ-08",
        MeetingForm(kind=MeetingKind.DISPATCH, chair="市主要领导", chair_role=ChairRole.MAIN_LEADER),
        "全市项目的难点堵点、责任清单和办理结果；由发改委筹备",
    ),
    _when_needed(
        "special_meeting",
        "领导小组专题会议",
        "RZ-39",
        MeetingForm(kind=MeetingKind.STUDY, chair="领导小组组长（市委常委、常务副市长）"),
        "提请领导小组研究的困难和问题，作出的决定",
    ),
    Obligation(
        policy=POLICY.key,
        key="on_site",
        title="现场办公会",
        kind=ObligationKind.MEETING,
        recurrence=EveryMonths(),
        clause="RZ-24",
        units=TASK_UNITS,
        basis=Basis.DERIVED,
        meeting=MeetingForm(kind=MeetingKind.ON_SITE, chair="单位主要领导", chair_role=ChairRole.MAIN_LEADER),
        content=f"到项目现场解决的实际问题，计入服务保障得分；{BY_MONTH}",
    ),
)
SCHEDULE = Schedule(
    obligations=(
        *MEETINGS,
        Obligation(
            policy=POLICY.key,
            key="service_plan",
            title="服务保障“三个一批”项目工作方案",
            kind=ObligationKind.DELIVERY,
            recurrence=Once(on=QUARTER_END, since=POLICY.starts),
            clause="RZ-38",
            units=SUPPORTING,
            deliver_to="市重点项目办",
            strict=False,
            basis=Basis.DERIVED,
            content="要素保障部门各自的工作方案；文件没有印交稿的日子，按印发当季末推算，过期只作提示",
        ),
        Obligation(
            policy=POLICY.key,
            key="monthly_inspection",
            title="月度联合督查",
            kind=ObligationKind.INSPECTION,
            recurrence=EveryMonths(),
            clause="RZ-13",
            basis=Basis.DERIVED,
            content=f"督查局与发改委联合查重大项目，省级“三个一批”项目在先；{BY_MONTH}",
        ),
        Obligation(
            policy=POLICY.key,
            key="monthly_ranking",
            title="月度排名通报",
            kind=ObligationKind.RANKING,
            recurrence=EveryMonths(),
            clause="RZ-13",
            deliver_to="全市",
            basis=Basis.DERIVED,
            content=f"督查情况、月度进度榜、解决问题迟缓的单位；榜由系统推算，不计入季度得分；{BY_MONTH}",
        ),
        Obligation(
            policy=POLICY.key,
            key="quarterly_assessment",
            title="季度考核排序",
            kind=ObligationKind.RANKING,
            recurrence=EveryMonths(every=3, months_later=1),
            clause="RZ-19",
            deliver_to="领导小组",
            starts=date(2023, 4, 1),
            ends=date(2024, 1, 31),
            strict=False,
            basis=Basis.DERIVED,
            content="三组单位一个季度的得分和名次；文件只写每季度一次，季度结束才能考核，到期日按下月末日推算，过期只作提示",
        ),
    )
)
