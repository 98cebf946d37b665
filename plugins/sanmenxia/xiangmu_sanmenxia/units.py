"""三门峡 as a jurisdiction, and its eight assessed units with the two sets of monthly goals.

灵宝市 is a unit here and a jurisdiction of its own as well.
"""

from xiangmu.plugin.tables import groups, read_members, read_units
from xiangmu.plugin.units import Jurisdiction, PluginInfo, Units
from xiangmu_sanmenxia.policy import POLICY

INFO = PluginInfo(
    key="sanmenxia",
    title="三门峡市",
    version="1.0",
    jurisdiction=Jurisdiction(key=POLICY.jurisdiction, title="三门峡市", division_code="411200"),
)
UNITS = Units(
    units=read_units(__package__),
    groups=groups(
        POLICY.key,
        read_members(__package__),
        [
            ("tier1", "四比四看第一组", "SMX-08"),
            ("tier2", "四比四看第二组", "SMX-09"),
        ],
    ),
)
