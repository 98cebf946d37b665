"""Several offices at one database at the same moment: threads, event loops and connections of their own."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier
from typing import TypeVar
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

from tests.support.city import CITY
from tests.support.office import APPROVER, Office, codes
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.services import maintenance
from xiangmu.services.command import Command
from xiangmu.services.conduct import PraiseRecord
from xiangmu.services.drafts import DraftApprove
from xiangmu.services.problems import Refused
from xiangmu.services.projects import ProjectChange

pytestmark = pytest.mark.anyio
WRITERS = 6
EACH = 15
V = TypeVar("V")


def praise(matter: str) -> PraiseRecord:
    given = {"jurisdiction": CITY, "unit": "town1", "on": date(2023, 5, 1), "source": "HIGHER_MEDIA"}
    return PraiseRecord.model_validate(given | {"matter": matter})


def together(office: Office, acts: Sequence[Callable[[Office], Awaitable[V]]]) -> list[V]:
    """What each of ``acts`` gives, begun at one moment, each in a thread with an office of its own."""
    url = office.database.engine.url.set(drivername=office.database.dialect).render_as_string(False)
    start = Barrier(len(acts))

    def alone(act: Callable[[Office], Awaitable[V]]) -> V:
        async def opened() -> V:
            database = Database.open(url)
            own = Office(database, office.catalog)
            own.now = office.now
            try:
                async with database.reading():
                    pass
                start.wait()
                return await act(own)
            finally:
                await database.dispose()

        return asyncio.run(opened())

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(alone, acts))


async def all_together(office: Office, *acts: Callable[[Office], Awaitable[V]]) -> list[V]:
    return await asyncio.to_thread(together, office, acts)


def refusal_of(act: Callable[[Office], Awaitable[object]]) -> Callable[[Office], Awaitable[list[str]]]:
    """The codes with which ``act`` is refused; none when it is not."""

    async def tried(office: Office) -> list[str]:
        try:
            await act(office)
        except Refused as refused:
            return [code for _, code in codes(refused.problems)]
        return []

    return tried


async def numbers(office: Office) -> list[int]:
    async with office.database.reading() as connection:
        return list(await connection.scalars(select(t.command.c.no).order_by(t.command.c.no)))


async def test_many_writers_leave_no_gap_and_lose_nothing(office: Office) -> None:
    async def enter(own: Office) -> list[int]:
        name = uuid4().hex
        return [(await own.do(praise(f"{name} {place}"))).no for place in range(EACH)]

    before = len(await numbers(office))
    given = await all_together(office, *[enter] * WRITERS)
    assert sorted(no for of_writer in given for no in of_writer) == list(
        range(before + 1, before + WRITERS * EACH + 1)
    )
    assert await numbers(office) == list(range(1, before + WRITERS * EACH + 1))
    assert await maintenance.verify(office.database) == ()


async def test_the_same_request_from_several_places_is_carried_out_once(office: Office) -> None:
    command = Command(request_id=uuid4(), data=praise("专版"))

    async def send(own: Office) -> tuple[int, bool]:
        [receipt] = await own.run([command])
        return receipt.no, receipt.replayed

    answers = await all_together(office, *[send] * WRITERS)
    assert len({no for no, _ in answers}) == 1
    assert Counter(replayed for _, replayed in answers) == {False: 1, True: WRITERS - 1}


async def test_other_content_under_the_same_request_id_is_refused_whoever_comes_first(office: Office) -> None:
    request = uuid4()

    def send(matter: str) -> Callable[[Office], Awaitable[list[str]]]:
        return refusal_of(lambda own: own.do(praise(matter), request_id=request))

    refusals = await all_together(office, *(send(f"{place}") for place in range(WRITERS)))
    assert Counter(map(tuple, refusals)) == {(): 1, ("REQUEST_ID_REUSED",): WRITERS - 1}


async def test_of_two_offices_that_draft_a_publication_one_wins(office: Office) -> None:
    refusals = await all_together(office, *[refusal_of(lambda own: own.draft())] * 2)
    assert sorted(refusals) == [[], ["CONFLICT"]]


async def test_of_two_who_publish_one_wins(office: Office) -> None:
    draft = await office.draft()
    office.pass_time(hours=2)

    async def approve(own: Office) -> object:
        return await own.do(DraftApprove(draft=draft), principal=APPROVER)

    refusals = await all_together(office, *[refusal_of(approve)] * 2)
    assert sorted(refusals) == [[], ["CONFLICT"]]
    async with office.database.reading() as connection:
        assert len(list(await connection.scalars(select(t.publication.c.number)))) == 1


async def test_of_two_who_change_a_project_one_wins(office: Office) -> None:
    project: UUID = await office.project()
    change = ProjectChange(project=project, version=1, effective=date(2023, 5, 1), place="城东")
    refusals = await all_together(office, *[refusal_of(lambda own: own.do(change))] * 2)
    assert sorted(refusals) == [[], ["CONFLICT"]]
