"""Who must be on record: one leader, one unit and one team for every key project (LB-02, L1), whoever of the unit
answers for it (LB-03), and the people of every assessed unit (LB-22)."""

from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.vocabulary import Duty
from xiangmu_lingbao.key_lists import is_key_project
from xiangmu_lingbao.policy import POLICY
from xiangmu_lingbao.units import ASSESSED

EXACTLY_ONE = (Duty.COUNTY_LEADER, Duty.RESPONSIBLE_UNIT, Duty.TASK_FORCE)

LEADERS = Leaders(
    duties=(
        DutyRule(
            policy=POLICY.key,
            key="package",
            title="重点项目的分包领导、责任单位和工作班子",
            clause="LB-02",
            scope=DutyScope.PROJECT,
            needs=tuple(DutyNeed(duty=duty, least=1, most=1) for duty in EXACTLY_ONE),
            applies=is_key_project,
        ),
        DutyRule(
            policy=POLICY.key,
            key="responsible",
            title="重点项目落实到人的责任人",
            clause="LB-03",
            scope=DutyScope.PROJECT,
            needs=(DutyNeed(duty=Duty.RESPONSIBLE_PERSON),),
            applies=is_key_project,
        ),
        DutyRule(
            policy=POLICY.key,
            key="people",
            title="单位的主要领导、分管领导和专职人员",
            clause="LB-22",
            scope=DutyScope.UNIT,
            needs=(
                DutyNeed(duty=Duty.MAIN_LEADER, least=1, most=1),
                DutyNeed(duty=Duty.DEPUTY_LEADER),
                DutyNeed(duty=Duty.DEDICATED_STAFF),
            ),
            groups=(ASSESSED,),
        ),
    )
)
