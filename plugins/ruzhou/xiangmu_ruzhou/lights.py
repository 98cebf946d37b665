"""Lights of projects: a planned node is late once its quarter is over (A9), a start is what R3a recognises; procedures
are RZ-11's.
"""

from xiangmu.plugin.common_lights import PLAN, PROCEDURES, plan_node
from xiangmu.plugin.lights import LightRule
from xiangmu.plugin.vocabulary import Stage
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.policy import POLICY

RECOGNISED = {
    Stage.STARTED: milestones.started,
    Stage.PRODUCING: milestones.produced,
    Stage.AT_CAPACITY: milestones.at_capacity,
}
LIGHTS = (
    LightRule(
        policy=POLICY.key,
        key=PLAN.key,
        title=PLAN.title,
        clause="RZ-10",
        look=plan_node(milestones.quarter_end, RECOGNISED),
    ),
    PROCEDURES.under(POLICY.key, "RZ-11"),
)
