"""The chain of commands, each with the rows that it recorded and ended."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.chain import GENESIS, command_hash, digest_of
from xiangmu.db.ledger import Head
from xiangmu.db.proof.findings import Cells, ChangedCommand, Fault, Orphan, Suspects, Touched, Unmatched
from xiangmu.db.proof.streams import InOrder, computed, readable

SIDES = {"after_digest": "no", "before_digest": "ended_no"}
"""Which rows a digest of a command covers: those that name the command in this column."""


class Chain:
    """Follows the chain from its beginning; feed it every command in order."""

    def __init__(self, suspects: Suspects) -> None:
        self._suspects = suspects
        self._last: Cells = {"no": 0, "hash": GENESIS, "recorded_at": None}
        self._changed: ChangedCommand | None = None
        self.count = 0

    @property
    def head(self) -> Head:
        """The last command so far."""
        last = self._last
        recorded_at: datetime | None = last["recorded_at"]
        return Head(no=last["no"], hash=last["hash"], recorded_at=recorded_at)

    def follow(self, cells: Cells, touched: Mapping[str, list[Touched]]) -> None:
        """The next command, with the rows that each of its digests covers."""
        found = {column: digest_of(one.digest for one in rows) for column, rows in touched.items()}
        given = computed(command_hash, cells)
        intact = given == cells["hash"]
        self._suspects.faults += self._place(cells, intact)
        self._changed = None
        if not intact:
            known = {"prev_hash": self._last["hash"], **found}
            self._changed = ChangedCommand(cells=cells, computed=given, known=known)
            self._suspects.commands.append(self._changed)
        for column, rows in touched.items():
            if found[column] != cells[column]:
                self._suspects.unmatched.append(Unmatched(cells=cells, column=column, found=rows))
        self._last = cells
        self.count += 1

    def _place(self, cells: Cells, intact: bool) -> Iterator[Fault]:
        """What is wrong with where the command stands."""
        no, last = cells["no"], self._last
        between = range(last["no"] + 1, no)
        if between:
            if not self._suspects.unreadable.intersection(between):
                which = f"{between[0]} 号" if len(between) == 1 else f"{between[0]} 至 {between[-1]} 号"
                yield _fault(between[0], f"第 {which}命令缺失")
        elif self._changed and cells["prev_hash"] == self._changed.computed:
            # what the next one saw is what the content gives: only the hash itself was changed
            self._suspects.commands.remove(self._changed)
            yield _fault(
                last["no"], f"第 {last['no']} 号命令的 hash 被改动, 原为 {self._changed.computed}", "hash"
            )
        elif intact and cells["prev_hash"] != last["hash"]:
            yield _fault(no, f"第 {no} 号命令与前一号不相连: 第 {last['no']} 号或更早的曾被整条重写")
        trusted = intact and not self._changed
        if trusted and last["recorded_at"] and cells["recorded_at"] < last["recorded_at"]:
            yield _fault(no, f"第 {no} 号命令的时间早于前一号", "recorded_at")


async def examine_commands(connection: AsyncConnection, suspects: Suspects) -> Chain:
    """Follow the whole chain, or until there is enough to tell."""
    chain = Chain(suspects)
    by_column = {column: InOrder(connection, names) for column, names in SIDES.items()}
    try:
        async for cells in readable(connection, t.command, suspects):
            touched: dict[str, list[Touched]] = {}
            for column, rows in by_column.items():
                upto = await rows.upto(cells["no"])
                touched[column] = [one for no, one in upto if no == cells["no"]]
                suspects.orphans += (
                    Orphan(no=no, column=SIDES[column], touched=one)
                    for no, one in upto
                    if no != cells["no"] and no not in suspects.unreadable
                )
            chain.follow(cells, touched)
            if suspects.enough:
                return chain
        for column, rows in by_column.items():
            async for no, one in rows.rest():
                suspects.orphans.append(Orphan(no=no, column=SIDES[column], touched=one))
                if suspects.enough:
                    return chain
    finally:
        for rows in by_column.values():
            await rows.close()
    return chain


def _fault(no: Any, message: str, column: str = "") -> Fault:
    return Fault(table=t.command.name, row=None, no=no, message=message, column=column)
