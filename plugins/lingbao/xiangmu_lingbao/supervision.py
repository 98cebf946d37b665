"""How problems and inspections are followed up."""

from xiangmu.plugin.supervision import Supervision
from xiangmu_lingbao.inspections import INSPECTIONS

SUPERVISION = Supervision(inspections=(INSPECTIONS,))
