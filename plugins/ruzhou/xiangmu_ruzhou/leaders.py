"""Who must be on record (RZ-07, R19): a chief service officer for every project, more for those on the provincial list;
task forces of projects that were attracted (RZ-06); the first responsible person of every unit with tasks."""

from xiangmu.plugin.filters import on_list, profile_given
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.vocabulary import PROVINCIAL_BATCH, Duty
from xiangmu_ruzhou.policy import POLICY
from xiangmu_ruzhou.readings import RuzhouSnapshot


def provincial(snapshot: RuzhouSnapshot, project: ProjectView) -> bool:
    """On the provincial 三个一批 list by the day, and not given up."""
    return not project.terminated and on_list(*PROVINCIAL_BATCH)(project, snapshot.as_of)


def attracted(snapshot: RuzhouSnapshot, project: ProjectView) -> bool:
    """Attracted by one of the ways that the document names, and not given up."""
    return not project.terminated and profile_given("attraction")(project, snapshot.as_of)


def _one(duty: Duty) -> DutyNeed:
    return DutyNeed(duty=duty, least=1, most=1)


LEADERS = Leaders(
    duties=(
        DutyRule(
            policy=POLICY.key,
            key="officer",
            title="每个项目一名首席服务官",
            clause="RZ-07",
            scope=DutyScope.PROJECT,
            needs=(_one(Duty.CHIEF_SERVICE_OFFICER),),
        ),
        DutyRule(
            policy=POLICY.key,
            key="provincial",
            title="省级“三个一批”项目的专班、责任单位、责任人和服务专员",
            clause="RZ-07",
            scope=DutyScope.PROJECT,
            needs=(
                _one(Duty.TASK_FORCE),
                _one(Duty.RESPONSIBLE_UNIT),
                _one(Duty.RESPONSIBLE_PERSON),
                DutyNeed(duty=Duty.SERVICE_COMMISSIONER, least=2, most=3),
            ),
            applies=provincial,
        ),
        DutyRule(
            policy=POLICY.key,
            key="first_person",
            title="责任单位的第一责任人",
            clause="RZ-07",
            scope=DutyScope.UNIT,
            needs=(_one(Duty.MAIN_LEADER),),
            groups=("area", "department"),
        ),
        DutyRule(
            policy=POLICY.key,
            key="attraction",
            title="招商项目的工作专班",
            clause="RZ-06",
            scope=DutyScope.PROJECT,
            needs=(DutyNeed(duty=Duty.TASK_FORCE),),
            applies=attracted,
        ),
    )
)
