"""SIGTERM while people write: what was begun is finished, nothing new begins, and the server leaves in time."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tests.faults.conftest import LONG
from tests.faults.desks import answers, at_work, desks, gone_home, intact, kept, unanswered
from tests.faults.server import Server
from tests.support.office import Office

pytestmark = pytest.mark.anyio
TIMES = 10 if LONG else 1
SECONDS = 20
"""A server with nothing but short requests is gone by then, busy machine or not."""


async def test_a_server_told_to_stop_finishes_what_it_began(
    office: Office, url: str, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    people = await desks(office, 8)
    longest = 0.0
    for _ in range(TIMES):
        with Server(url, tmp_path / "log") as server:
            async with server.client() as http:
                tasks = await at_work(http, people, 0.2)
                start = time.monotonic()
                server.terminate()
                await gone_home(tasks)
                with pytest.raises(httpx.TransportError):
                    await http.get("/livez")
            assert await asyncio.to_thread(server.wait, SECONDS) is not None
            longest = max(longest, time.monotonic() - start)
        # a request that was begun was answered: those without an answer had not reached anybody
        assert not unanswered(people) & await kept(office.database, people)
    await intact(office.database)
    tell(f"{TIMES} times, {answers(people)} acknowledged, 0 lost, gone after {longest:.1f} s at most")
