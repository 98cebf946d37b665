"""How problems and inspections are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_jincheng.inspections import INSPECTIONS
from xiangmu_jincheng.issues import RULES

SUPERVISION = Supervision(issues=(RULES,), inspections=(INSPECTIONS,))
