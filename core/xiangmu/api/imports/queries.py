"""The queries ``importRun`` and ``importRuns``."""

from typing import Annotated
from uuid import UUID

import strawberry
from strawberry import argument

from xiangmu.api.context import Context, Info
from xiangmu.api.costs import COUNTING
from xiangmu.api.errors import not_found, quoted
from xiangmu.api.imports.types import PREFIX, ImportRun
from xiangmu.sheets.imports import runs
from xiangmu.sheets.imports.runs import MOST_LISTED, Run

RunId = Annotated[strawberry.ID, argument(description="导入的标识。")]


async def import_run(info: Info, id: RunId) -> ImportRun | None:
    """One's own import."""
    run = await find_run(info.context, id)
    return ImportRun.of(run, info.context.catalog) if run else None


async def import_runs(
    info: Info,
    jurisdiction: Annotated[str, argument(description="辖区的键。")],
    first: Annotated[int, argument(description=f"至多几次,不超过 {MOST_LISTED}。")] = 20,
) -> list[ImportRun]:
    """One's own imports of a jurisdiction."""
    context = info.context
    if jurisdiction not in context.read_jurisdictions:
        raise not_found("jurisdiction", f"没有辖区{quoted(jurisdiction)}")
    found = await runs.latest(context.database, context.principal, context.clock, jurisdiction, max(0, first))
    return [ImportRun.of(run, context.catalog) for run in found]


async def find_run(context: Context, id_: str) -> Run | None:
    """The import with that id, if it is theirs."""
    prefix, _, key = id_.partition("_")
    try:
        run = UUID(hex=key)
    except ValueError:
        return None
    if prefix != PREFIX:
        return None
    return await runs.find(context.database, context.principal, context.clock, run)


@strawberry.type
class ImportQueries:
    """Imports."""

    import_run: ImportRun | None = strawberry.field(
        resolver=import_run,
        description="一次导入:到了哪一步,预览怎样。只看得到自己发起的。",
        metadata=COUNTING,
    )
    import_runs: list[ImportRun] = strawberry.field(
        resolver=import_runs,
        description="自己在一个辖区发起的导入,新的在前。",
        metadata=COUNTING,
    )
