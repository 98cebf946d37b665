"""Who must be on record: a county leader for every key project (LX-20), and in every unit the group that its head leads
(LX-18)."""

from xiangmu.plugin.filters import on_list
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import Duty
from xiangmu_lanxian.measures import MAJOR
from xiangmu_lanxian.policy import POLICY
from xiangmu_lanxian.units import OWNER


def key_project(snapshot: AnySnapshot, project: ProjectView) -> bool:
    """On a provincial, city or county list by the day, and not given up."""
    return not project.terminated and on_list(*MAJOR)(project, snapshot.as_of)


LEADERS = Leaders(
    duties=(
        DutyRule(
            policy=POLICY.key,
            key="package",
            title="重点项目的包联县级领导",
            clause="LX-20",
            scope=DutyScope.PROJECT,
            needs=(DutyNeed(duty=Duty.COUNTY_LEADER),),
            applies=key_project,
        ),
        DutyRule(
            policy=POLICY.key,
            key="group",
            title="单位的领导小组和负责的一把手",
            clause="LX-18",
            scope=DutyScope.UNIT,
            needs=(
                DutyNeed(duty=Duty.MAIN_LEADER, least=1, most=1),
                DutyNeed(duty=Duty.TASK_FORCE),
            ),
            groups=(OWNER,),
        ),
    )
)
