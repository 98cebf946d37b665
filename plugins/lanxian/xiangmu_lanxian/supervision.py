"""How problems and inspections are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_lanxian.inspections import INSPECTIONS
from xiangmu_lanxian.issues import RULES

SUPERVISION = Supervision(issues=(RULES,), inspections=(INSPECTIONS,))
