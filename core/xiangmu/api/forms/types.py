"""GraphQL types of forms and their columns."""

from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.enums import describe
from xiangmu.plugin.forms import FORM_TITLES, FormKind
from xiangmu.plugin.money import MoneyUnit
from xiangmu.sheets.forms import Choice, Column, Content, SheetForm

describe(FormKind, "表样的种类:每一行是什么。", FORM_TITLES)
describe(MoneyUnit, "表中金额以什么计。", {unit: unit.words for unit in MoneyUnit})
describe(
    Content,
    "一栏里填什么。",
    {
        Content.TEXT: "文字",
        Content.MONEY: "金额,以表样的单位计",
        Content.NUMBER: "数",
        Content.INTEGER: "整数",
        Content.DATE: "日期",
        Content.CHOICE: "选项之一",
        Content.CHOICES: "选项中的几项",
        Content.FLAG: "是或否",
        Content.UNIT: "责任单位的名称或别名",
        Content.PROJECT: "项目名称",
        Content.CODES: "项目代码,可以几个",
        Content.LIST: "几项文字",
    },
    name="FormContent",
)


@strawberry.type(description="一栏的一个选项。")
class FormChoice:
    """What may stand in a cell."""

    value: str = field(description="记入账本的值。")
    label: str = field(description="表中写的字。")

    @classmethod
    def of(cls, choice: Choice) -> Self:
        """As stated."""
        return cls(value=choice.value, label=choice.label)


@strawberry.type(description="表样的一栏。")
class FormColumn:
    """A column."""

    field: str = strawberry.field(
        description="填的是什么:命令的字段;profile.、goal.、cells. 开头的是本地字段、目标、台账的栏。"
    )
    title: str = strawberry.field(description="表头。")
    group: str | None = strawberry.field(description="两行表头的上一行;没有的为空。")
    aliases: list[str] = strawberry.field(description="也认得的其他表头,不计空白和全半角。")
    note: str = strawberry.field(description="怎样填;与模板的批注相同。")
    required: bool = strawberry.field(description="是否必填。")
    content: Content = strawberry.field(description="填什么。")
    choices: list[FormChoice] = strawberry.field(description="选项;不是选填的为空。单位还可以写别名。")

    @classmethod
    def of(cls, column: Column) -> Self:
        """As stated."""
        return cls(
            field=column.field,
            title=column.title,
            group=column.group or None,
            aliases=list(column.aliases),
            note=column.note,
            required=column.required,
            content=column.content,
            choices=[FormChoice.of(choice) for choice in column.choices],
        )


@strawberry.type(description="导入用的一种表样。")
class ImportForm:
    """A form."""

    key: str = field(description="表样的键,辖区内唯一。")
    title: str = field(description="名称。")
    kind: FormKind = field(description="每一行是什么。")
    money: MoneyUnit = field(description="文件里没有写明单位时,金额以什么计。")
    policy: str | None = field(description="各行所属文件的键;不限于一份文件的为空。")
    clause: str | None = field(description="条款编号;不出自条款的为空。")
    of: str | None = field(description="各行所属的台账或分组的键;不限的为空。")
    columns: list[FormColumn] = field(description="各栏,依模板的次序。")
    template: str = field(description="空白模板(xlsx)的下载地址,10 分钟内有效。")

    @classmethod
    def made(cls, form: SheetForm, template: str) -> Self:
        """With the address of its template."""
        return cls(
            key=form.key,
            title=form.title,
            kind=form.kind,
            money=form.money,
            policy=form.policy or None,
            clause=form.clause or None,
            of=form.of or None,
            columns=[FormColumn.of(column) for column in form.columns],
            template=template,
        )
