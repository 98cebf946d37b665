"""Lights of projects: procedures taken up (LX-10), dormancy (X5), entry into statistics (LX-09)."""

from xiangmu.plugin.common_lights import DORMANCY, PROCEDURES, dormancy
from xiangmu.plugin.lights import GREEN, RED, Light, LightRule, Situation
from xiangmu.plugin.lists import pointer
from xiangmu_lanxian import courses
from xiangmu_lanxian.policy import POLICY


def in_statistics(situation: Situation) -> Light | None:
    """Red while a project that has begun is not in the statistics library; nothing before it begins (LX-09)."""
    snapshot, project = situation.snapshot, situation.project
    start = courses.began(snapshot, project)
    if start is None or not courses.INVENTORY(project, situation.day):
        return None
    if courses.in_library(project, situation.day):
        return Light(state=GREEN, because="已入统入库", evidence=(pointer(project),))
    because = f"已于{start.on}开工，到{situation.day}未入统入库"
    return Light(state=RED, because=because, evidence=(start.evidence,))


LIGHTS = (
    PROCEDURES.under(POLICY.key, "LX-10"),
    LightRule(
        policy=POLICY.key,
        key=DORMANCY.key,
        title="僵尸项目",
        clause="LX-03",
        look=dormancy(lambda snapshot: int(snapshot.readings.dormant_days)),
    ),
    LightRule(policy=POLICY.key, key="statistics", title="应统尽统", clause="LX-09", look=in_statistics),
)
