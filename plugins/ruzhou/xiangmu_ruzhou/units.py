"""Responsible units of 汝州, the three groups assessed, and who runs the policy by post.

The units are those that the document names; a post is a title, never a name.
"""

from xiangmu.plugin.tables import groups, read_members, read_units
from xiangmu.plugin.units import Body, Units

POLICY = "ruzhou-2023"
MEMBERS = (
    "市发展改革委主任",
    "财政局局长",
    "商务局局长",
    "统计局局长",
    "工业和信息化局局长",
    "畜牧局局长",
    "农业农村局局长",
    "交通运输局局长",
    "公路局局长",
    "自然资源和规划局党组书记",
    "文化广电和旅游局局长",
    "生态环境局汝州分局局长",
    "住房城乡建设局局长",
    "水利局局长",
    "林业局局长",
    "教体局（教育）局长",
    "教体局（体育）局长",
    "地矿局局长",
    "行政服务中心主任",
    "民政局局长",
    "文物局局长",
    "城市管理局局长",
    "乡村振兴局局长",
    "移民局局长",
    "新城办主任",
    "人防办主任",
    "税务局局长",
    "应急管理局局长",
    "市场监管局局长",
    "卫生健康委副主任",
    "住房城乡建设局八级职员",
    "国网汝州市供电公司副总经理",
)
"""The leading group's members (RZ-14), by post."""

UNITS = Units(
    units=read_units(__package__),
    groups=groups(
        POLICY,
        read_members(__package__),
        [
            ("area", "乡镇街道、园区", "RZ-18"),
            ("department", "承担建设任务的市直单位", "RZ-18"),
            ("service", "服务保障职能部门", "RZ-18"),
        ],
    ),
    bodies=(
        Body(
            policy=POLICY,
            key="leading-group",
            title="“三个一批”重大项目建设工作领导小组",
            host="",
            posts=("组长：市委常委、常务副市长", "副组长：市政府党组副书记"),
            duties=("统筹协调",),
            clause="RZ-12",
        ),
        Body(
            policy=POLICY,
            key="leading-group-office",
            title="领导小组办公室",
            host="fagai-wei",
            posts=("主任：市发展改革委主任兼任", "副主任：项目办主任"),
            duties=("日常工作",),
            clause="RZ-12",
        ),
        Body(
            policy=POLICY,
            key="leading-group-members",
            title="领导小组成员",
            host="",
            posts=MEMBERS,
            clause="RZ-14",
        ),
        Body(
            policy=POLICY,
            key="project-office",
            title="市重点项目办",
            host="",
            duties=("谋划", "收集", "汇总", "督查", "奖惩"),
            clause="RZ-12",
        ),
    ),
)
