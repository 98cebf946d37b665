"""How problems and inspections are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_sanmenxia.inspections import INSPECTIONS
from xiangmu_sanmenxia.issues import RULES

SUPERVISION = Supervision(issues=(RULES,), inspections=(INSPECTIONS,))
