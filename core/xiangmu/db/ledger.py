"""Appending to the ledger: commands, the rows they record and the rows they end, each table in one statement."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.chain import GENESIS, command_hash, digest_of
from xiangmu.db.following import announce
from xiangmu.plugin.value import value

Row = dict[str, Any]


@value
class Head:
    """The last command of the ledger; number 0 when there is none."""

    no: int = 0
    hash: str = GENESIS
    recorded_at: datetime | None = None


@value
class Done:
    """What an earlier request with some id did."""

    no: int
    request_hash: str
    subject: str
    principal: str


@dataclass(slots=True)
class Entry:
    """The rows that one command records and ends."""

    recorded: list[tuple[Table, Row]] = field(default_factory=list)
    ended: list[tuple[Table, Row]] = field(default_factory=list)


class Pages:
    """What a transaction is about to write, collected so that every table takes one statement."""

    def __init__(self, head: Head) -> None:
        self.head = head
        self._before = head.no
        self._commands: list[Row] = []
        self._recorded: dict[Table, list[Row]] = defaultdict(list)
        self._endings: dict[Table, list[Row]] = defaultdict(list)

    def add(self, command: Row, entry: Entry) -> None:
        """Chain ``command`` to the head with digests of what it records and ends.

        A row that this transaction recorded is written as ended at once.
        """
        no = self.head.no + 1
        for table, row in entry.recorded:
            self._recorded[table].append(row)
        for table, row in entry.ended:
            if row["no"] > self._before:
                row["ended_no"] = no
            else:
                self._endings[table].append({"ended_row": row["row_id"], "ended_by": no})
        chained = {
            **command,
            "no": no,
            "before_digest": digest_of(row["digest"] for _, row in entry.ended),
            "after_digest": digest_of(row["digest"] for _, row in entry.recorded),
            "prev_hash": self.head.hash,
        }
        chained["hash"] = command_hash(chained)
        self._commands.append(chained)
        self.head = Head(no=no, hash=chained["hash"], recorded_at=command["recorded_at"])

    async def write(self, connection: AsyncConnection) -> None:
        """Write the commands, then the endings, then the new rows: keys held by ended rows are free by then."""
        if self._commands:
            await connection.execute(insert(t.command), self._commands)
        for table, endings in self._endings.items():
            ending = update(table).where(table.c.row_id == bindparam("ended_row"))
            await connection.execute(ending.values(ended_no=bindparam("ended_by")), endings)
        for table, rows in self._recorded.items():
            await connection.execute(insert(table), rows)
        if self._commands:
            await announce(connection, self.head.no)


async def read_head(connection: AsyncConnection) -> Head:
    """The last command."""
    columns = t.command.c
    latest = select(columns.no, columns.hash, columns.recorded_at).order_by(columns.no.desc()).limit(1)
    row = (await connection.execute(latest)).one_or_none()
    return Head() if row is None else Head(no=row.no, hash=row.hash, recorded_at=row.recorded_at)


async def already_done(connection: AsyncConnection, requests: Sequence[UUID]) -> dict[UUID, Done]:
    """What was done before under these request ids."""
    columns = t.command.c
    rows = await connection.execute(
        select(
            columns.request_id, columns.no, columns.request_hash, columns.subject, columns.principal
        ).where(columns.request_id.in_(requests))
    )
    return {
        row.request_id: Done(
            no=row.no, request_hash=row.request_hash, subject=row.subject, principal=row.principal
        )
        for row in rows
    }
