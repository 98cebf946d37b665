"""Visits to the works that collect problems, each of which is answered and closed (JC-18)."""

from xiangmu.plugin.inspections import InspectionKind, InspectionRules
from xiangmu_jincheng.leaders import key_work
from xiangmu_jincheng.policy import POLICY

INSPECTIONS = InspectionRules(
    policy=POLICY.key,
    title="进工地查问题",
    organised="JC-18",
    kinds=(InspectionKind(key="site", title="进工地", clause="JC-18"),),
    covers=key_work,
)
