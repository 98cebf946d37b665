"""Who must be on record: a leader of the four bodies for every key work (JC-24), and one unit that answers for every
signed project (JC-12)."""

from xiangmu.plugin.filters import has_reached, on_list
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.vocabulary import Duty, KeyList, Stage
from xiangmu_jincheng.policy import POLICY


def key_work(snapshot: AnySnapshot, project: ProjectView) -> bool:
    """On the provincial or the city's list by the day, and not given up."""
    on_a_list = on_list(KeyList.PROVINCIAL_KEY, KeyList.CITY_KEY)
    return not project.terminated and on_a_list(project, snapshot.as_of)


def signed(snapshot: AnySnapshot, project: ProjectView) -> bool:
    """Signed by the day, and not given up."""
    return not project.terminated and has_reached(Stage.SIGNED)(project, snapshot.as_of)


LEADERS = Leaders(
    duties=(
        DutyRule(
            policy=POLICY.key,
            key="package",
            title="省市重点工程的包联领导",
            clause="JC-24",
            scope=DutyScope.PROJECT,
            needs=(DutyNeed(duty=Duty.COUNTY_LEADER),),
            applies=key_work,
        ),
        DutyRule(
            policy=POLICY.key,
            key="signatory",
            title="签约项目一对一负责的单位",
            clause="JC-12",
            scope=DutyScope.PROJECT,
            needs=(DutyNeed(duty=Duty.RESPONSIBLE_UNIT, least=1, most=1),),
            applies=signed,
        ),
    )
)
