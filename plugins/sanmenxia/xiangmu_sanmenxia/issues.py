"""Problems of 三门峡: what is new or major goes to a coordination meeting of the city's office, as it comes up."""

from xiangmu.plugin.supervision import (
    FACTORS,
    Category,
    EscalationRule,
    IssueRules,
    Level,
    Trigger,
)
from xiangmu_sanmenxia.policy import POLICY

LEVELS = (
    Level(key="unit", title="县(市、区)"),
    Level(key="meeting", title="市重点项目办协调调度会"),
)
RULES = IssueRules(
    policy=POLICY.key,
    clause="SMX-18",
    categories=(Category(key="new", title="行动中的新情况", clause="SMX-18"), *FACTORS),
    levels=LEVELS,
    escalations=(
        EscalationRule(
            key="major",
            title="重大问题召开协调调度会",
            clause="SMX-18",
            when=(Trigger.MAJOR,),
            to="meeting",
        ),
        EscalationRule(
            key="new",
            title="新情况召开协调调度会",
            clause="SMX-18",
            when=(Trigger.BEYOND_REMIT,),
            to="meeting",
        ),
    ),
)
