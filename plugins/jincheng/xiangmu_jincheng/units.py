"""晋城 as a jurisdiction, the 31 bodies that plan projects, and the other lead units of its document.

电力公司 and 国网晋城供电公司 both appear; the document does not say that they are one, so they are two units. The other
provincial zones are not named.
"""

from xiangmu.plugin.tables import groups, read_members, read_units
from xiangmu.plugin.units import Jurisdiction, PluginInfo, Units
from xiangmu_jincheng.policy import POLICY

INFO = PluginInfo(
    key="jincheng",
    title="晋城市",
    version="1.0",
    jurisdiction=Jurisdiction(key=POLICY.jurisdiction, title="晋城市", division_code="140500"),
)
UNITS = Units(
    units=read_units(__package__),
    groups=groups(
        POLICY.key,
        read_members(__package__),
        [
            ("county_zone", "县(市、区)和开发区", "JC-33"),
            ("department", "市直单位", "JC-35"),
            ("enterprise", "企业集团", "JC-37"),
        ],
    ),
)
