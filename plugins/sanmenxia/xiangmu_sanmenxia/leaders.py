"""Every unit has a task force on record (SMX-10); one without is listed."""

from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.vocabulary import Duty
from xiangmu_sanmenxia.policy import POLICY
from xiangmu_sanmenxia.units import COUNTY

LEADERS = Leaders(
    duties=(
        DutyRule(
            policy=POLICY.key,
            key="task_force",
            title="项目谋划储备实施推进工作专班",
            clause="SMX-10",
            scope=DutyScope.UNIT,
            needs=(DutyNeed(duty=Duty.TASK_FORCE),),
            groups=(COUNTY,),
        ),
    )
)
