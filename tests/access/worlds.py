"""The same world told in several ways, each behind the real application, and one loop to ask them on."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import httpx
from hypothesis import HealthCheck, Phase, settings
from sqlalchemy import URL, select
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.requests import Request

from tests.access.any_query import PREFIXES, AnyQuery
from tests.access.anybody import Owners
from tests.access.realm import PLACES
from tests.access.world import World
from tests.support import databases
from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.services.command import Command, Input
from xiangmu.services.drafting import PublicationDraft, draft_publication
from xiangmu.services.execute import execute
from xiangmu.services.problems import Problem, Refused
from xiangmu.settings import BudgetSettings, LimitSettings, Settings
from xiangmu.web.app import create_app

LONG = int(os.environ.get("ACCESS_CASES", "0"))
"""How many cases a long run tries of each property; 0 for the short one."""


def bounded(short: int) -> settings:
    """So many examples, or as many as a long run asks for. Queries are drawn from a number: nothing is made smaller."""
    return settings(
        max_examples=LONG or short,
        deadline=None,
        suppress_health_check=[*HealthCheck],
        phases=[Phase.generate],
    )


GENEROUS = Settings(limits=LimitSettings(complexity=10**9), budget=BudgetSettings(principal=0, anonymous=0))


class Undoing(Database):
    """Carries commands out and takes them back. ``recorded`` tells of each transaction what it had recorded."""

    undoes = False
    recorded: tuple[dict[str, Any], ...] = ()

    @asynccontextmanager
    async def writing(self) -> Any:
        """As the real one, but that nothing stays."""
        async with super().writing() as connection:
            head = await _head(connection) if self.undoes else 0
            yield connection
            if self.undoes:
                self.recorded += await _recorded_since(connection, head)
                await connection.rollback()


async def _head(connection: AsyncConnection) -> int:
    return await connection.scalar(select(t.command.c.no).order_by(t.command.c.no.desc()).limit(1)) or 0


async def _recorded_since(connection: AsyncConnection, head: int) -> tuple[dict[str, Any], ...]:
    """The commands, and the rows with a state that they recorded."""
    commands = (await connection.execute(select(t.command).where(t.command.c.no > head))).mappings()
    found = [{"table": "command", **row} for row in commands]
    for table in t.APPEND_ONLY if found else ():
        if {"no", "state"} <= {*table.c.keys()}:
            rows = (await connection.execute(select(table).where(table.c.no > head))).mappings()
            found += [{"table": table.name, **row} for row in rows]
    return tuple(found)


class Asked:
    """One world behind its application."""

    def __init__(self, world: World, database: Undoing) -> None:
        self.world = world
        self.database = database
        self.principal = SYSTEM
        app = create_app(
            world.office.catalog, database, world.office.clock, identify=self._identify, settings=GENEROUS
        )
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu")

    async def _identify(self, _: Request) -> Principal:
        return self.principal

    async def send(self, who: Principal, body: dict[str, Any]) -> dict[str, Any]:
        """The whole answer."""
        self.principal = who
        response = await self.http.post("/graphql", json=body)
        answer: dict[str, Any] = response.json()
        answer.pop("extensions", None)
        return answer


class Worlds:
    """The world as it is, by the name "", and as each place might tell it otherwise, by the place's."""

    def __init__(
        self, runner: asyncio.Runner, asked: dict[str, Asked], owners: Owners, ids: dict[str, str]
    ) -> None:
        self._runner = runner
        self.asked = asked
        self.owners = owners
        self.ids = ids
        self.queries = AnyQuery.of(ids)
        self.cases = 0

    def send(self, who: Principal, body: dict[str, Any], world: str = "") -> dict[str, Any]:
        """The answer of one of them."""
        return self._runner.run(self.asked[world].send(who, body))

    def give(self, who: Principal, data: Input) -> tuple[tuple[Problem, ...], tuple[dict[str, Any], ...]]:
        """What is wrong with a command, and what it would have recorded: it is taken back."""
        return self._runner.run(self._give(who, data))

    async def _give(
        self, who: Principal, data: Input
    ) -> tuple[tuple[Problem, ...], tuple[dict[str, Any], ...]]:
        database, office = self.asked[""].database, self.asked[""].world.office
        given: dict[str, Any] = {"principal": who, "clock": office.clock}
        database.undoes, database.recorded = True, ()
        try:
            if isinstance(data, PublicationDraft):
                made: dict[str, Any] = {"request_id": uuid4(), "reason": "试"}
                await draft_publication(database, office.catalog, data, **made, **given)
            else:
                command = Command(request_id=uuid4(), data=data, reason="试")
                await execute(database, office.catalog, [command], **given)
        except Refused as refused:
            return refused.problems, database.recorded
        finally:
            database.undoes = False
        return (), database.recorded


@contextmanager
def worlds(template: Path | URL, changed: tuple[str, ...] = PLACES) -> Iterator[Worlds]:
    """Played and opened; closed at the end."""
    with TemporaryDirectory() as folder, asyncio.Runner() as runner:
        stack = AsyncExitStack()

        async def opening() -> Worlds:
            asked = {}
            for name in ("", *changed):
                file = Path(folder) / f"{name or 'real'}.db"
                opened = await stack.enter_async_context(databases.copied(template, file))
                world = World(opened, name)
                await world.happen()
                database = Undoing(opened.engine)
                asked[name] = Asked(world, database)
                stack.push_async_callback(asked[name].http.aclose)
            real = asked[""].world
            return Worlds(runner, asked, await Owners.read(real), await _ids(opened=real))

        try:
            yield runner.run(opening())
        finally:
            runner.run(stack.aclose())


async def _ids(opened: World) -> dict[str, str]:
    """Every id that there is, by its type."""
    found: dict[str, str] = {}
    async with opened.office.database.reading() as connection:
        for table in t.METADATA.sorted_tables:
            if table.name in PREFIXES:
                name, prefix = PREFIXES[table.name]
                key = next(c for c in ("fact_id", "id", "no") if c in table.c)
                for number in await connection.scalars(select(table.c[key])):
                    found[f"{prefix}_{number.hex if hasattr(number, 'hex') else number}"] = name
    return dict(sorted(found.items()))
