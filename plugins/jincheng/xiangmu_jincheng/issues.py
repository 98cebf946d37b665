"""Problems of 晋城: kept in a ledger until crossed off, supervised by 13710, led by the level of the project.

13710 is named without days: they are the practice of the province (J7). That a problem not settled in time goes up one
level is the product's own.
"""

from xiangmu.plugin.issues import Gravity, IssueStatus, IssueStepKind
from xiangmu.plugin.limits import Limit
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.supervision import (
    Category,
    Checkpoint,
    EscalationRule,
    IssueRules,
    LeadRule,
    Ledger,
    Level,
    Party,
    Trigger,
)
from xiangmu.plugin.vocabulary import KeyList
from xiangmu_jincheng.policy import POLICY
from xiangmu_jincheng.readings import IssueDays, JinchengReadings

CATEGORIES = (
    Category(key="start", title="制约开工", clause="JC-17", planned="JC-17"),
    Category(key="site", title="工地现场问题", clause="JC-18"),
    Category(key="obstruction", title="恶意阻工扰工", clause="JC-20", unit="gongan-ju"),
    Category(key="intermediary", title="中介服务乱收费、耗时长", clause="JC-20", unit="shichang-jianguan-ju"),
    Category(key="procedures", title="手续逾期未办结", unit="xingzheng-shenpi-ju"),
    Category(key="land", title="用地", unit="guihua-ziran-ziyuan-ju"),
    Category(key="funds", title="融资", unit="jinrong-ban"),
    Category(key="environment", title="环境容量和环评", unit="shengtai-huanjing-ju"),
    Category(key="relocation", title="征地拆迁", unit="zhujian-ju"),
    Category(key="energy", title="用能", unit="nengyuan-ju"),
    Category(key="other", title="其他", clause="JC-18"),
)
LEVELS = (
    Level(key="county", title="县(市、区)、开发区"),
    Level(key="department", title="市直有关部门"),
    Level(key="city", title="市级调度"),
)
LEDGERS = (
    Ledger(status=IssueStatus.RAISED, title="入台账", by=Party.RAISER, clause="JC-17"),
    Ledger(status=IssueStatus.ACCEPTED, title="受理", by=Party.UNIT),
    Ledger(status=IssueStatus.ASSIGNED, title="交专人负责", by=Party.OFFICE, clause="JC-17", required=False),
    Ledger(status=IssueStatus.HANDLING, title="办理", by=Party.UNIT, clause="JC-18", required=False),
    Ledger(status=IssueStatus.SETTLED, title="解决", by=Party.UNIT, clause="JC-17"),
    Ledger(status=IssueStatus.CONFIRMED, title="回访", by=Party.RAISER, clause="JC-18"),
    Ledger(status=IssueStatus.CROSSED_OFF, title="销号", by=Party.OFFICE, clause="JC-17"),
)
GRAVE = (Gravity.MAJOR, Gravity.EXCEPTIONAL)


def _within(readings: JinchengReadings, days: int) -> Limit:
    return Limit(workdays=days) if readings.issue_days is IssueDays.WORKDAYS else Limit(days=days)


def _checkpoint(
    key: str, title: str, met_by: IssueStepKind, days: int, gravities: tuple[Gravity, ...] = tuple(Gravity)
) -> Checkpoint:
    return Checkpoint(
        key=key,
        title=title,
        since=IssueStepKind.ACCEPTED,
        met_by=met_by,
        limit=lambda readings: _within(readings, days),
        clause="JC-26",
        basis=Basis.PRACTICE,
        gravities=gravities,
    )


RULES = IssueRules(
    policy=POLICY.key,
    categories=CATEGORIES,
    ledgers=LEDGERS,
    levels=LEVELS,
    leads=(LeadRule(level="department", lists=(KeyList.PROVINCIAL_KEY, KeyList.CITY_KEY), clause="JC-22"),),
    checkpoints=(
        _checkpoint("answer", "1日内回应", IssueStepKind.ANSWERED, 1),
        _checkpoint("measures", "3日内拿出措施", IssueStepKind.MEASURES, 3),
        _checkpoint("settle", "7日内解决", IssueStepKind.SETTLED, 7, (Gravity.ORDINARY,)),
        Checkpoint(
            key="settle_grave",
            title="重大问题1个月内解决",
            since=IssueStepKind.ACCEPTED,
            met_by=IssueStepKind.SETTLED,
            limit=Limit(months=1),
            clause="JC-26",
            basis=Basis.PRACTICE,
            gravities=GRAVE,
        ),
        Checkpoint(
            key="zero",
            title="跟踪到归零",
            since=IssueStepKind.ACCEPTED,
            met_by=IssueStepKind.CROSSED_OFF,
            clause="JC-26",
            basis=Basis.PRACTICE,
        ),
    ),
    escalations=(
        EscalationRule(
            key="unsettled",
            title="逾期未解决的提级督办",
            clause="JC-26",
            when=(Trigger.OVERDUE,),
            checkpoints=("settle", "settle_grave"),
            basis=Basis.DERIVED,
        ),
        EscalationRule(
            key="beyond", title="县级解决不了的报市级协调", clause="JC-22", when=(Trigger.BEYOND_REMIT,)
        ),
    ),
    confirmed="JC-18",
)
