"""附件1: the form in which planned projects are reported each month (JC-32), and what the ledger needs beside it."""

from xiangmu.plugin.forms import Form, FormColumn, FormKind
from xiangmu_jincheng.policy import POLICY
from xiangmu_jincheng.rules import FORM

ALIASES = {
    "profile.builder": ("组织单位", "建设单位", "项目单位", "项目业主"),
    "profile.start_by": ("开工日期", "计划开工时间", "拟开工时间"),
    "profile.content": ("建设内容及规模", "建设规模及内容", "主要建设内容"),
    "profile.responsible_post": ("负责人", "项目负责人职务"),
}
NOTES = {
    "profile.content": "建设什么、多大规模",
    "profile.builder": "组织或承建项目的单位",
    "profile.capital": "钱从哪里来；几种来源都写上",
    "profile.start_by": "谋划项目原则上三年内开工",
    "profile.responsible_post": "只填职务，不填姓名",
}
REQUIRED = tuple(
    FormColumn(
        field=field,
        title=title,
        aliases=ALIASES.get(field, ()),
        note=NOTES.get(field, ""),
        required=True,
        group="附件1的必填内容",
    )
    for field, title in FORM.items()
)
BESIDE = tuple(
    FormColumn(field=field, group="登记用") for field in ("unit", "kind", "codes", "profile.theme")
)
FORMS = (
    Form(
        key="annex",
        title="2019年谋划项目基本情况表",
        kind=FormKind.PROJECTS,
        columns=(*REQUIRED, *BESIDE),
        clause="JC-32",
        policy=POLICY.key,
    ),
)
