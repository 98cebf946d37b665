"""Which command last shaped each occurrence: what its number of revisions and its stamp in a calendar follow."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Select, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.listed import among
from xiangmu.services.agenda.entry import Entry
from xiangmu.services.rhythm import Due

FULFILLING: tuple[Table, ...] = (t.report, t.meeting, t.activity, t.bulletin)
"""Where what fulfils an occurrence is recorded."""


async def shaped(connection: AsyncConnection, entries: Sequence[Entry]) -> list[Entry]:
    """``entries`` with the numbers of occurrences: a fixed number of statements."""
    dues = [entry.occurrence for entry in entries if entry.occurrence]
    if not dues:
        return list(entries)
    shaping = await _read(connection, entries, dues)
    nos = [shaping.no(entry) for entry in entries]
    at = await _recorded(connection, nos)
    return [
        replace(entry, no=no, recorded_at=at.get(no)) if entry.occurrence else entry
        for entry, no in zip(entries, nos, strict=True)
    ]


class _Shaping:
    def __init__(self) -> None:
        self.enabled: dict[str, int] = {}
        self.days: dict[tuple[str, date], int] = {}
        self.waived: dict[tuple[str, str, date, UUID | None], int] = {}
        self.done: dict[UUID, int] = defaultdict(int)
        """By what fulfilled it."""

    def no(self, entry: Entry) -> int:
        """The greatest number that has to do with the entry."""
        if entry.occurrence is None:
            return entry.no
        one = entry.occurrence.occurrence
        printed, aimed = one.slot.due.date(), one.effective.due.date()
        first, last = min(printed, aimed), max(printed, aimed)
        between = (first + timedelta(days=day) for day in range((last - first).days + 1))
        units = {None, entry.unit.id if entry.unit else None}
        return max(
            self.enabled.get(entry.policy, 0),
            *(self.days.get((entry.jurisdiction, day), 0) for day in between),
            *(self.waived.get((entry.policy, one.obligation.key, printed, unit), 0) for unit in units),
            *(self.done[fact] for fact in _facts(entry.occurrence)),
            0,
        )


def _facts(due: Due) -> set[UUID]:
    return {*(report.id for report in due.reports), *([UUID(due.by)] if due.by else [])}


async def _read(connection: AsyncConnection, entries: Sequence[Entry], dues: Iterable[Due]) -> _Shaping:
    found = _Shaping()
    policies = sorted({entry.policy for entry in entries if entry.occurrence})
    places = sorted({entry.jurisdiction for entry in entries if entry.occurrence})
    c, w, d = t.enabled_policy.c, t.occurrence_waiver.c, t.workday_decision.c
    by_policy = select(c.policy, func.max(c.no)).where(_live(t.enabled_policy), among(c.policy, policies))
    found.enabled = {row[0]: row[1] for row in await connection.execute(by_policy.group_by(c.policy))}
    decided = select(d.jurisdiction, d.day, d.no).where(
        _live(t.workday_decision), among(d.jurisdiction, places)
    )
    found.days = {(row[0], row[1]): row[2] for row in await connection.execute(decided)}
    waived = select(w.policy, w.obligation, w.due, w.unit_id, w.no)
    waived = waived.where(_live(t.occurrence_waiver), among(w.policy, policies))
    found.waived = {tuple(row)[:4]: row.no for row in await connection.execute(waived)}
    facts = sorted({fact for due in dues for fact in _facts(due)})
    for table in FULFILLING:
        await _note(connection, found, _nos(table, table.c.fact_id, facts))
    await _note(connection, found, _nos(t.report_return, t.report_return.c.report_id, facts))
    return found


def _live(table: Table) -> Any:
    return table.c.ended_no.is_(None)


def _nos(table: Table, fact: Any, facts: Sequence[UUID]) -> Select[Any]:
    return select(fact, table.c.no).where(_live(table), among(fact, facts))


async def _note(connection: AsyncConnection, found: _Shaping, statement: Select[Any]) -> None:
    for fact, no in await connection.execute(statement):
        found.done[fact] = max(found.done[fact], no)


async def _recorded(connection: AsyncConnection, nos: Iterable[int]) -> Mapping[int, datetime]:
    c = t.command.c
    rows = await connection.execute(select(c.no, c.recorded_at).where(among(c.no, sorted({*nos} - {0}))))
    return {row.no: row.recorded_at for row in rows}
