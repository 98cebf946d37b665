"""The head of the ledger as it was noted elsewhere: what shows that the end was cut off, or everything rewritten."""

import re
from collections.abc import AsyncIterator, Sequence
from datetime import datetime

import orjson
from pydantic import TypeAdapter, ValidationError
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.chain import GENESIS
from xiangmu.db.ledger import Head, read_head
from xiangmu.db.proof.findings import Fault
from xiangmu.plugin.value import value

FORMAT = 1
LINE = re.compile(r"第\s*(?P<no>\d+)\s*号.*?(?P<hash>[0-9a-f]{64})", re.IGNORECASE)
KEPT = (t.person, t.ballot_box)
"""Tables beside the chain whose rows never become fewer."""


class HeadError(Exception):
    """What was given is no exported head; the message says in Chinese what one looks like."""


@value
class ExportedHead:
    """The last command at one moment, and what there was in all. From a printed line only number and hash are known.

    ``rows`` counts the rows of every append-only table; ``plugins`` are versions by key.
    """

    no: int
    hash: str
    recorded_at: datetime | None = None
    exported_at: datetime | None = None
    rows: dict[str, int] | None = None
    revision: str = ""
    program: str = ""
    plugins: dict[str, str] | None = None
    format: int = FORMAT

    def line(self) -> str:
        """One line to print, to send by mail or to write into the minutes."""
        day = f"{self.exported_at:%Y-%m-%d} " if self.exported_at else ""
        recorded = f"记于 {self.recorded_at:%Y-%m-%d %H:%M:%S%z} " if self.recorded_at else ""
        return f"{day}账本至第 {self.no} 号 {recorded}校验值 {self.hash or '无'}"

    def json(self) -> bytes:
        """The same with all that is known, for a file."""
        return orjson.dumps(self, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


_ADAPTER = TypeAdapter(ExportedHead)


def read_heads(content: str) -> tuple[ExportedHead, ...]:
    """The heads in a file: one as JSON, or any number as printed lines. Raises HeadError."""
    if content.lstrip().startswith("{"):
        try:
            head = _ADAPTER.validate_json(content)
        except ValidationError as error:
            raise HeadError("不是导出的账本末号: JSON 的内容不对") from error
        if head.format != FORMAT:
            raise HeadError(f"导出的格式 {head.format} 不认识")
        return (head,)
    found = tuple(
        ExportedHead(no=int(line["no"]), hash=line["hash"].lower()) for line in LINE.finditer(content)
    )
    if not found:
        raise HeadError("里面没有账本末号, 应有如“账本至第 12 号 … 校验值 …”的一行")
    return found


async def count_rows(connection: AsyncConnection) -> dict[str, int]:
    """How many rows there are, by table."""
    tables = sorted({*t.APPEND_ONLY, *KEPT}, key=lambda table: table.name)
    return {
        str(table.name): await connection.scalar(select(func.count()).select_from(table)) or 0
        for table in tables
    }


async def against(connection: AsyncConnection, heads: Sequence[ExportedHead]) -> list[Fault]:
    """What does not agree with heads exported before."""
    faults: list[Fault] = []
    last = await read_head(connection)
    agreed: ExportedHead | None = None
    for head in sorted(heads, key=lambda head: head.no):
        if head.no > last.no:
            faults.append(_cut_off(head, last))
        elif await _hash_at(connection, head.no) == head.hash:
            agreed = head
        else:
            faults.append(_rewritten(head, agreed))
        faults += [fault async for fault in _fewer(connection, head)]
    return faults


async def _hash_at(connection: AsyncConnection, no: int) -> str | None:
    if no == 0:
        return GENESIS
    return await connection.scalar(select(t.command.c.hash).where(t.command.c.no == no))


async def _fewer(connection: AsyncConnection, head: ExportedHead) -> AsyncIterator[Fault]:
    for table in KEPT:
        then = (head.rows or {}).get(table.name, 0)
        now = await connection.scalar(select(func.count()).select_from(table)) or 0
        if now < then:
            message = f"{table.name} 只有 {now} 行, {_when(head)}有 {then} 行"
            yield Fault(table=table.name, row=None, no=None, message=message)


def _cut_off(head: ExportedHead, last: Head) -> Fault:
    message = (
        f"账本只到第 {last.no} 号, {_when(head)}已到第 {head.no} 号: 末尾的 {head.no - last.no} 条命令不见了"
    )
    return Fault(table=t.command.name, row=None, no=last.no + 1, message=message)


def _rewritten(head: ExportedHead, agreed: ExportedHead | None) -> Fault:
    since = f"第 {agreed.no} 号以后、" if agreed else ""
    message = f"{since}第 {head.no} 号以前的账本在导出以后被重写: 第 {head.no} 号的校验值与{_when(head)}不同"
    return Fault(table=t.command.name, row=None, no=head.no, message=message, column="hash")


def _when(head: ExportedHead) -> str:
    return f"{head.exported_at:%Y-%m-%d} 导出时" if head.exported_at else f"记下第 {head.no} 号时"
