"""Figures kept for the next who asks: worked out once, forgotten when there are too many, never wrong."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from tests.support.city import POLICY
from tests.support.office import Office
from xiangmu.api.figures import FigureCache
from xiangmu.plugin.periods import Period
from xiangmu.services.results import Question

pytestmark = pytest.mark.anyio
QUESTION = Question(
    policy=POLICY, period=Period.quarter(2023, 2), as_of=date(2023, 6, 30), known_no=2, include_claimed=None
)


class Reads:
    """Counts how often projects are read."""

    def __init__(self, office: Office) -> None:
        self.count = 0
        event.listen(office.database.engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, _: Any, __: Any, statement: str, *___: Any) -> None:
        self.count += "FROM project_version" in statement


async def test_the_same_question_is_worked_out_once_even_when_asked_at_once(office: Office) -> None:
    reads, cache = Reads(office), FigureCache(office.catalog, office.database)
    first, second = await asyncio.gather(cache.answer(QUESTION), cache.answer(QUESTION))
    assert first is second
    assert await cache.answer(QUESTION) is first
    assert reads.count == 1


@pytest.mark.parametrize(
    "other",
    [
        {"known_no": 1},
        {"as_of": date(2023, 6, 29)},
        {"include_claimed": True},
        {"period": Period.quarter(2023, 1)},
    ],
)
async def test_another_question_has_another_answer(office: Office, other: dict[str, Any]) -> None:
    cache = FigureCache(office.catalog, office.database)
    first = await cache.answer(QUESTION)
    assert await cache.answer(replace(QUESTION, **other)) is not first


async def test_what_was_not_asked_for_longest_is_forgotten_first(office: Office) -> None:
    reads = Reads(office)
    cache = FigureCache(office.catalog, office.database, most_projects=1_000)
    one, two, three = (replace(QUESTION, as_of=date(2023, 6, day)) for day in (1, 2, 3))
    for question in (one, two, one, three):
        await cache.answer(question)
    assert reads.count == 3
    await cache.answer(one)
    assert reads.count == 3
    await cache.answer(two)
    assert reads.count == 4


async def test_who_gives_up_does_not_take_the_answer_from_others(office: Office) -> None:
    cache = FigureCache(office.catalog, office.database)
    impatient = asyncio.create_task(cache.answer(QUESTION))
    patient = asyncio.create_task(cache.answer(QUESTION))
    await asyncio.sleep(0)
    impatient.cancel()
    assert (await patient).question == QUESTION
    assert impatient.cancelled()


async def test_a_question_that_failed_is_worked_out_anew(office: Office) -> None:
    cache = FigureCache(office.catalog, office.database)
    unknown = replace(QUESTION, policy="x")
    for _ in range(2):
        with pytest.raises(KeyError):
            await cache.answer(unknown)


async def test_when_nobody_waits_any_longer_nothing_is_worked_out(office: Office) -> None:
    reads, cache = Reads(office), FigureCache(office.catalog, office.database)
    impatient = [asyncio.create_task(cache.answer(QUESTION)) for _ in range(2)]
    await asyncio.sleep(0)
    for one in impatient:
        one.cancel()
    await asyncio.wait(impatient)
    assert reads.count == 0
    assert (await cache.answer(QUESTION)).question == QUESTION
    assert reads.count == 1


async def test_who_asks_just_when_the_last_one_gave_up_is_answered(office: Office) -> None:
    cache = FigureCache(office.catalog, office.database)
    impatient = asyncio.create_task(cache.answer(QUESTION))
    await asyncio.sleep(0)
    impatient.cancel()
    await asyncio.sleep(0)
    assert (await cache.answer(QUESTION)).question == QUESTION
