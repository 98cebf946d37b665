"""How problems and inspections are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_lingbao.inspections import INSPECTIONS
from xiangmu_lingbao.issues import RULES

SUPERVISION = Supervision(issues=(RULES,), inspections=(INSPECTIONS,))
