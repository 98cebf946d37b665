"""The only place that commits."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeAlias, TypeVar
from uuid import UUID

from sqlalchemy import Table, bindparam, insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.principals import Principal
from xiangmu.access.rights import Rights
from xiangmu.catalog import Catalog
from xiangmu.db import projection
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ledger import Done, Head, Pages, Row, already_done, read_head
from xiangmu.services.clock import Clock, business_day
from xiangmu.services.command import Command, Receipt, request_hash
from xiangmu.services.commands import handler_of
from xiangmu.services.plain import check_plain
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.services.rows import LiveRows
from xiangmu.services.work import Work

R = TypeVar("R")
Prepare: TypeAlias = Callable[[AsyncConnection, datetime], Awaitable[Sequence[Command]]]
MOST = 30_000
"""Commands in one batch; more would not fit the number of parameters of a statement."""
FEW = 100
"""What is carried out at once is no more."""


async def execute(
    database: Database, catalog: Catalog, commands: Sequence[Command], *, principal: Principal, clock: Clock
) -> tuple[Receipt, ...]:
    """Carry out ``commands`` in order, all or none, in one transaction; one receipt for each.

    A command whose request id was done before is not done again. Raises Refused with everything that is wrong,
    ValueError for a batch of more than ``MOST``.
    """
    _check(commands)
    async with database.writing() as connection:
        head = await read_head(connection)
        return await _record(connection, catalog, commands, principal, _moment(clock, head), head)


async def execute_prepared(
    database: Database, catalog: Catalog, prepare: Prepare, *, principal: Principal, clock: Clock
) -> tuple[Receipt, ...]:
    """As ``execute``, with commands that are worked out of the ledger in the transaction that records them.

    ``prepare`` is told the moment at which they are recorded. What it writes beside the ledger is written or not
    with them.
    """
    async with database.writing() as connection:
        head = await read_head(connection)
        now = _moment(clock, head)
        commands = await prepare(connection, now)
        _check(commands)
        return await _record(connection, catalog, commands, principal, now, head)


async def rehearse(
    connection: AsyncConnection,
    catalog: Catalog,
    commands: Sequence[Command],
    *,
    principal: Principal,
    now: datetime,
) -> tuple[tuple[Problem, ...], ...]:
    """What would be wrong with each of ``commands``, or what its author should know; nothing is recorded.

    One that is refused does not keep those after it from being looked at. Raises ValueError for more than ``MOST``.
    """
    _bounded(commands)
    malformed = [_malformed(command) for command in commands]
    sound = [command for command, wrong in zip(commands, malformed, strict=True) if not wrong]
    work = await _work(connection, catalog, sound, principal, now, await read_head(connection))
    return await asyncio.to_thread(
        lambda: tuple(
            wrong or _rehearsed(work, command) for command, wrong in zip(commands, malformed, strict=True)
        )
    )


def _malformed(command: Command) -> tuple[Problem, ...]:
    try:
        check_plain(command.data, command.reason)
    except Refused as refused:
        return refused.problems
    return ()


def _rehearsed(work: Work, command: Command) -> tuple[Problem, ...]:
    handler = handler_of(command.data)
    try:
        work.begin(command, handler.rule)
        handler.run(work, command.data)
        work.require()
    except Refused as refused:
        return refused.problems
    return work.warnings


async def _record(
    connection: AsyncConnection,
    catalog: Catalog,
    commands: Sequence[Command],
    principal: Principal,
    now: datetime,
    head: Head,
) -> tuple[Receipt, ...]:
    done = await already_done(connection, [command.request_id for command in commands])
    new = [command for command in commands if command.request_id not in done]
    work = await _work(connection, catalog, new, principal, now, head)
    pages = Pages(head)

    def carry_out() -> tuple[Receipt, ...]:
        return _each(commands, lambda command: _carry_out(work, pages, command, done))

    # of many, so that others are answered meanwhile
    receipts = await asyncio.to_thread(carry_out) if len(commands) > FEW else carry_out()
    await _write(connection, work, pages)
    return receipts


async def _work(
    connection: AsyncConnection,
    catalog: Catalog,
    commands: Sequence[Command],
    principal: Principal,
    now: datetime,
    head: Head,
) -> Work:
    """All that ``commands`` look at."""
    rows = await LiveRows.load(
        connection,
        (need for command in commands for need in command.data.needs()),
        Rights(principal, business_day(now)),
        {claim for command in commands for claim in handler_of(command.data).rule.claims},
    )
    return Work(catalog, principal, now, head.no, rows)


def _check(commands: Sequence[Command]) -> None:
    """Before anything of them reaches the database: not every text can be looked up there."""
    _bounded(commands)
    _each(commands, lambda command: check_plain(command.data, command.reason))


def _bounded(commands: Sequence[Command]) -> None:
    if len(commands) > MOST:
        raise ValueError(f"一批最多 {MOST} 条命令")


def _moment(clock: Clock, head: Head) -> datetime:
    """Now, in UTC as it is stored, and never before the last command."""
    now = clock().astimezone(UTC)
    return max(now, head.recorded_at) if head.recorded_at else now


def _each(commands: Sequence[Command], act: Callable[[Command], R]) -> tuple[R, ...]:
    """What ``act`` gives for every command. Raises Refused with the problems of all."""
    results: list[R] = []
    problems: list[Problem] = []
    for place, command in enumerate(commands):
        try:
            results.append(act(command))
        except Refused as refused:
            problems += (replace(problem, command=place) for problem in refused.problems)
    if problems:
        raise Refused(tuple(problems))
    return tuple(results)


def _carry_out(work: Work, pages: Pages, command: Command, done: dict[UUID, Done]) -> Receipt:
    handler = handler_of(command.data)
    requested = request_hash(command, handler.kind, work.principal.id)
    if earlier := done.get(command.request_id):
        if earlier.request_hash != requested:
            # whoever sent the other request: its place in the ledger is not theirs to know
            place = f"(第 {earlier.no} 号记录)" if earlier.principal == work.principal.id else ""
            message = f"请求编号 {command.request_id} 已用于另一内容{place}"
            raise Refused((Problem(path=("requestId",), code=Code.REQUEST_ID_REUSED, message=message),))
        return Receipt(no=earlier.no, subject=earlier.subject, replayed=True)
    work.begin(command, handler.rule)
    subject = str(handler.run(work, command.data))
    work.require()
    pages.add(
        {
            "recorded_at": work.now,
            "principal": work.recorded_for.id,
            "request_id": command.request_id,
            "request_hash": requested,
            "kind": handler.kind,
            "subject": subject,
            "reason": work.command.reason,
            "scope": work.scope,
        },
        work.entry,
    )
    done[command.request_id] = Done(
        no=work.no, request_hash=requested, subject=subject, principal=work.recorded_for.id
    )
    return Receipt(no=work.no, subject=subject, warnings=work.warnings)


async def _write(connection: AsyncConnection, work: Work, pages: Pages) -> None:
    if work.registered:
        await connection.execute(insert(t.project), list(work.registered.values()))
    await pages.write(connection)
    await projection.refresh(connection, work.touched)
    for table, rows in work.plain.items():
        await connection.execute(insert(table), rows)
    for (table, names), changes in _alike(work.changed).items():
        change = update(table).where(table.c.id == bindparam("row_of"))
        cells: dict[str, Any] = {name: bindparam(f"new_{name}") for name in names}
        await connection.execute(change.values(cells), changes)


def _alike(changed: Sequence[tuple[Table, Row]]) -> dict[tuple[Table, tuple[str, ...]], list[Row]]:
    """The changes of equal cells of a table together: each kind takes one statement."""
    alike: dict[tuple[Table, tuple[str, ...]], list[Row]] = defaultdict(list)
    for table, row in changed:
        names = tuple(name for name in row if name != "id")
        alike[table, names].append({"row_of": row["id"], **{f"new_{name}": row[name] for name in names}})
    return alike
