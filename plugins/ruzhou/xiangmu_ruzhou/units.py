"""Responsible units of 汝州, the three groups assessed, and who runs the policy by post.

The units are those that the document names; a post is a title, never a name.
"""

from xiangmu.plugin.tables import groups, read_members, read_units
from xiangmu.plugin.units import Body, Units

POLICY = "ruzhou-2023"

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
            key="project-office",
            title="市重点项目办",
            host="",
            duties=("谋划", "收集", "汇总", "督查", "奖惩"),
            clause="RZ-12",
        ),
    ),
)
