"""People who enter one thing after another, and send each again until it is acknowledged."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta
from itertools import count
from secrets import token_hex
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select

from tests.support.city import CITY
from tests.support.office import Office
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.verify import verify

MUTATION = """mutation ($input: %sInput!) { it: %s(input: $input) { no errors { code message } } }"""
FIRST_DAY = date(2023, 1, 15)
GOING_HOME = 120
"""Seconds after which whoever is still at work would never stop."""


class Refusal(Exception):  # noqa: N818  # an answer, not a fault of the program
    """The server answered that it cannot: ``code`` and the status say why."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(f"{status} {code}")
        self.status = status
        self.code = code


class Desk:
    """Enters praise, meetings on its project, and changes of it: commands of one row, of two, and with an ending."""

    def __init__(self, project: UUID, *, padded: bool = False) -> None:
        self._padded = padded
        self._project = f"prj_{project.hex}"
        self._numbers = count(1)
        self._pending: tuple[str, dict[str, Any]] | None = None
        self.acknowledged: dict[UUID, int] = {}
        self.answered = asyncio.Event()
        self.dismissed = False

    @property
    def unanswered(self) -> set[UUID]:
        """The request that is to be sent again, if there is one."""
        return {UUID(self._pending[1]["requestId"])} if self._pending else set()

    async def work(self, http: httpx.AsyncClient) -> None:
        """Enter until dismissed, or until the server goes away: raises httpx.TransportError or Refusal."""
        while not self.dismissed:
            await self.enter(http)

    async def enter(self, http: httpx.AsyncClient) -> None:
        """Send what is pending, or else something new."""
        if self._pending is None:
            self._pending = self._next()
        name, given = self._pending
        self.acknowledged[UUID(given["requestId"])] = await send(http, name, given)
        self._pending = None
        self.answered.set()

    def _next(self) -> tuple[str, dict[str, Any]]:
        number = next(self._numbers)
        # what does not compress, so that it takes room
        reason = token_hex(900) if self._padded else f"第 {number} 件"
        given: dict[str, Any] = {"requestId": str(uuid4()), "reason": reason}
        of_unit = {"jurisdiction": CITY, "unit": "town1", "on": "2023-05-01"}
        match number % 3:
            case 0:
                matter = f"{self._project} {number}"
                return "praiseRecord", given | of_unit | {"source": "HIGHER_MEDIA", "matter": matter}
            case 1:
                meeting = {
                    "kind": "ON_SITE",
                    "chair": "MAIN_LEADER",
                    "solved": True,
                    "projects": [self._project],
                }
                return "meetingRecord", given | of_unit | meeting
            case _:
                changes = number // 3 + 1
                changed = {"version": changes, "effective": str(FIRST_DAY + timedelta(days=changes % 700))}
                return "projectChange", given | changed | {
                    "project": self._project,
                    "place": f"{number} 号地块",
                }


async def send(http: httpx.AsyncClient, name: str, given: dict[str, Any]) -> int:
    """The number under which the ledger keeps the command. Raises httpx.TransportError, Refusal."""
    query = MUTATION % (name[0].upper() + name[1:], name)
    response = await http.post("/graphql", json={"query": query, "variables": {"input": given}})
    body = response.json()
    if "errors" in body:
        raise Refusal(response.status_code, body["errors"][0]["extensions"]["code"])
    payload = body["data"]["it"]
    assert payload["errors"] == [], payload
    number: int = payload["no"]
    return number


async def desks(office: Office, many: int, *, padded: bool = False) -> list[Desk]:
    """So many desks, with a project each; ``padded`` ones write much about little."""
    return [Desk(await office.project(f"项目{place}"), padded=padded) for place in range(many)]


async def at_work(
    http: httpx.AsyncClient, people: Sequence[Desk], seconds: float
) -> list[asyncio.Task[None]]:
    """Let everybody work for a while after the first answer; they go on."""
    answered = asyncio.Event()
    for desk in people:
        desk.answered = answered
        desk.dismissed = False
    tasks = [asyncio.create_task(desk.work(http)) for desk in people]
    first = asyncio.create_task(answered.wait())
    await asyncio.wait((first, *tasks), return_when=asyncio.FIRST_COMPLETED)
    first.cancel()
    await asyncio.sleep(seconds)
    return tasks


def unanswered(people: Sequence[Desk]) -> set[UUID]:
    """The requests of which nobody knows whether they were carried out."""
    return set().union(*(desk.unanswered for desk in people))


def answers(people: Sequence[Desk]) -> int:
    """How many requests were acknowledged so far."""
    return sum(len(desk.acknowledged) for desk in people)


def dismiss(people: Sequence[Desk]) -> None:
    """Let everybody stop after what is on the desk: not all need meet what happens to the server."""
    for desk in people:
        desk.dismissed = True


async def gone_home(tasks: Sequence[asyncio.Task[None]]) -> list[BaseException]:
    """Why everybody stopped who was not dismissed: each because the server went away or refused."""
    async with asyncio.timeout(GOING_HOME):
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
    reasons = [outcome for outcome in outcomes if outcome is not None]
    for reason in reasons:
        if not isinstance(reason, httpx.TransportError | Refusal):
            raise AssertionError("somebody stopped for another reason") from reason
    return reasons


async def kept(database: Database, people: Sequence[Desk]) -> set[UUID]:
    """The requests on record, after seeing that everything acknowledged is among them, under its number."""
    columns = t.command.c
    async with database.reading() as connection:
        rows = await connection.execute(select(columns.request_id, columns.no))
        on_record = {UUID(str(request)): no for request, no in rows}
    for desk in people:
        assert {request: on_record.get(request) for request in desk.acknowledged} == desk.acknowledged
    return set(on_record)


async def intact(database: Database) -> None:
    """See that nothing was written by halves."""
    async with database.reading() as connection:
        assert await verify(connection) == ()
