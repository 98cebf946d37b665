"""三门峡 as a jurisdiction, and its eight assessed units with the two sets of monthly goals.

灵宝市 is a unit here and a jurisdiction of its own as well.
"""

from xiangmu.plugin.tables import groups, read_members, read_units
from xiangmu.plugin.units import Body, Group, Jurisdiction, PluginInfo, Units
from xiangmu_sanmenxia.policy import POLICY

INFO = PluginInfo(
    key="sanmenxia",
    title="三门峡市",
    version="2.0",
    jurisdiction=Jurisdiction(key=POLICY.jurisdiction, title="三门峡市", division_code="411200"),
)
COUNTY = "county"
TIERS = read_members(__package__)
"""The two sets of units that the notice sets different monthly goals for."""
COUNTIES = tuple(unit for members in TIERS.values() for unit in members)
UNITS = Units(
    units=read_units(__package__),
    groups=(
        Group(policy=POLICY.key, key=COUNTY, title="县（市、区）", units=COUNTIES, clause="SMX-06"),
        *groups(
            POLICY.key,
            TIERS,
            [
                ("tier1", "四比四看第一组", "SMX-08"),
                ("tier2", "四比四看第二组", "SMX-09"),
            ],
        ),
    ),
    bodies=(
        Body(
            policy=POLICY.key,
            key="project-office",
            title="市重点项目办",
            host="zhongdian-xiangmu-ban",
            duties=("统筹协调", "调度", "督查", "通报", "评估"),
            clause="SMX-14",
        ),
    ),
)
