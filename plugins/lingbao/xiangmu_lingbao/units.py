"""灵宝 as a jurisdiction under 三门峡, and its units.

The document names three zones and four offices, and speaks of townships (各乡镇) without listing them: an
installation adds them. 故县镇 is named only by public reports on projects. The group holds what the document names.
"""

from xiangmu.plugin.tables import groups, read_members, read_units
from xiangmu.plugin.units import Jurisdiction, PluginInfo, Units
from xiangmu_lingbao.policy import POLICY

INFO = PluginInfo(
    key="lingbao",
    title="灵宝市",
    version="1.0",
    jurisdiction=Jurisdiction(
        key=POLICY.jurisdiction, title="灵宝市", division_code="411282", parent="sanmenxia"
    ),
)
UNITS = Units(
    units=read_units(__package__),
    groups=groups(POLICY.key, read_members(__package__), [("zone", "管委会", "LB-01")]),
)
