"""From what does not hold to where: which column of which row, and what it held.

A digest cannot be read backwards, but contents can be tried: whatever gives the recorded digest is what was recorded.
"""

from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, LargeBinary, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.chain import command_hash, row_digest
from xiangmu.db.pages import decoding, pages
from xiangmu.db.proof.findings import (
    Cells,
    ChangedCommand,
    ChangedRow,
    Fault,
    Suspects,
    Touched,
    Unmatched,
    named,
)
from xiangmu.db.proof.streams import UNREADABLE, computed

TRIED = 50
"""Changed rows and commands for which contents are tried; of more, only the place is told."""
CONTENTS = 1000
"""Other contents of the same column that are tried."""
NEAR = 100
"""Whole numbers as near as that are tried."""
DAYS = 366
"""Days as near as that are tried."""
COMPARED = 500
"""Rows of one command among which a strange one is looked for."""
SAYS = {"after_digest": "所记", "before_digest": "所终止"}


async def locate(connection: AsyncConnection, suspects: Suspects) -> tuple[Fault, ...]:
    """Every suspicion as a fault, as near to its place as can be known."""
    found = Located(connection, suspects)
    await found.rows()
    await found.commands()
    await found.endings()
    found.leftovers()
    return (*suspects.faults, *found.faults)


class Located:
    """Takes suspicions away as they are explained."""

    def __init__(self, connection: AsyncConnection, suspects: Suspects) -> None:
        self._connection = connection
        self._suspects = suspects
        self._unmatched = list(suspects.unmatched)
        self._orphans = list(suspects.orphans)
        self._contents: dict[Column[Any], list[Any]] = {}
        self.faults: list[Fault] = []

    async def rows(self) -> None:
        """Rows that do not give their digests."""
        for place, changed in enumerate(self._suspects.rows):
            if not self._only_digest_changed(changed):
                column, was = await self._row(changed) if place < TRIED else ("", None)
                self.faults.append(_row_fault(changed, column, was))
                if column == "no":
                    self._moved(changed, was)

    async def commands(self) -> None:
        """Commands that do not give their hashes."""
        for place, changed in enumerate(self._suspects.commands):
            column, was = await self._command(changed) if place < TRIED else ("", None)
            self.faults.append(_command_fault(changed, column, was))
            if column in SAYS:
                self._unmatched = [
                    u for u in self._unmatched if (u.cells, u.column) != (changed.cells, column)
                ]

    async def endings(self) -> None:
        """Rows that were slipped in, ended or revived behind the ledger."""
        slipped_in: list[tuple[Unmatched, Touched]] = []
        for unmatched in self._unmatched[:TRIED]:
            if stranger := _stranger(unmatched):
                slipped_in.append((unmatched, stranger))
        for unmatched, stranger in slipped_in:
            self._unmatched.remove(unmatched)
            if unmatched.column == "after_digest":
                message = f"{stranger} 不是第 {unmatched.no} 号命令所记, 是后来添加的"
                self.faults.append(_fault(stranger, unmatched.no, message))
        ended = {stranger.row: (u.no, stranger) for u, stranger in slipped_in if u.column == "before_digest"}
        ended |= {o.touched.row: (o.no, o.touched) for o in self._orphans if o.column == "ended_no"}
        for was, touched in await self._once_ended([touched for _, touched in ended.values()]):
            now, _ = ended.pop(touched.row, (None, touched))
            self._orphans = [o for o in self._orphans if (o.column, o.touched) != ("ended_no", touched)]
            self.faults.append(_ending_fault(touched, was, now))
        still_orphaned = {o.touched.row for o in self._orphans}
        self.faults += (
            _ending_fault(touched, None, now)
            for now, touched in ended.values()
            if touched.row not in still_orphaned
        )

    def leftovers(self) -> None:
        """What nothing explains is told as it is."""
        for unmatched in self._unmatched:
            no, kind = unmatched.no, unmatched.cells["kind"]
            message = f"第 {no} 号命令({kind}){SAYS[unmatched.column]}的行有改动或缺失, 现存 {named(unmatched.found)}"
            self.faults.append(Fault(table=t.command.name, row=None, no=no, message=message))
        for orphan in self._orphans:
            message = f"{orphan.touched} 的 {orphan.column} 指向不存在的第 {orphan.no} 号命令"
            self.faults.append(_fault(orphan.touched, orphan.no, message, orphan.column))

    def _only_digest_changed(self, changed: ChangedRow) -> bool:
        """Whether the command confirms what the content gives; then everybody else meets the true digest."""
        given = {other.cells["row_id"]: other.computed for other in self._suspects.rows}

        def restored(touched: list[Touched]) -> list[Touched]:
            return [replace(one, digest=given.get(one.row, one.digest)) for one in touched]

        no = changed.cells["no"]
        if not any(
            u.fits(restored(u.found))
            for u in self._suspects.unmatched
            if (u.no, u.column) == (no, "after_digest")
        ):
            return False
        self._unmatched = [u for u in self._unmatched if not u.fits(restored(u.found))]
        self.faults.append(_row_fault(changed, "digest", changed.computed))
        return True

    def _moved(self, changed: ChangedRow, was: Any) -> None:
        """A row that another command recorded: both are explained by it."""
        row = changed.cells["row_id"]
        one = Touched(table=changed.table.name, row=row, digest=changed.cells["digest"])
        for unmatched in self._unmatched:
            if unmatched.column == "after_digest":
                others = [other for other in unmatched.found if other.row != row]
                unmatched.found = [*others, one] if unmatched.no == was else others
        self._unmatched = [u for u in self._unmatched if not u.fits(u.found)]
        self._orphans = [o for o in self._orphans if (o.column, o.touched.row) != ("no", row)]

    async def _row(self, changed: ChangedRow) -> tuple[str, Any]:
        recorders = [u.no for u in self._unmatched if u.column == "after_digest"]
        known = {"no": recorders}
        return await self._tried(
            changed.table, changed.cells, "digest", partial(row_digest, changed.table), known
        )

    async def _command(self, changed: ChangedCommand) -> tuple[str, Any]:
        known = {column: [content] for column, content in changed.known.items()}
        return await self._tried(t.command, changed.cells, "hash", command_hash, known)

    async def _tried(
        self,
        table: Table,
        cells: Cells,
        proof: str,
        digest: Callable[[Cells], str],
        known: Mapping[str, Iterable[Any]],
    ) -> tuple[str, Any]:
        """The column, and what it held, with which ``digest`` gives what stands in column ``proof``."""
        for column in table.columns:
            if column.name in (proof, "ended_no") or isinstance(column.type, LargeBinary):
                continue
            others = await self._others(column)
            for content in (*known.get(column.name, ()), *others, *_near(column, cells[column.name])):
                if computed(digest, {**cells, column.name: content}) == cells[proof]:
                    return column.name, content
        return "", None

    async def _others(self, column: Column[Any]) -> list[Any]:
        """Contents of the column in other rows."""
        if column not in self._contents:
            self._contents[column] = []
            if not isinstance(column.type, JSON):  # PostgreSQL does not compare it
                with suppress(*UNREADABLE), decoding():
                    distinct = select(column).distinct().limit(CONTENTS)
                    self._contents[column] = list(await self._connection.scalars(distinct))
        return self._contents[column]

    async def _once_ended(self, elsewhere: Collection[Touched]) -> list[tuple[int, Touched]]:
        """Rows that commands ended and that are live, or ended by others (``elsewhere``), today."""
        robbed = [u for u in self._unmatched if u.column == "before_digest"][:TRIED]
        found: list[tuple[int, Touched]] = []
        if robbed:
            for one in elsewhere:
                found += _returned(robbed, one)
            async for one in self._live():
                found += _returned(robbed, one)
                if not robbed:
                    break
        explained = {no for no, _ in found}
        self._unmatched = [u for u in self._unmatched if u.column != "before_digest" or u.no not in explained]
        return found

    async def _live(self) -> AsyncIterator[Touched]:
        for table in t.RECORDED:
            live = select(table.c.row_id, table.c.digest).where(table.c.ended_no.is_(None))
            async for page in pages(self._connection, live):
                for row, digest in page:
                    yield Touched(table=table.name, row=row, digest=digest)


def _returned(robbed: list[Unmatched], one: Touched) -> Iterator[tuple[int, Touched]]:
    """The command that ended the row, if one of them did; it is taken away."""
    for unmatched in robbed:
        if unmatched.fits([*unmatched.found, one]):
            robbed.remove(unmatched)
            yield unmatched.no, one
            return


def _stranger(unmatched: Unmatched) -> Touched | None:
    """The one row without which the others are what the command touched."""
    rows = unmatched.found[:COMPARED]
    without = ((one, [other for other in unmatched.found if other is not one]) for one in rows)
    return next((one for one, others in without if unmatched.fits(others)), None)


def _near(column: Column[Any], content: Any) -> Iterator[Any]:
    """Contents that somebody may have changed into this one."""
    if column.nullable:
        yield None
    match column.type, content:
        case Boolean(), bool():
            yield not content
        case Integer(), int():
            yield from (content + step * sign for step in range(1, NEAR + 1) for sign in (1, -1))
        case Date(), date():
            yield from (
                content + timedelta(days=step * sign) for step in range(1, DAYS + 1) for sign in (1, -1)
            )


def _row_fault(changed: ChangedRow, column: str, was: Any) -> Fault:
    row, no = changed.cells["row_id"], changed.cells["no"]
    told = f"{changed.table.name} 的行 {row} 与第 {no} 号命令记录时不同"
    message = told + (_was(column, was, changed.cells[column]) if column else "")
    return Fault(table=changed.table.name, row=row, no=no, message=message, column=column)


def _command_fault(changed: ChangedCommand, column: str, was: Any) -> Fault:
    no = changed.cells["no"]
    message = f"第 {no} 号命令的内容被改动" + (_was(column, was, changed.cells[column]) if column else "")
    return Fault(table=t.command.name, row=None, no=no, message=message, column=column)


def _ending_fault(touched: Touched, was: int | None, now: int | None) -> Fault:
    before = "未终止" if was is None else f"由第 {was} 号命令终止"
    after = "未终止" if now is None else f"由第 {now} 号命令终止"
    return _fault(touched, was or now, f"{touched} 原{before}, 现为{after}", "ended_no")


def _fault(touched: Touched, no: Any, message: str, column: str = "") -> Fault:
    return Fault(table=touched.table, row=touched.row, no=no, message=message, column=column)


def _was(column: str, was: Any, now: Any) -> str:
    return f": {column} 原为 {_shown(was)}, 现为 {_shown(now)}"


def _shown(content: Any) -> str:
    return "空" if content is None else str(content)
