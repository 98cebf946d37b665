"""GraphQL types of the tables that were found in a workbook."""

from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.enums import describe
from xiangmu.plugin.money import MoneyUnit
from xiangmu.sheets.imports import preview as p
from xiangmu.sheets.reading.results import MoneyFound, Where

describe(
    Where,
    "金额单位从哪里看出。",
    {
        Where.COLUMN: "这一栏的表头",
        Where.GROUP: "上一行表头",
        Where.LINE: "表头之上的单位行或标题",
        Where.SAID: "导入的人指明",
        Where.FORM: "表里没有写明,这是表样的单位,须由导入的人指明",
    },
    name="MoneyUnitFoundIn",
)


@strawberry.type(description="表里的金额以什么计,从哪里看出。")
class ImportMoney:
    """The unit of money."""

    unit: MoneyUnit = field(description="单位。")
    found_in: Where = field(description="从哪里看出。")
    text: str = field(description="写着单位的原文;没有的为空字符串。")

    @classmethod
    def of(cls, found: MoneyFound | None) -> Self | None:
        """As found."""
        return cls(unit=MoneyUnit(found.unit), found_in=found.where, text=found.text) if found else None


@strawberry.type(description="文件里的一栏。")
class ImportColumn:
    """A column of the sheet."""

    letter: str = field(description="列号,如 C。")
    label: str = field(description="表头原文。")
    field: str | None = strawberry.field(description="对应表样的哪一栏;不认得的为空,不导入。")
    hidden: bool = strawberry.field(description="在文件里是否隐藏。")
    money: ImportMoney | None = strawberry.field(description="金额单位;不是金额的为空。")
    problem: str | None = strawberry.field(description="这一栏的问题,如写明的单位互相矛盾。")


@strawberry.type(description="没有当作数据的一行。")
class ImportSkippedRow:
    """A row that is none of the table's."""

    number: int = field(description="行号;连续的空行只列第一行。")
    why: str = field(description="为什么。")


@strawberry.type(description="没有这种表的工作表。")
class ImportOtherSheet:
    """A sheet that is left alone."""

    sheet: str = field(description="名称。")
    hidden: bool = field(description="是否隐藏。")
    why: str = field(description="为什么。")


@strawberry.type(description="一个工作表里找到的表。")
class ImportTable:
    """The table of a sheet."""

    sheet: str = field(description="工作表的名称。")
    hidden: bool = field(description="工作表是否隐藏。")
    header_rows: list[int] = field(description="表头在哪几行。")
    money: ImportMoney | None = field(description="各金额栏共同的单位;没有金额或各栏不同的为空。")
    columns: list[ImportColumn] = field(description="各栏。")
    missing: list[str] = field(description="缺少的必填栏。")
    skipped: list[ImportSkippedRow] = field(description="合计、小计、备注、空行等没有当作数据的行。")

    @classmethod
    def of(cls, table: p.PreviewTable) -> Self:
        """As found."""
        return cls(
            sheet=table.sheet,
            hidden=table.hidden,
            header_rows=list(table.header_rows),
            money=ImportMoney.of(table.money),
            columns=[
                ImportColumn(
                    letter=column.letter,
                    label=column.label,
                    field=column.field,
                    hidden=column.hidden,
                    money=ImportMoney.of(column.money),
                    problem=column.problem or None,
                )
                for column in table.columns
            ],
            missing=list(table.missing),
            skipped=[ImportSkippedRow(number=row.number, why=row.why) for row in table.skipped],
        )
