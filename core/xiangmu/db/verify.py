"""Recomputing everything that the ledger promises: no gap, every hash, every row, every projection."""

from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import LargeBinary, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import projection
from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.chain import GENESIS, command_hash, digest_of, row_digest
from xiangmu.plugin.value import value

Cells = Mapping[str, Any]
NAMED = 5
"""How many rows a message names at most."""
UNREADABLE = (ValueError, TypeError, AttributeError)
"""What the drivers and column types raise for a cell that nothing of the program wrote."""


@value
class Fault:
    """Something that is not as it was recorded: where, and which command it belongs to."""

    table: str
    row: UUID | None
    no: int | None
    message: str


class _Rows:
    """The digests of all rows, by the command that recorded and the one that ended them."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.recorded: dict[int, dict[UUID, tuple[str, str]]] = defaultdict(dict)
        self.ended: dict[int, dict[UUID, tuple[str, str]]] = defaultdict(dict)

    def read(self, table: Table, row: Cells) -> None:
        """Check one row against its own digest, and keep the digest."""
        identity, no = row["row_id"], row["no"]
        if row_digest(table, row) != row["digest"]:
            message = f"{table.name} 的行 {identity} 与第 {no} 号命令记录时不同"
            self.faults.append(Fault(table=table.name, row=identity, no=no, message=message))
        for column in (column.name for column in table.columns if isinstance(column.type, LargeBinary)):
            if not Blob(content=row[column], hash=row[f"{column}_hash"]).intact:
                message = f"{table.name} 的行 {identity} 的 {column} 与其校验值不符"
                self.faults.append(Fault(table=table.name, row=identity, no=no, message=message))
        self.recorded[no][identity] = (table.name, row["digest"])
        if row["ended_no"] is not None:
            self.ended[row["ended_no"]][identity] = (table.name, row["digest"])


async def verify(connection: AsyncConnection) -> tuple[Fault, ...]:
    """Everything that does not hold; empty when all does."""
    rows = _Rows()
    for table in t.RECORDED:
        async for row in _readable(connection, table, rows.faults):
            rows.read(table, row)
    faults = rows.faults
    previous: Cells = {"no": 0, "hash": GENESIS, "recorded_at": None}
    async for command in _readable(connection, t.command, faults):
        faults += _command_faults(command, previous, rows)
        previous = command
    faults += _orphans(rows)
    faults += await _projection_faults(connection)
    return tuple(faults)


async def _projection_faults(connection: AsyncConnection) -> list[Fault]:
    def fault(project: UUID | None, message: str) -> Fault:
        return Fault(table="project", row=project, no=None, message=message)

    try:
        differences = await projection.differences(connection)
    except UNREADABLE:
        return [fault(None, "项目的现状无法与其事实核对: 有内容读不出来")]
    return [
        fault(project, f"项目 {project} 的 {'、'.join(columns)} 与其事实不符")
        for project, columns in differences
    ]


def _command_faults(command: Cells, previous: Cells, rows: _Rows) -> Iterator[Fault]:
    no = command["no"]

    def fault(message: str) -> Fault:
        return Fault(table="command", row=None, no=no, message=message)

    if no != previous["no"] + 1:
        yield fault(f"第 {previous['no'] + 1} 号命令缺失")
    if command["prev_hash"] != previous["hash"]:
        yield fault(f"第 {no} 号命令与前一号不相连")
    if command_hash(command) != command["hash"]:
        yield fault(f"第 {no} 号命令的内容被改动")
    if previous["recorded_at"] and command["recorded_at"] < previous["recorded_at"]:
        yield fault(f"第 {no} 号命令的时间早于前一号")
    for column, did, touched in (
        ("after_digest", "所记", rows.recorded.pop(no, {})),
        ("before_digest", "所终止", rows.ended.pop(no, {})),
    ):
        if digest_of(digest for _, digest in touched.values()) != command[column]:
            yield fault(f"第 {no} 号命令{did}的行有改动或缺失, 现存 {_named(touched)}")


def _orphans(rows: _Rows) -> Iterator[Fault]:
    for touched in (rows.recorded, rows.ended):
        for no, found in touched.items():
            for identity, (table, _) in found.items():
                message = f"{table} 的行 {identity} 属于不存在的第 {no} 号命令"
                yield Fault(table=table, row=identity, no=no, message=message)


def _named(touched: Mapping[UUID, tuple[str, str]]) -> str:
    named = [f"{table} {identity}" for identity, (table, _) in list(touched.items())[:NAMED]]
    more = f" 等 {len(touched)} 行" if len(touched) > NAMED else ""
    return ("、".join(named) or "无") + more


async def _readable(connection: AsyncConnection, table: Table, faults: list[Fault]) -> AsyncIterator[Cells]:
    """The rows of ``table`` in order; each that cannot be read becomes a fault instead."""
    key = table.c.no if table is t.command else table.c.row_id
    last = None
    try:
        async with connection.stream(select(table).order_by(key)) as result:
            async for row in result.mappings():
                last = row[key]
                yield row  # type: ignore[misc]  # a RowMapping maps names to cells
    except UNREADABLE:
        left = select(key) if last is None else select(key).where(key > last)
        for content in await _keys(connection, table, left.order_by(key), faults):
            try:
                one = await connection.execute(select(table).where(key == content))
                yield one.mappings().one()  # type: ignore[misc]  # the same
            except UNREADABLE:
                faults.append(_unreadable(table, content))


async def _keys(
    connection: AsyncConnection, table: Table, statement: Select[Any], faults: list[Fault]
) -> Sequence[Any]:
    try:
        return (await connection.scalars(statement)).all()
    except UNREADABLE:
        message = f"{table.name} 有编号读不出来的行"
        faults.append(Fault(table=table.name, row=None, no=None, message=message))
        return ()


def _unreadable(table: Table, key: Any) -> Fault:
    if table is t.command:
        return Fault(table=table.name, row=None, no=key, message=f"第 {key} 号命令有读不出来的内容")
    return Fault(table=table.name, row=key, no=None, message=f"{table.name} 的行 {key} 有读不出来的内容")
