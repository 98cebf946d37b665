"""Every recorded row against its own digest, every blob against its hash."""

from collections.abc import AsyncIterator
from functools import partial

from sqlalchemy import LargeBinary, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.chain import row_digest
from xiangmu.db.pages import pages
from xiangmu.db.proof.findings import ChangedRow, Fault, Suspects
from xiangmu.db.proof.streams import computed, readable


async def examine_rows(connection: AsyncConnection, suspects: Suspects) -> int:
    """Note rows and blobs that were changed; how many rows were looked at."""
    looked_at = 0
    for table in t.RECORDED:
        async for cells in readable(connection, table, suspects):
            looked_at += 1
            digest = computed(partial(row_digest, table), cells)
            if digest != cells["digest"]:
                suspects.rows.append(ChangedRow(table=table, cells=cells, computed=digest))
            if suspects.enough:
                return looked_at
        async for fault in _changed_blobs(connection, table):
            suspects.faults.append(fault)
            if suspects.enough:
                return looked_at
    return looked_at


async def _changed_blobs(connection: AsyncConnection, table: Table) -> AsyncIterator[Fault]:
    for column in table.columns:
        if isinstance(column.type, LargeBinary):
            name, its_hash = column.name, table.c[f"{column.name}_hash"]
            # one at a time: each may be large
            async for page in pages(connection, select(table.c.row_id, table.c.no, column, its_hash), size=1):
                for row, no, content, expected in page:
                    if not Blob(content=content, hash=expected).intact:
                        message = f"第 {no} 号命令所记 {table.name} 的行 {row} 的 {name} 与其校验值不符"
                        yield Fault(table=table.name, row=row, no=no, message=message, column=name)
