"""How problems, inspections, procedures, libraries and lights of projects are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_jincheng.inspections import INSPECTIONS
from xiangmu_jincheng.issues import RULES
from xiangmu_jincheng.lights import LIGHTS
from xiangmu_jincheng.procedures import PROCEDURES
from xiangmu_jincheng.reviews import LIBRARIES

SUPERVISION = Supervision(
    issues=(RULES,),
    inspections=(INSPECTIONS,),
    libraries=(LIBRARIES,),
    lights=LIGHTS,
    procedures=PROCEDURES,
)
