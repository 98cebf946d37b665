"""Problems of 汝州: the five ledgers, each with a person answering for it; meetings of officers and leaders above them.

The document prints no days: a day is set with the assignment. That a problem which is overdue then is taken to the
chief service officer's meeting is the product's own.
"""

from xiangmu.plugin.issues import IssueStatus
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.supervision import (
    Category,
    EscalationRule,
    IssueRules,
    Ledger,
    Level,
    Party,
    Trigger,
)
from xiangmu_ruzhou.policy import POLICY

CATEGORIES = (
    Category(key="attraction", title="招商项目落地", clause="RZ-06"),
    Category(key="funds", title="资金", unit="caizheng-ju"),
    Category(key="land", title="用地", unit="ziran-ziyuan-guihua-ju"),
    Category(key="procedures", title="手续办理", unit="xingzheng-fuwu-zhongxin"),
    Category(key="forestry", title="林业", unit="linye-ju"),
    Category(key="environment", title="环境容量", unit="shengtai-huanjing-fenju"),
    Category(key="site", title="施工环境"),
    Category(key="other", title="其他难点、堵点", clause="RZ-09"),
)
LEVELS = (
    Level(key="unit", title="责任单位"),
    Level(key="officer", title="首席服务官推进调度会"),
    Level(key="leaders", title="市主要领导项目推进会"),
)
LEDGERS = (
    Ledger(status=IssueStatus.RAISED, title="建账", by=Party.RAISER, clause="RZ-09"),
    Ledger(status=IssueStatus.ASSIGNED, title="理账", by=Party.OFFICE, clause="RZ-09"),
    Ledger(status=IssueStatus.HANDLING, title="对账", by=Party.UNIT, clause="RZ-09"),
    Ledger(status=IssueStatus.SETTLED, title="交账", by=Party.UNIT, clause="RZ-09"),
    Ledger(status=IssueStatus.CROSSED_OFF, title="清账", by=Party.OFFICE, clause="RZ-09"),
)
RULES = IssueRules(
    policy=POLICY.key,
    clause="RZ-09",
    categories=CATEGORIES,
    ledgers=LEDGERS,
    levels=LEVELS,
    escalations=(
        EscalationRule(
            key="overdue",
            title="到期未交账的提请首席服务官调度",
            clause="RZ-09",
            when=(Trigger.OVERDUE,),
            to="officer",
            basis=Basis.DERIVED,
        ),
        EscalationRule(
            key="beyond", title="难点、堵点提请会议研判", clause="RZ-08", when=(Trigger.BEYOND_REMIT,)
        ),
    ),
    named="RZ-09",
)
