"""Budgets hold across processes, and asking costs the database next to nothing."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, func, select

from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.services import budgets
from xiangmu.services.budgets import SLICES, Budgets, ExhaustedError

pytestmark = pytest.mark.anyio
MIDDAY = datetime(2023, 7, 1, 4, tzinfo=UTC)
BUDGET = 1_000
SLICE = BUDGET // SLICES


class Time:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = MIDDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def time() -> Time:
    """Midday, where a period of a minute begins."""
    return Time()


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """What is asked of the database meanwhile, without the beginnings of transactions."""
    made: list[str] = []

    def note(_: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith("BEGIN"):
            made.append(statement)

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield made
    event.remove(engine, "before_cursor_execute", note)


async def spent(database: Database) -> int:
    async with database.reading() as connection:
        return int(await connection.scalar(select(func.coalesce(func.sum(t.budget_use.c.spent), 0))) or 0)


async def spend_all(process: Budgets, cost: int, most: int = 10_000) -> int:
    """How often one can spend that."""
    for times in range(most):
        try:
            await process.spend("a", BUDGET, cost)
        except ExhaustedError:
            return times
    return most


async def test_a_budget_is_what_can_be_spent_in_a_period(database: Database, time: Time) -> None:
    process = Budgets(database, time, 60)
    assert process.balance("a", BUDGET).remaining == BUDGET
    assert await spend_all(process, 30) == 33
    balance = process.balance("a", BUDGET)
    assert (balance.remaining, balance.resets_at) == (10, MIDDAY + timedelta(seconds=60))
    await process.spend("a", BUDGET, 10)
    assert process.balance("a", BUDGET).remaining == 0
    await process.spend("b", BUDGET, 30)
    time.now += timedelta(seconds=60)
    assert process.balance("a", BUDGET).remaining == BUDGET


async def test_several_processes_share_it_but_for_a_slice_each(database: Database, time: Time) -> None:
    processes = [Budgets(database, time, 60) for _ in range(4)]
    done = sum(await asyncio.gather(*(spend_all(process, 10) for process in processes)))
    assert BUDGET <= done * 10 <= BUDGET + (len(processes) - 1) * SLICE
    for process in processes:
        await process.settle()
    assert await spent(database) == done * 10


async def test_one_after_the_other_they_share_it_to_the_last_unit(database: Database, time: Time) -> None:
    first, second = Budgets(database, time, 60), Budgets(database, time, 60)
    for _ in range(60):
        await first.spend("a", BUDGET, 10)
    await first.settle()
    assert await spend_all(second, 10) in range(40, 40 + SLICE // 10 + 1)


async def test_most_requests_ask_nothing_of_the_database(database: Database, time: Time) -> None:
    process = Budgets(database, time, 60)
    with statements(database) as made:
        assert await spend_all(process, 1) == BUDGET
        asked = len(made)
        assert asked <= SLICES + 2  # one for each slice, one to forget the period before
        for _ in range(1_000):
            with pytest.raises(ExhaustedError):
                await process.spend("a", BUDGET, 1)
        assert len(made) == asked, "who has nothing left costs nothing"


async def test_many_at_once_are_told_in_one_statement(database: Database, time: Time) -> None:
    process = Budgets(database, time, 60)
    for number in range(200):
        await process.spend(f"address {number}", BUDGET, 1)
    with statements(database) as made:
        await process.settle()
    assert len(made) == 2
    assert await spent(database) == 200


async def test_what_was_spent_in_earlier_periods_is_forgotten(database: Database, time: Time) -> None:
    process = Budgets(database, time, 60)
    await process.spend("a", BUDGET, 10)
    await process.settle()
    time.now += timedelta(minutes=5)
    await process.spend("a", BUDGET, 7)
    await process.settle()
    assert await spent(database) == 7


async def test_a_writer_that_takes_long_keeps_nobody_waiting_for_long(
    database: Database, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "PATIENCE", 0.01)
    process = Budgets(database, time, 60)
    async with database.writing():
        assert await spend_all(process, 10) == BUDGET // 10
    await process.settle()
    await process.settle()
    assert await spent(database) == BUDGET


async def test_without_the_database_each_process_goes_on_counting(time: Time) -> None:
    nowhere = Database.open("postgresql://127.0.0.1:1/none")
    assert await spend_all(Budgets(nowhere, time, 60), 10) == BUDGET // 10
    await nowhere.dispose()


async def test_keys_without_number_do_not_fill_the_memory(
    database: Database, time: Time, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budgets, "MOST_KEYS", 3)
    process = Budgets(database, time, 60)
    for number in range(6):
        await process.spend(f"address {number}", BUDGET, 10)
    assert process.balance("address 2", BUDGET).remaining == BUDGET - 10
    assert process.balance("address 5", BUDGET).remaining == BUDGET - 30
