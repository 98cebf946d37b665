"""岚县 as a jurisdiction, and the units that its document names.

The townships (各乡镇) and the departments to be ranked are not listed in the document, so there is no group yet.
"""

from xiangmu.plugin.tables import read_units
from xiangmu.plugin.units import Jurisdiction, PluginInfo, Units
from xiangmu_lanxian.policy import POLICY

INFO = PluginInfo(
    key="lanxian",
    title="岚县",
    version="1.0",
    jurisdiction=Jurisdiction(key=POLICY.jurisdiction, title="岚县", division_code="141127"),
)
UNITS = Units(units=read_units(__package__))
