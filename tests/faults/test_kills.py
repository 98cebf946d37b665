"""Killed in the middle of writing: what was acknowledged is kept, nothing is kept by halves."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.conftest import LONG
from tests.faults.desks import answers, at_work, desks, gone_home, intact, kept, unanswered
from tests.faults.server import Server
from tests.support.office import Office

pytestmark = pytest.mark.anyio
KILLS = 110 if LONG else 5
PEOPLE = 6
EXAMINED_EVERY = 20


async def test_a_killed_server_keeps_what_it_acknowledged(
    office: Office, url: str, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    people = await desks(office, PEOPLE)
    recorded = absent = 0
    for kill in range(1, KILLS + 1):
        with Server(url, tmp_path / "log") as server:
            async with server.client() as http:
                tasks = await at_work(http, people, random.uniform(0, 0.3))
                server.kill()
                await gone_home(tasks)
        on_record = await kept(office.database, people)
        recorded += len(unanswered(people) & on_record)
        absent += len(unanswered(people) - on_record)
        if kill % EXAMINED_EVERY == 0:
            await intact(office.database)
    # sent again until acknowledged, each is there once
    with Server(url, tmp_path / "log") as server:
        async with server.client() as http:
            for desk in people:
                await desk.enter(http)
    await kept(office.database, people)
    await intact(office.database)
    acknowledged = answers(people)
    assert acknowledged > KILLS
    tell(
        f"{KILLS} kills, {acknowledged} acknowledged, 0 lost; of requests without an answer "
        f"{recorded} were recorded, {absent} were not, none by halves"
    )
