"""The monthly joint inspection (RZ-13): projects on the provincial list come first, so all of them are covered."""

from xiangmu.plugin.inspections import InspectionKind, InspectionRules
from xiangmu_ruzhou.leaders import provincial
from xiangmu_ruzhou.policy import POLICY

INSPECTIONS = InspectionRules(
    policy=POLICY.key,
    title="“三个一批”项目联合督查",
    organised="RZ-13",
    organisers=("市督查局", "市发展改革委"),
    kinds=(InspectionKind(key="joint", title="月度联合督查", clause="RZ-13"),),
    covers=provincial,
)
