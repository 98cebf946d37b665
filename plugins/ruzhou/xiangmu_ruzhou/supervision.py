"""How problems and inspections are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_ruzhou.inspections import INSPECTIONS
from xiangmu_ruzhou.issues import RULES

SUPERVISION = Supervision(issues=(RULES,), inspections=(INSPECTIONS,))
