"""Proof of what was recorded: examining the ledger, and noting its head where nobody at the database reaches it."""

import asyncio
import os
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import NamedTemporaryFile

from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db import schema
from xiangmu.db.engine import Database
from xiangmu.db.ledger import read_head
from xiangmu.db.proof.findings import Fault, Report
from xiangmu.db.proof.heads import ExportedHead, against, count_rows, read_heads
from xiangmu.db.verify import examine
from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.plugin.value import value
from xiangmu.services.clock import Clock

LINES = "heads.txt"
"""Beside a file for each day, one line for each day."""


@value
class Examination:
    """What was examined, and against how many exported heads."""

    report: Report
    heads: int
    faults: tuple[Fault, ...]


async def audit(database: Database, heads: Sequence[ExportedHead], most: int) -> Examination:
    """Examine everything, also against ``heads``; of faults no more than ``most``. Raises SchemaError."""
    async with database.reading() as connection:
        await connection.run_sync(schema.require_current)
        report = await examine(connection, most)
        faults = (*await against(connection, heads), *report.faults, *await connection.run_sync(_unguarded))
    return Examination(report=report, heads=len(heads), faults=faults[:most])


def _unguarded(connection: Connection) -> list[Fault]:
    return [
        Fault(table=table, row=None, no=None, message=f"缺少触发器 {trigger}: {table} 可以被改动")
        for table, trigger in schema.missing_triggers(connection)
    ]


def heads_in(files: Sequence[Path]) -> tuple[ExportedHead, ...]:
    """All heads in ``files``. Raises HeadError, OSError, UnicodeDecodeError."""
    return tuple(head for file in files for head in read_heads(file.read_text(encoding="utf-8")))


async def export_head(
    database: Database, catalog: Catalog, folder: Path, clock: Clock
) -> tuple[ExportedHead, bool]:
    """Note the head of the day in ``folder``; and whether that was still to be done. Raises OSError.

    A day has one: who comes later gets what was noted.
    """
    file = folder / f"head-{clock().astimezone(SHANGHAI):%Y-%m-%d}.json"
    if noted := await asyncio.to_thread(_noted, file):
        return noted, False
    async with database.reading() as connection:
        head = await _head(connection, catalog, clock)
    written = await asyncio.to_thread(_note, file, head)
    return written or head, written is None


async def _head(connection: AsyncConnection, catalog: Catalog, clock: Clock) -> ExportedHead:
    head = await read_head(connection)
    return ExportedHead(
        no=head.no,
        hash=head.hash,
        recorded_at=head.recorded_at and head.recorded_at.astimezone(SHANGHAI),
        exported_at=clock().astimezone(SHANGHAI),
        rows=await count_rows(connection),
        revision=schema.head(),
        program=version("xiangmu"),
        plugins={city.info.key: city.info.version for city in catalog.cities},
    )


def _noted(file: Path) -> ExportedHead | None:
    return heads_in([file])[0] if file.exists() else None


def _note(file: Path, head: ExportedHead) -> ExportedHead | None:
    """Write ``head`` down, in whole and once; what somebody else noted for the day meanwhile, if anybody did."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}-") as unfinished:
        unfinished.write(head.json())
        unfinished.flush()
        os.fsync(unfinished.fileno())
        try:
            os.link(unfinished.name, file)
        except FileExistsError:
            return _noted(file)
    with (file.parent / LINES).open("a", encoding="utf-8") as lines:
        lines.write(f"{head.line()}\n")
    return None
