"""岚县 as a jurisdiction, the units that its document names, and whom it ranks (X8).

Ranked are the departments with projects of their own and the development zone. The document lists neither all such
departments nor the townships (各乡镇), so those that it names are the group; a county that ranks more adds them.
"""

from xiangmu.plugin.tables import read_units
from xiangmu.plugin.units import Body, Group, Jurisdiction, PluginInfo, Units
from xiangmu_lanxian.policy import POLICY

ZONE = "kaifaqu-guanweihui"
REFORM = "fagai-ju"
STATISTICS = "tongji-ju"
PROMOTION = "xiangmu-tuijin-zhongxin"
OWNER = "owner"
OWNERS = (ZONE, REFORM, "gongxin-ju", "nengyuan-ju", "ziran-ziyuan-ju", "shengtai-huanjing-fenju")

INFO = PluginInfo(
    key="lanxian",
    title="岚县",
    version="2.1",
    jurisdiction=Jurisdiction(key=POLICY.jurisdiction, title="岚县", division_code="141127"),
)
UNITS = Units(
    units=read_units(__package__),
    groups=(
        Group(
            policy=POLICY.key,
            key=OWNER,
            title="项目主管部门和开发区",
            units=OWNERS,
            clause="LX-21",
        ),
    ),
    bodies=(
        Body(
            policy=POLICY.key,
            key="leading-group",
            title="重点项目建设百日攻坚行动领导小组",
            host="",
            posts=("组长：县长", "副组长：副县长", "成员：县直相关部门和各乡镇政府主要负责人"),
            clause="LX-18",
        ),
        Body(
            policy=POLICY.key,
            key="leading-group-office",
            title="领导小组办公室",
            host="xiangmu-tuijin-zhongxin",
            duties=("牵头抓总", "调度", "例会", "通报"),
            clause="LX-18",
        ),
    ),
)
