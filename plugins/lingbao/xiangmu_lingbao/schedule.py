"""The rhythm of dispatch: every week an analysis, every month an inspection and three dispatches, each with its chair.

The document prints how often and never a day: what has no day of its own is due as its week or month ends. All three
dispatches are monthly “in principle”, so that a month without one is noticed and no breach (L2). The departments that
dispatch their industries are not named; an installation that has them as units sees who chaired in the record.
"""

from datetime import date

from xiangmu.plugin.policy import Basis
from xiangmu.plugin.recurrence import AS_NEEDED, EveryMonths, Weekly
from xiangmu.plugin.schedule import MeetingForm, Obligation, ObligationKind, Schedule
from xiangmu.plugin.vocabulary import ChairRole, MeetingKind
from xiangmu_lingbao.policy import POLICY

SUNDAY = 7
SCOPE = "dispatch"
"""The list of what dispatch looks at."""
PROJECT_OFFICE = "市重点项目管理办公室"
RESPONSIBLE_LEADER = "责任领导（分包县级领导）"
BY_WEEK = "文件只写一周一次，到期日按当周周日推算"
BY_MONTH = "文件只写一月一次，到期日按当月末日推算"
IN_PRINCIPLE = "文件写原则上每月一次，到期日按当月末日推算，缺一次只作提示"


def _dispatch(key: str, title: str, clause: str, form: MeetingForm, content: str) -> Obligation:
    return Obligation(
        policy=POLICY.key,
        key=key,
        title=title,
        kind=ObligationKind.MEETING,
        recurrence=EveryMonths(),
        clause=clause,
        strict=False,
        basis=Basis.DERIVED,
        meeting=form,
        content=f"{content}；{IN_PRINCIPLE}",
    )


def _when_needed(key: str, title: str, kind: MeetingKind, content: str) -> Obligation:
    return Obligation(
        policy=POLICY.key,
        key=key,
        title=title,
        kind=ObligationKind.MEETING,
        recurrence=AS_NEEDED,
        clause="LB-04",
        meeting=MeetingForm(kind=kind, chair=RESPONSIBLE_LEADER, projects=SCOPE),
        content=f"{content}；文件写定期而没有写周期，只看每个项目最近一次",
    )


SCHEDULE = Schedule(
    obligations=(
        _when_needed("coordination", "推进协调会", MeetingKind.STUDY, "分包项目遇到的困难、研究的措施和标准"),
        _when_needed("on_site", "现场办公会", MeetingKind.ON_SITE, "到分包项目现场解决的问题"),
        Obligation(
            policy=POLICY.key,
            key="weekly_analysis",
            title="周分析调度",
            kind=ObligationKind.MEETING,
            recurrence=Weekly(weekday=SUNDAY, calendar_weeks=True),
            clause="LB-05",
            starts=date(2020, 11, 2),
            basis=Basis.DERIVED,
            meeting=MeetingForm(kind=MeetingKind.DISPATCH, chair=PROJECT_OFFICE, projects=SCOPE),
            content=f"重点项目一周的进度、滞后的项目和原因；{BY_WEEK}",
        ),
        Obligation(
            policy=POLICY.key,
            key="monthly_inspection",
            title="月督查推进",
            kind=ObligationKind.INSPECTION,
            recurrence=EveryMonths(),
            clause="LB-05",
            basis=Basis.DERIVED,
            content=f"调度所定事项落实得怎样，问题整改到哪一步；{BY_MONTH}",
        ),
        _dispatch(
            "daily_dispatch",
            "日常调度",
            "LB-07",
            MeetingForm(
                kind=MeetingKind.DISPATCH,
                chair="常务副市长",
                chair_role=ChairRole.DEPUTY,
                projects=SCOPE,
                approved=True,
                clause="LB-08",
            ),
            "事关全局的战略性、基础性重大项目；会前由项目管理办公室提出时间、地点、参会人员、项目、议题和部门会审意见，市政府同意后召开",
        ),
        _dispatch(
            "responsibility_dispatch",
            "责任调度",
            "LB-10",
            MeetingForm(kind=MeetingKind.DISPATCH, chair="市政府牵头推进项目的领导", projects=SCOPE),
            "所牵头项目的汇报和要协调的问题，现场调研或座谈均可",
        ),
        _dispatch(
            "industry_dispatch",
            "行业调度",
            "LB-11",
            MeetingForm(kind=MeetingKind.DISPATCH, chair="市直行业主管部门负责同志", projects=SCOPE),
            "本行业和部门直接实施的重大项目是否按时序、节点推进；超出部门职责的问题转报领导小组办公室",
        ),
    )
)
