"""GraphQL types of the preview of an import: its rows, and what differs."""

from typing import Annotated, Self
from uuid import UUID

import strawberry
from strawberry import Parent, argument, field

from xiangmu.api.context import Info
from xiangmu.api.enums import Severity, describe
from xiangmu.api.imports.tables import ImportOtherSheet, ImportTable
from xiangmu.services.addresses import marked_address
from xiangmu.services.problems import Severity as Gravity
from xiangmu.sheets.imports import preview as p
from xiangmu.sheets.imports import rows as r
from xiangmu.sheets.imports.rows import RowState

PAGE = 100
MOST = 1_000
"""Rows of a preview in one answer."""

describe(
    RowState,
    "一行与台账相比。",
    {
        RowState.NEW: "台账没有,将新增",
        RowState.CHANGED: "与台账不同,将变更",
        RowState.UNCHANGED: "与台账相同,不写入",
        RowState.ERROR: "有错误,不能导入",
    },
    name="ImportRowState",
)


@strawberry.type(description="一行里与台账不同的一项。")
class ImportDifference:
    """What a row says otherwise."""

    field: str = strawberry.field(description="表样的栏。")
    title: str = strawberry.field(description="栏的名称。")
    old: str | None = strawberry.field(description="台账里的;没有的为空。")
    new: str | None = strawberry.field(description="表里的。")


@strawberry.type(description="一行的错误,或值得留意之处。")
class ImportProblem:
    """What is wrong with a row."""

    field: str | None = strawberry.field(description="表样的栏;关于整行的为空。")
    title: str | None = strawberry.field(description="栏的名称。")
    code: str = strawberry.field(description="问题的种类,同 UserErrorCode。")
    message: str = strawberry.field(description="问题所在,以及怎样才对。")
    severity: Severity = strawberry.field(description="错误的行不能导入;提醒的可以。")
    clause: str | None = strawberry.field(description="所依据的条款;不是条款所要求的为空。")


@strawberry.type(description="预览的一行。")
class ImportRow:
    """A row."""

    place: int = field(description="在预览中的序号,自 0 起;选择导入哪些行时用它。")
    sheet: str = field(description="工作表。")
    number: int = field(description="文件里的行号。")
    hidden: bool = field(description="在文件里是否隐藏。")
    state: RowState = field(description="与台账相比。")
    subject: str = field(description="关于什么,如项目名称。")
    differences: list[ImportDifference] = field(description="与台账不同的各项。")
    problems: list[ImportProblem] = field(description="错误和提醒。")

    @classmethod
    def of(cls, row: p.PreviewRow, titles: dict[str, str]) -> Self:
        """With the titles of the columns."""
        return cls(
            place=row.place,
            sheet=row.sheet,
            number=row.number,
            hidden=row.hidden,
            state=row.state,
            subject=row.subject,
            differences=[
                ImportDifference(
                    field=one.field,
                    title=titles.get(one.field, one.field),
                    old=one.old or None,
                    new=one.new or None,
                )
                for one in row.differences
            ],
            problems=[_problem(one, titles) for one in row.problems],
        )


def _problem(one: r.RowProblem, titles: dict[str, str]) -> ImportProblem:
    return ImportProblem(
        field=one.field or None,
        title=titles.get(one.field),
        code=one.code,
        message=one.message,
        severity=Severity(one.severity),
        clause=one.clause or None,
    )


@strawberry.type(description="预览的若干行。")
class ImportRows:
    """A page of rows."""

    total_count: int = field(description="合于条件的行数。")
    nodes: list[ImportRow] = field(description="各行,依文件的次序。")
    has_next_page: bool = field(description="后面是否还有。")


@strawberry.type(description="预览各行的数目。")
class ImportCounts:
    """How many rows of which kind."""

    rows: int = field(description="全部。")
    new: int = field(description="将新增。")
    changed: int = field(description="将变更。")
    unchanged: int = field(description="与台账相同。")
    error: int = field(description="有错误。")
    warned: int = field(description="有提醒、没有错误。")
    hidden: int = field(description="在文件里隐藏。")


InState = Annotated[list[RowState] | None, argument(description="只看这些状态的行;不填为全部。")]
Warned = Annotated[bool | None, argument(description="只看有提醒的,或没有提醒的。")]
First = Annotated[int, argument(description=f"至多几行,不超过 {MOST}。")]
After = Annotated[int | None, argument(description="从这个序号(place)之后看起。")]


def _tables(root: Parent["ImportPreview"]) -> list[ImportTable]:
    return [ImportTable.of(table) for table in root.found.tables]


def _others(root: Parent["ImportPreview"]) -> list[ImportOtherSheet]:
    return [ImportOtherSheet(sheet=one.sheet, hidden=one.hidden, why=one.why) for one in root.found.others]


def _notices(root: Parent["ImportPreview"]) -> list[str]:
    return list(root.found.notices)


def _needs_money_unit(root: Parent["ImportPreview"]) -> bool:
    return any(table.proposed for table in root.found.tables)


def _counts(root: Parent["ImportPreview"]) -> ImportCounts:
    rows = root.found.rows
    states = [row.state for row in rows]
    return ImportCounts(
        rows=len(rows),
        new=states.count(RowState.NEW),
        changed=states.count(RowState.CHANGED),
        unchanged=states.count(RowState.UNCHANGED),
        error=states.count(RowState.ERROR),
        warned=sum(_warned(row) for row in rows),
        hidden=sum(row.hidden for row in rows),
    )


def _rows(
    root: Parent["ImportPreview"],
    state: InState = None,
    warned: Warned = None,
    first: First = PAGE,
    after: After = None,
) -> ImportRows:
    matching = [
        row
        for row in root.found.rows
        if (state is None or row.state in state) and (warned is None or _warned(row) == warned)
    ]
    later = [row for row in matching if after is None or row.place > after]
    shown = later[: max(0, min(first, MOST))]
    return ImportRows(
        total_count=len(matching),
        nodes=[ImportRow.of(row, root.titles) for row in shown],
        has_next_page=len(later) > len(shown),
    )


async def _marked(root: Parent["ImportPreview"], info: Info) -> str | None:
    if not any(row.problems for row in root.found.rows):
        return None
    context = info.context
    return marked_address(await context.sealing.seal(), root.run, context.clock())


def _warned(row: p.PreviewRow) -> bool:
    return row.state is not RowState.ERROR and any(one.severity is Gravity.WARNING for one in row.problems)


@strawberry.type(description="导入的预览:什么也还没有写入。")
class ImportPreview:
    """What would change."""

    run: strawberry.Private[UUID]
    found: strawberry.Private[p.Preview]
    titles: strawberry.Private[dict[str, str]]
    tables: list[ImportTable] = field(resolver=_tables, description="各工作表里找到的表。")
    others: list[ImportOtherSheet] = field(resolver=_others, description="没有导入的其他工作表。")
    notices: list[str] = field(resolver=_notices, description="文件里没有理会的内容,如外部链接。")
    needs_money_unit: bool = field(
        resolver=_needs_money_unit,
        description="是否须先指明金额单位:表里没有写明。指明后重新预览。",
    )
    counts: ImportCounts = field(resolver=_counts, description="各种行的数目。")
    rows: ImportRows = field(resolver=_rows, description="各行。")
    marked: str | None = field(
        resolver=_marked,
        description="原文件加上标记的下载地址:有问题的单元格涂色并加批注;没有问题的为空。10 分钟内有效。",
    )
