"""The inspection at the end of every month (SMX-17): by the library and on site, of counties and departments."""

from xiangmu.plugin.inspections import InspectionKind, InspectionRules
from xiangmu_sanmenxia.policy import POLICY

INSPECTIONS = InspectionRules(
    policy=POLICY.key,
    title="月底督查",
    organised="SMX-17",
    organisers=("市重点项目办",),
    kinds=(
        InspectionKind(key="library", title="查看项目库", clause="SMX-17"),
        InspectionKind(key="site", title="查看现场", clause="SMX-17"),
    ),
)
