"""Recomputing everything that the ledger promises: no gap, every hash, every row, and what follows from them."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import projection
from xiangmu.db.pages import decoding
from xiangmu.db.proof.beside import examine_beside
from xiangmu.db.proof.commands import examine_commands
from xiangmu.db.proof.findings import Fault, Report, Suspects
from xiangmu.db.proof.locating import locate
from xiangmu.db.proof.rows import examine_rows
from xiangmu.db.proof.streams import UNREADABLE

MOST = 200
"""Things that do not hold, after which nobody needs more."""


async def verify(connection: AsyncConnection) -> tuple[Fault, ...]:
    """What does not hold; empty when all does."""
    return (await examine(connection)).faults


async def examine(connection: AsyncConnection, most: int = MOST) -> Report:
    """Walk through all that the connection's transaction sees, until ``most`` things were found not to hold."""
    suspects = Suspects(most)
    rows = await examine_rows(connection, suspects)
    chain = await examine_commands(connection, suspects)
    await examine_beside(connection, suspects)
    faults = await locate(connection, suspects)
    faults += tuple(await _projection_faults(connection))
    return Report(
        faults=faults[:most], commands=chain.count, rows=rows, head=chain.head, complete=not suspects.enough
    )


async def _projection_faults(connection: AsyncConnection) -> list[Fault]:
    try:
        with decoding():
            return [
                _fault(project, f"项目 {project} 的 {'、'.join(columns)} 与其事实不符", " ".join(columns))
                async for project, columns in projection.differences(connection)
            ]
    except UNREADABLE:
        return [_fault(None, "项目的现状无法与其事实核对: 有内容读不出来")]


def _fault(project: UUID | None, message: str, columns: str = "") -> Fault:
    return Fault(table="project", row=project, no=None, message=message, column=columns)
