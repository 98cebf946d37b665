"""How problems, inspections, procedures and lights of projects are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_jincheng.inspections import INSPECTIONS
from xiangmu_jincheng.issues import RULES
from xiangmu_jincheng.lights import LIGHTS
from xiangmu_jincheng.procedures import PROCEDURES

SUPERVISION = Supervision(issues=(RULES,), inspections=(INSPECTIONS,), lights=LIGHTS, procedures=PROCEDURES)
