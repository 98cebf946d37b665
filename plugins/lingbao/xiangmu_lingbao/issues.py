"""Problems of 灵宝: settled by the unit, beyond its remit by the leading group's office, the largest by main leaders.

Fraud and inaction are looked into by the locality and the department first, and go up as L3 reads the document. No
number of days is printed, so none is assumed (L4): whoever assigns a problem may set a day.
"""

from xiangmu.plugin.inspections import EscalateWhen
from xiangmu.plugin.issues import IssueStatus
from xiangmu.plugin.supervision import (
    Category,
    EscalationRule,
    IssueRules,
    Ledger,
    Level,
    Party,
    SameProblem,
    Trigger,
)
from xiangmu_lingbao.policy import POLICY
from xiangmu_lingbao.readings import LingbaoReadings

CONDUCT = ("fraud", "inaction")
CATEGORIES = (
    Category(key="authenticity", title="项目真实性", clause="LB-15"),
    Category(key="compliance", title="项目合规性", clause="LB-16"),
    Category(key="land", title="土地", clause="LB-17"),
    Category(key="funds", title="资金", clause="LB-17"),
    Category(key="energy", title="用能", clause="LB-17"),
    Category(key="materials", title="建材", clause="LB-17"),
    Category(key="utilities", title="油电气路", clause="LB-17"),
    Category(key="procedures", title="手续办理", clause="LB-18"),
    Category(key="fraud", title="弄虚作假", clause="LB-21"),
    Category(key="inaction", title="不作为、慢作为、乱作为", clause="LB-21"),
    Category(key="other", title="其他困难和问题", clause="LB-12"),
)
LEVELS = (
    Level(key="unit", title="属地和责任部门"),
    Level(key="city", title="市有关部门提级评查"),
    Level(key="office", title="市重点项目建设领导小组办公室"),
    Level(key="leaders", title="市委、市政府主要领导"),
)
LEDGERS = (
    Ledger(status=IssueStatus.RAISED, title="提出", by=Party.RAISER),
    Ledger(status=IssueStatus.ACCEPTED, title="受理", by=Party.UNIT, required=False),
    Ledger(status=IssueStatus.ASSIGNED, title="交办", by=Party.OFFICE, clause="LB-19", required=False),
    Ledger(status=IssueStatus.HANDLING, title="整改", by=Party.UNIT, required=False),
    Ledger(status=IssueStatus.SETTLED, title="整改完成", by=Party.UNIT, clause="LB-19"),
    Ledger(status=IssueStatus.CONFIRMED, title="整改属实", by=Party.RAISER, clause="LB-20", required=False),
    Ledger(status=IssueStatus.CROSSED_OFF, title="销号", by=Party.OFFICE),
)


def _any(readings: LingbaoReadings) -> bool:
    return readings.escalate is EscalateWhen.ANY


def _both(readings: LingbaoReadings) -> bool:
    return not _any(readings)


def _same(readings: LingbaoReadings) -> SameProblem:
    return SameProblem(readings.same_problem)


ESCALATIONS = (
    EscalationRule(
        key="severe",
        title="情节特别严重的提级评查",
        clause="LB-21",
        when=(Trigger.EXCEPTIONAL,),
        to="city",
        categories=CONDUCT,
        on=_any,
    ),
    EscalationRule(
        key="unfixed",
        title="自行整改不落实的提级评查",
        clause="LB-21",
        when=(Trigger.UNFIXED,),
        to="city",
        categories=CONDUCT,
        on=_any,
    ),
    EscalationRule(
        key="severe_unfixed",
        title="情节特别严重又整改不落实的提级评查",
        clause="LB-21",
        when=(Trigger.EXCEPTIONAL, Trigger.UNFIXED),
        to="city",
        categories=CONDUCT,
        on=_both,
    ),
    EscalationRule(
        key="repeated",
        title="再次发生同一问题的提级评查",
        clause="LB-21",
        when=(Trigger.REPEATED,),
        to="city",
        categories=CONDUCT,
    ),
    EscalationRule(
        key="exceptional",
        title="特别重大、特别复杂的报请主要领导调度",
        clause="LB-09",
        when=(Trigger.EXCEPTIONAL,),
        to="leaders",
        categories=tuple(one.key for one in CATEGORIES if one.key not in CONDUCT),
    ),
    EscalationRule(
        key="beyond",
        title="超出主管部门协调范围的报领导小组办公室",
        clause="LB-12",
        when=(Trigger.BEYOND_REMIT,),
        to="office",
    ),
)
RULES = IssueRules(
    policy=POLICY.key,
    clause="LB-19",
    categories=CATEGORIES,
    ledgers=LEDGERS,
    levels=LEVELS,
    escalations=ESCALATIONS,
    same_problem=_same,
)
