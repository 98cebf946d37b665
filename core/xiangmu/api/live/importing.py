"""The subscription ``importRun``: how far an import is, until nothing is to be done with it but by a person."""

import asyncio
from collections.abc import AsyncGenerator

from xiangmu.api.context import Info
from xiangmu.api.errors import not_found, quoted
from xiangmu.api.imports.queries import RunId, find_run
from xiangmu.api.imports.types import ImportRun
from xiangmu.api.live.standing import subscriber_of
from xiangmu.sheets.imports.runs import RunState

LOOK = 0.5
"""Seconds between two looks: an import is noted beside the ledger, and nothing tells of it."""
AT_WORK = (RunState.READING, RunState.CHECKING, RunState.RECORDING)
DESCRIPTION = "自己发起的一次导入:每有进展告知一次,等候导入、已导入或不能导入时结束。"


async def import_run(info: Info, id: RunId) -> AsyncGenerator[ImportRun, None]:
    """One's own import, whenever it got further."""
    context, told = info.context, None
    subscriber = subscriber_of(context.subscriber)
    while not subscriber.follower.stopping:
        context.become(await subscriber.principal())
        async with subscriber.turns:
            run = await find_run(context, id)
        if run is None:
            raise not_found("id", f"没有自己发起的导入{quoted(id)}")
        if run != told:
            yield ImportRun.of(run, context.catalog)
            told = run
        if run.state not in AT_WORK:
            return
        await asyncio.sleep(LOOK)
