"""What is looked at when leaders and departments go to the works (LX-20); the plan prints no checklist."""

from xiangmu.plugin.inspections import InspectionKind, InspectionRules
from xiangmu_lanxian.leaders import key_project
from xiangmu_lanxian.policy import POLICY

INSPECTIONS = InspectionRules(
    policy=POLICY.key,
    title="重点项目现场督办",
    kinds=(InspectionKind(key="site", title="现场督办验收", clause="LX-20"),),
    covers=key_project,
)
