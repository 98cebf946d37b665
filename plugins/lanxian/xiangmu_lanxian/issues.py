"""Problems of 岚县: five kinds, and what a project is short of (LX-19), forwarded to those who are to settle them.

What is raised up to the 15th is forwarded on the 18th, the rest on the 5th of the next month (X1). That a problem not
settled by the day set for it is taken to the leader who stands behind the project is the product's own.
"""

from xiangmu.plugin.issues import IssueStatus, IssueStepKind
from xiangmu.plugin.limits import Limit
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.supervision import (
    Category,
    Checkpoint,
    EscalationRule,
    IssueRules,
    Ledger,
    Level,
    Party,
    Trigger,
)
from xiangmu_lanxian.policy import POLICY

CATEGORIES = (
    Category(key="procedures", title="前期手续办理不快", clause="LX-02", unit="xingzheng-shenpi-ju"),
    Category(key="late_start", title="工程开工迟缓", clause="LX-02"),
    Category(key="factors", title="要素保障不力", clause="LX-02"),
    Category(key="funds", title="资金落实不够", clause="LX-02", unit="caizheng-ju"),
    Category(key="reserve", title="谋划储备不扎实", clause="LX-02", unit="fagai-ju"),
    Category(key="land", title="用地没有保障", clause="LX-19", unit="ziran-ziyuan-ju"),
    Category(key="environment", title="环境容量没有保障", clause="LX-19", unit="shengtai-huanjing-fenju"),
    Category(
        key="investment_funds", title="基金、周转和担保资金没有保障", clause="LX-19", unit="caizheng-ju"
    ),
    Category(key="utilities", title="供水、供电、人才技术等没有保障", clause="LX-19"),
)
LEVELS = (
    Level(key="unit", title="承办部门"),
    Level(key="leader", title="包项目领导"),
    Level(key="county", title="县政府"),
)
LEDGERS = (
    Ledger(status=IssueStatus.RAISED, title="报发改局", by=Party.RAISER, clause="LX-22"),
    Ledger(status=IssueStatus.ASSIGNED, title="转承办部门", by=Party.OFFICE, clause="LX-23"),
    Ledger(status=IssueStatus.HANDLING, title="办理", by=Party.UNIT, required=False),
    Ledger(status=IssueStatus.SETTLED, title="解决", by=Party.UNIT),
    Ledger(status=IssueStatus.CONFIRMED, title="领导验收", by=Party.RAISER, clause="LX-20", required=False),
    Ledger(status=IssueStatus.CROSSED_OFF, title="销号", by=Party.OFFICE),
)
RULES = IssueRules(
    policy=POLICY.key,
    clause="LX-23",
    categories=CATEGORIES,
    ledgers=LEDGERS,
    levels=LEVELS,
    checkpoints=(
        Checkpoint(
            key="forward",
            title="转办",
            since=IssueStepKind.RAISED,
            met_by=IssueStepKind.ASSIGNED,
            limit=Limit(half_months=((15, 18), (31, 5))),
            clause="LX-23",
        ),
    ),
    escalations=(
        EscalationRule(
            key="overdue",
            title="到期未解决的报包项目领导协调督办",
            clause="LX-20",
            when=(Trigger.UNFIXED,),
            to="leader",
            basis=Basis.DERIVED,
        ),
        EscalationRule(
            key="beyond",
            title="需要县里协调的报县政府",
            clause="LX-23",
            when=(Trigger.BEYOND_REMIT,),
            to="county",
        ),
    ),
)
