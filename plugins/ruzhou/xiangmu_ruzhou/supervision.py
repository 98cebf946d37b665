"""How problems, inspections, procedures and lights of projects are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_ruzhou.inspections import INSPECTIONS
from xiangmu_ruzhou.issues import RULES
from xiangmu_ruzhou.lights import LIGHTS
from xiangmu_ruzhou.procedures import PROCEDURES

SUPERVISION = Supervision(issues=(RULES,), inspections=(INSPECTIONS,), lights=LIGHTS, procedures=PROCEDURES)
