"""Whoever changes the database without the program, triggers and foreign keys switched off, is found out."""

import random
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import (
    JSON,
    URL,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    Table,
    Uuid,
    delete,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from tests.support import city
from tests.support.databases import copied
from tests.support.ledger import as_uuid, disarm, ignore_references, invent_rows
from tests.support.office import Office
from tests.support.scene import play_everything
from xiangmu.db import tables as t
from xiangmu.db.chain import row_digest
from xiangmu.db.columns import UtcDateTime
from xiangmu.db.proof.findings import Fault
from xiangmu.db.proof.locating import DAYS, NEAR
from xiangmu.db.verify import examine

pytestmark = pytest.mark.anyio
AT_ONCE = 25
"""Tables tampered with before one examination: there are commands enough to have each change stand alone."""
SOME_TABLES = [t.RECORDED[start : start + AT_ONCE] for start in range(0, len(t.RECORDED), AT_ONCE)]
EVERY_FAULT = 10_000


class Undone(Exception):  # noqa: N818  # no error, only the way out of a transaction
    """Nothing that was done stays."""


class Intruder:
    """Somebody at the database file."""

    def __init__(self, office: Office) -> None:
        self._office = office

    @asynccontextmanager
    async def at_work(self) -> AsyncIterator[AsyncConnection]:
        """A connection that nothing hinders; afterwards all is as it was."""
        try:
            async with self._office.database.writing() as connection:
                await ignore_references(connection)
                yield connection
                raise Undone
        except Undone:
            pass


@pytest.fixture(scope="module")
async def intruder(template: Path | URL, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Intruder]:
    """At a ledger in which every table holds rows."""
    async with copied(template, tmp_path_factory.mktemp("tampering") / "ledger.db") as database:
        office = Office(database, city.catalog())
        await office.open()
        await play_everything(office)
        await invent_rows(office)
        async with database.writing() as connection:
            await disarm(connection, *t.APPEND_ONLY)
        yield Intruder(office)


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    """For the whole module, as its ledger is."""
    return "asyncio"


def other(column: Column[Any], content: Any) -> Any:
    """Some other content, of the kind that the column holds."""
    match column.type:
        case Uuid():
            return uuid4()
        case Boolean():
            return not content
        case Integer():
            return (content or 0) + random.choice((1, -1)) * random.randint(1, NEAR)
        case Date():
            return (content or date(2023, 5, 1)) + timedelta(days=random.randint(1, DAYS))
        case UtcDateTime():
            return (content or datetime(2023, 5, 1, tzinfo=UTC)) + timedelta(
                microseconds=random.randint(1, 10**12)
            )
        case JSON():
            return {"改": random.random()}
        case LargeBinary():
            place = random.randrange(len(content))
            return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]
        case _:
            return f"{content or ''}改"


def told(column: Column[Any], content: Any) -> bool:
    """Whether the column must be named, because what it held can be found out."""
    if column.name in ("digest", "ended_no", "no") or isinstance(column.type, LargeBinary | Boolean):
        return True
    return content is not None and isinstance(column.type, Integer | Date)


async def some_row(connection: AsyncConnection, table: Table) -> dict[str, Any]:
    rows = (await connection.execute(select(table))).mappings().all()
    return dict(random.choice(rows))


async def numbers(connection: AsyncConnection) -> list[int]:
    found = list(await connection.scalars(select(t.command.c.no)))
    random.shuffle(found)
    return found


async def change(
    connection: AsyncConnection, column: Column[Any], touched: set[int]
) -> tuple[Column[Any], UUID, bool] | None:
    """Change one cell of a row of commands not touched yet, if there is one: where, and whether it must be told."""
    table = column.table
    rows = (await connection.execute(select(table))).mappings().all()
    untouched = [row for row in rows if not touched & {row["no"], row["ended_no"]}]
    if not untouched:
        return None
    row = random.choice(untouched)
    content = row[column.name]
    touched |= {row["no"], row["ended_no"]} - {None}
    if column.name in ("no", "ended_no"):
        new = next(no for no in await numbers(connection) if no not in touched)
        touched.add(new)
    else:
        new = other(column, content)
    here = update(table).where(table.c.row_id == row["row_id"])
    await connection.execute(here.values({column.name: new}))
    return column, as_uuid(new if column.name == "row_id" else row["row_id"]), told(column, content)


async def test_nothing_is_found_where_nobody_was(intruder: Intruder) -> None:
    async with intruder.at_work() as connection:
        assert (await examine(connection, most=1_000)).faults == ()


@pytest.mark.parametrize("place", range(max(len(table.columns) for table in t.RECORDED)))
async def test_a_changed_cell_of_any_recorded_table_is_found_with_its_row_and_column(
    intruder: Intruder, place: int
) -> None:
    columns = [table.columns[place] for table in t.RECORDED if place < len(table.columns)]
    for start in range(0, len(columns), AT_ONCE):
        touched: set[int] = set()
        async with intruder.at_work() as connection:
            tried = [await change(connection, column, touched) for column in columns[start : start + AT_ONCE]]
            faults = (await examine(connection, most=1_000)).faults
        found = {(fault.table, as_uuid(fault.row)): fault for fault in faults if fault.row}
        changed = list(filter(None, tried))
        assert len(changed) > len(tried) / 2
        for column, row_id, must_be_told in changed:
            fault = found.get((column.table.name, row_id))
            assert fault, f"{column}: {faults}"
            assert fault.column == column.name or not must_be_told, f"{column}: {faults}"


@pytest.mark.parametrize("column", t.command.columns.keys())
async def test_a_changed_cell_of_a_command_is_found(intruder: Intruder, column: str) -> None:
    async with intruder.at_work() as connection:
        last = max(await numbers(connection))
        row = await some_row(connection, t.command)
        new = last + 5 if column == "no" else other(t.command.c[column], row[column])
        await connection.execute(update(t.command).where(t.command.c.no == row["no"]).values({column: new}))
        faults = (await examine(connection, most=1_000)).faults
    of_command = {fault.no: fault for fault in faults if fault.table == "command"}
    fault = of_command[new if column == "no" else row["no"]]
    if column in ("prev_hash", "before_digest", "after_digest", "hash"):
        assert fault.column == column or row["no"] == last
    if column not in ("no", "hash", "kind", "subject"):
        assert len(faults) == 1


async def test_a_deleted_row_of_any_recorded_table_is_found_by_its_command(intruder: Intruder) -> None:
    async with intruder.at_work() as connection:
        recorders = set()
        for table in t.RECORDED:
            row = await some_row(connection, table)
            await connection.execute(delete(table).where(table.c.row_id == row["row_id"]))
            recorders.add(row["no"])
        faults = (await examine(connection, most=1_000)).faults
    assert recorders <= {fault.no for fault in faults if fault.table == "command"}


@pytest.mark.parametrize("tables", SOME_TABLES)
async def test_a_row_slipped_into_any_recorded_table_is_found_even_with_a_digest_of_its_own(
    intruder: Intruder, tables: Sequence[Table]
) -> None:
    async with intruder.at_work() as connection:
        nobodys = await numbers(connection)
        slipped_in = set()
        for table in tables:
            row = await some_row(connection, table)
            row |= {"row_id": uuid4(), "ended_no": None, "no": nobodys.pop()}
            await connection.execute(insert(table).values({**row, "digest": row_digest(table, row)}))
            slipped_in.add((table.name, row["row_id"], row["no"]))
        faults = (await examine(connection, most=1_000)).faults
    assert slipped_in <= {(fault.table, fault.row, fault.no) for fault in faults}


@pytest.mark.parametrize("tables", SOME_TABLES)
@pytest.mark.parametrize("ended", [True, False], ids=["revived", "ended"])
async def test_an_ending_that_no_command_made_or_that_is_gone_is_found(
    intruder: Intruder, ended: bool, tables: Sequence[Table]
) -> None:
    async with intruder.at_work() as connection:
        nobodys = await numbers(connection)
        changed: dict[int, tuple[str, UUID, int, str]] = {}
        for table in tables:
            condition = table.c.ended_no.is_not(None) if ended else table.c.ended_no.is_(None)
            rows = await connection.execute(select(table.c.row_id, table.c.ended_no).where(condition))
            # of several rows of one command it is told only that some of them are not as they were
            for row, was in [(row, was) for row, was in rows.all() if was not in changed][:1]:
                no = was or nobodys.pop()
                here = update(table).where(table.c.row_id == row)
                await connection.execute(here.values(ended_no=None if ended else no))
                changed[no] = (table.name, row, no, "ended_no")
        faults = (await examine(connection, most=1_000)).faults
    assert changed
    assert set(changed.values()) <= {(fault.table, fault.row, fault.no, fault.column) for fault in faults}


async def test_a_deleted_command_and_its_rows_are_found(intruder: Intruder) -> None:
    async with intruder.at_work() as connection:
        no = random.randrange(1, max(await numbers(connection)))
        await connection.execute(delete(t.command).where(t.command.c.no == no))
        faults = (await examine(connection, most=1_000)).faults
    assert Fault(table="command", row=None, no=no, message=f"第 {no} 号命令缺失") in faults


async def test_commands_in_another_order_are_found(intruder: Intruder) -> None:
    async with intruder.at_work() as connection:
        first, second = sorted(random.sample(await numbers(connection), 2))
        for old, new in ((first, -1), (second, first), (-1, second)):
            await connection.execute(update(t.command).where(t.command.c.no == old).values(no=new))
        faults = (await examine(connection, most=1_000)).faults
    assert {first, second} <= {fault.no for fault in faults if fault.table == "command"}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM person WHERE erased_no IS NULL", "所登记的 person"),
        ("UPDATE person SET name = '某某' WHERE erased_no IS NOT NULL", "号命令抹去, 却仍有内容"),
        (
            "UPDATE person SET erased_no = 1, name = NULL, phone = NULL WHERE erased_no IS NULL",
            "按账本应为 空",
        ),
        ("UPDATE person SET erased_no = NULL WHERE erased_no IS NOT NULL", "的 erased_no 为 空, 按账本应为"),
        ("UPDATE ballot_box SET attitude = attitude - 100", "的票箱与计入的选票不符"),
        ("DELETE FROM ballot_box", "的票箱与计入的选票不符"),
        ("UPDATE project SET stage = 'STARTED', name = '另一厂'", "的 stage、name 与其事实不符"),
        ("DELETE FROM project", "的 id 与其事实不符"),
    ],
)
async def test_what_stands_beside_the_chain_is_held_against_it(
    intruder: Intruder, change: str, told: str
) -> None:
    async with intruder.at_work() as connection:
        await connection.execute(text(change))
        messages = [fault.message for fault in (await examine(connection, most=1_000)).faults]
    assert any(told in message for message in messages), messages


async def test_somebody_whom_no_command_registered_is_found(intruder: Intruder) -> None:
    async with intruder.at_work() as connection:
        stranger = {"id": uuid4(), "jurisdiction": city.CITY, "name": "某某", "phone": "", "no": 1}
        await connection.execute(insert(t.person).values(stranger))
        [fault] = (await examine(connection, most=1_000)).faults
    assert (fault.table, fault.row) == ("person", stranger["id"])


async def test_a_closed_box_with_more_ballots_than_tokens_spent_is_found(intruder: Intruder) -> None:
    async with intruder.at_work() as connection:
        # as if the survey had not been closed, and somebody had stuffed the box
        await connection.execute(update(t.survey).values(closed_on=None))
        row = await some_row(connection, t.ballot_box)
        for _ in range(2):
            await connection.execute(insert(t.ballot_box).values(row | {"id": uuid4()}))
        messages = [fault.message for fault in (await examine(connection, most=1_000)).faults]
    assert any("票多于券" in message for message in messages), messages
