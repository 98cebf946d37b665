"""附件2: the table of the units' yearly tasks, one for areas and one for departments (RZ-15, RZ-16)."""

from xiangmu.plugin.forms import Form, FormColumn, FormKind
from xiangmu_ruzhou.policy import POLICY

HEADS = {
    "planned": ("谋划", "谋划储备", "谋划任务"),
    "signed": ("签约", "签约任务"),
    "started": ("开工", "开工任务"),
    "in_production": ("投产达效", "投产", "投产达效任务"),
}
"""What the table calls each task, and other labels of it."""
COLUMNS = (
    FormColumn(
        field="unit",
        title="项目单位",
        aliases=("乡镇街道", "市直单位"),
        note="附件2列出的单位，写全称或登记过的别名",
        required=True,
    ),
    *(
        FormColumn(
            field=f"goal.{task}",
            title=title,
            aliases=tuple(aliases),
            note="附件2分到本单位的全年个数，没有的填 0",
            required=True,
            group="全年任务(个)",
        )
        for task, (title, *aliases) in HEADS.items()
    ),
    *(
        FormColumn(field=field, group="与现行任务不同的填")
        for field in ("effective", "approved_on", "approver", "revision_reason")
    ),
)
FORMS = tuple(
    Form(
        key=f"tasks_{group}",
        title=f"2023年“三个一批”项目任务分解表({whose})",
        kind=FormKind.TASKS,
        columns=COLUMNS,
        clause=clause,
        policy=POLICY.key,
        of=group,
    )
    for group, whose, clause in (("area", "乡镇街道、园区", "RZ-15"), ("department", "市直单位", "RZ-16"))
)
