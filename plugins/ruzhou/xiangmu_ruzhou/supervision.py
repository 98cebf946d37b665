"""How problems and inspections are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_ruzhou.inspections import INSPECTIONS

SUPERVISION = Supervision(inspections=(INSPECTIONS,))
