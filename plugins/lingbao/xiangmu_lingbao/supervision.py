"""How problems and inspections are followed up, and the lights of projects."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_lingbao.inspections import INSPECTIONS
from xiangmu_lingbao.issues import RULES
from xiangmu_lingbao.lights import LIGHTS

SUPERVISION = Supervision(issues=(RULES,), inspections=(INSPECTIONS,), lights=LIGHTS)
