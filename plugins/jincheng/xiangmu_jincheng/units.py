"""晋城 as a jurisdiction, the 31 bodies that plan projects (J9), and the other lead units of its document.

电力公司 and 国网晋城供电公司 both appear; the document does not say that they are one, so they are two units. The other
provincial zones are not named, so they are no units: projects and readings name them.
"""

from xiangmu.plugin.tables import groups, read_members, read_units
from xiangmu.plugin.units import Jurisdiction, PluginInfo, UnitKind, Units
from xiangmu_jincheng.policy import POLICY

INFO = PluginInfo(
    key="jincheng",
    title="晋城市",
    version="1.1",
    jurisdiction=Jurisdiction(key=POLICY.jurisdiction, title="晋城市", division_code="140500"),
)
MEMBERS = read_members(__package__)
UNITS = Units(
    units=read_units(__package__),
    groups=groups(
        POLICY.key,
        MEMBERS,
        [
            ("county_zone", "县(市、区)和开发区", "JC-33"),
            ("department", "市直单位", "JC-35"),
            ("enterprise", "企业集团", "JC-37"),
        ],
    ),
)
TITLES = {group.key: group.title for group in UNITS.groups}


def _of_kind(kind: UnitKind) -> tuple[str, ...]:
    return tuple(unit.key for unit in UNITS.units if unit.kind is kind)


COUNTIES = _of_kind(UnitKind.COUNTY)
(ZONE,) = _of_kind(UnitKind.ZONE)
"""晋城经济技术开发区, the one zone that the document names."""
CITY_DEPARTMENTS = _of_kind(UnitKind.DEPARTMENT)
