"""How problems, inspections, the five inventories, procedures and lights are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_lanxian.inspections import INSPECTIONS
from xiangmu_lanxian.inventories import INVENTORIES
from xiangmu_lanxian.issues import RULES
from xiangmu_lanxian.lights import LIGHTS
from xiangmu_lanxian.procedures import PROCEDURES

SUPERVISION = Supervision(
    issues=(RULES,), inspections=(INSPECTIONS,), inventories=INVENTORIES, lights=LIGHTS, procedures=PROCEDURES
)
