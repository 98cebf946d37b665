"""The GraphQL type of an import."""

from datetime import date, datetime
from typing import Self

import strawberry
from strawberry import Parent, field

from xiangmu.api.context import Info
from xiangmu.api.enums import describe
from xiangmu.api.imports.previews import ImportPreview
from xiangmu.catalog import Catalog
from xiangmu.plugin.money import MoneyUnit
from xiangmu.sheets.forms import form_of
from xiangmu.sheets.imports import runs
from xiangmu.sheets.imports.runs import Run, RunState

PREFIX = "imp"

describe(
    RunState,
    "导入到了哪一步。",
    {
        RunState.READING: "正在读文件",
        RunState.CHECKING: "正在与台账核对",
        RunState.READY: "预览已成,等候导入",
        RunState.RECORDING: "正在写入",
        RunState.DONE: "已导入",
        RunState.FAILED: "不能导入,见 message",
    },
    name="ImportState",
)


async def _preview(root: Parent["ImportRun"], info: Info) -> ImportPreview | None:
    context = info.context
    found = await runs.preview_of(context.database, root.run.id)
    if found is None:
        return None
    form = form_of(context.catalog, root.run.jurisdiction, root.run.form)
    columns = form.columns if form else ()
    return ImportPreview(
        run=root.run.id, found=found, titles={column.field: column.title for column in columns}
    )


@strawberry.type(description="一次导入。只有发起的人看得到。")
class ImportRun:
    """An import."""

    run: strawberry.Private[Run]
    id: strawberry.ID = field(description="标识。")
    jurisdiction: str = field(description="辖区的键。")
    form: str = field(description="表样的键。")
    title: str = field(description="表样的名称。")
    policy: str | None = field(description="各行所属文件的键;没有的为空。")
    file: str = field(description="文件名。")
    on: date = field(description="没有写日期的,自这一天起。")
    money: MoneyUnit | None = field(description="导入的人指明的金额单位;没有的为空。")
    sheets: list[str] = field(description="只导入这些工作表;全部的为空列表。")
    created_at: datetime = field(description="何时发起。")
    state: RunState = field(description="到了哪一步。")
    done: int = field(description="这一步完成了几行。")
    total: int = field(description="这一步共几行;还不知道的为 0。")
    code: str | None = field(description="不能导入的原因,供程序判断;没有的为空。")
    message: str | None = field(description="不能导入的原因,怎样才行;没有的为空。")
    first_no: int | None = field(description="写入账本的第一号;没有写入的为空。")
    last_no: int | None = field(description="写入账本的最后一号;没有写入的为空。")
    preview: ImportPreview | None = field(resolver=_preview, description="预览;还没有完成的为空。")

    @classmethod
    def of(cls, run: Run, catalog: Catalog) -> Self:
        """As it stands."""
        form = form_of(catalog, run.jurisdiction, run.form)
        return cls(
            run=run,
            id=strawberry.ID(f"{PREFIX}_{run.id.hex}"),
            jurisdiction=run.jurisdiction,
            form=run.form,
            title=form.title if form else run.form,
            policy=run.policy or None,
            file=run.file,
            on=run.on,
            money=run.money,
            sheets=list(run.sheets),
            created_at=run.created_at,
            state=run.state,
            done=run.done,
            total=run.total,
            code=run.code or None,
            message=run.message or None,
            first_no=run.first_no,
            last_no=run.last_no,
        )
