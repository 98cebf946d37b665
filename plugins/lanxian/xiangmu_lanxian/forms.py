"""The sheets of the five inventories (LX-03 to LX-07), with the headings that their documents use."""

from xiangmu.plugin.forms import Form, FormColumn, FormKind
from xiangmu_lanxian.policy import POLICY

FOUND, DISPOSAL = "起底情况", "处置"
NOTES = {
    "cells.procedures": "八项手续各办到哪一步",
    "cells.progress": "施工到哪一步",
    "cells.statistics": "是否进入统计",
    "cells.course": "项目属续建、新建、前期还是明年谋划",
    "cells.procedure": "没有办结的手续，每项一行",
    "cells.department": "哪个部门审批",
    "cells.applied_on": "向审批部门申请的日期",
    "cells.promised_on": "审批部门承诺办结的日期",
    "cells.stuck": "卡在哪个环节、缺什么",
    "cells.funds_kind": "资金属哪一类",
    "cells.holder": "钱在哪个单位的账上",
    "cells.since": "哪一天沉淀下来的",
    "cells.condition": "存放形式和可用情况",
    "cells.land_kind": "批而未供还是闲置",
    "cells.place": "到乡镇和村",
    "cells.owner": "土地归谁",
    "cells.planned_use": "规划上作什么用",
    "cells.element": "闲置的是哪一类要素",
}
"""What is to be written where the column of the inventory does not say so."""
PROJECT = (
    FormColumn(field="project", required=True),
    FormColumn(field="codes"),
    FormColumn(field="name"),
)
DEALING = (
    FormColumn(field="cause", group=DISPOSAL),
    FormColumn(field="plan", group=DISPOSAL),
    FormColumn(field="unit", group=DISPOSAL),
    FormColumn(field="on"),
)


def _found(field: str, *aliases: str, required: bool = False, title: str = "") -> FormColumn:
    return FormColumn(
        field=field,
        title=title,
        aliases=aliases,
        note=NOTES.get(field, ""),
        required=required,
        group=FOUND,
    )


def _form(key: str, title: str, clause: str, *columns: FormColumn) -> Form:
    return Form(
        key=f"inventory_{key}",
        title=title,
        kind=FormKind.INVENTORY,
        columns=(*columns, *DEALING),
        clause=clause,
        policy=POLICY.key,
        of=key,
    )


FORMS = (
    _form(
        "projects",
        "项目盘子台账",
        "LX-03",
        *PROJECT,
        _found("amount_yuan", "总投资", "投资规模", title="项目总投资", required=True),
        _found("cells.reserve_class", "项目类别", "储备类别"),
        _found("cells.procedures", "手续", "手续情况"),
        _found("cells.progress", "进度", "形象进度"),
        _found("cells.statistics", "入统情况", "入库情况"),
    ),
    _form(
        "procedures",
        "手续办理台账",
        "LX-04",
        *PROJECT,
        _found("cells.course", "项目性质", required=True),
        _found("cells.procedure", "手续名称", "未办手续", required=True),
        _found("cells.department", "办理部门", "审批单位", required=True),
        _found("cells.applied_on", "申报日期", "申请时间"),
        _found("cells.promised_on", "承诺时限", "承诺办结时间"),
        _found("cells.stuck", "卡点", "存在问题"),
    ),
    _form(
        "funds",
        "沉淀资金台账",
        "LX-05",
        FormColumn(field="name", title="资金名称", required=True),
        _found("cells.funds_kind", "资金性质", "类别", required=True),
        _found("cells.holder", "资金存放单位", "资金所在单位", required=True),
        _found("amount_yuan", "结存金额", "结余金额", title="沉淀金额", required=True),
        _found("cells.since", "形成时间"),
        _found("cells.condition", "资金状态"),
        FormColumn(field="project"),
    ),
    _form(
        "land",
        "批而未供和闲置土地台账",
        "LX-06",
        FormColumn(field="name", title="地块名称", aliases=("宗地名称",), required=True),
        _found("cells.land_kind", "土地类别", required=True),
        _found("cells.parcel", "图斑号", "批次号", required=True),
        _found("cells.place", "坐落", "地块位置", required=True),
        _found("area", title="面积(亩)", required=True),
        _found("cells.owner", "权属单位", "权利人", required=True),
        _found("cells.planned_use", "用途", "规划土地用途"),
        FormColumn(field="project"),
    ),
    _form(
        "factors",
        "开发区闲置要素台账",
        "LX-07",
        FormColumn(field="name", title="要素名称", required=True),
        _found("cells.element", "类别", required=True),
        _found("cells.place", "坐落"),
        _found("cells.size", "数量"),
        FormColumn(field="project"),
    ),
)
