"""灵宝 as a jurisdiction under 三门峡, and its units.

The document names three zones and four offices, and speaks of townships (各乡镇) and departments without listing them:
an installation adds them. 故县镇 is named by public reports on its key projects, so it is assessed as well.
"""

from xiangmu.plugin.tables import groups, read_members, read_units
from xiangmu.plugin.units import Jurisdiction, PluginInfo, Units
from xiangmu_lingbao.policy import POLICY

ASSESSED = "assessed"
INFO = PluginInfo(
    key="lingbao",
    title="灵宝市",
    version="3.0",
    jurisdiction=Jurisdiction(
        key=POLICY.jurisdiction, title="灵宝市", division_code="411282", parent="sanmenxia"
    ),
)
UNITS = Units(
    units=read_units(__package__),
    groups=groups(
        POLICY.key, read_members(__package__), [(ASSESSED, "承担重点项目任务的乡镇、管委会", "LB-01")]
    ),
)
