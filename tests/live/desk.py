"""An office behind a real server on a port of its own, with people who have signed in."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
from pydantic import SecretStr

from tests.identity.household import Household
from tests.live.subscriber import Subscriber, connected
from tests.support import city, databases
from tests.support.office import Office
from xiangmu.cli.serving import Server, listen, served
from xiangmu.settings import HttpSettings, LiveSettings, MetricsSettings, Settings
from xiangmu.web.app import create_app

METRICS = "metrics-token"


class Desk:
    """The office, who is who, and where the server listens."""

    def __init__(self, office: Office, address: str) -> None:
        self.office = office
        self.address = address
        self.house = Household(office)

    async def bearer(self, login: str) -> str:
        """What somebody proves with who they are."""
        return f"Bearer {(await self.house.sign_in(login)).tokens.access}"

    def connected(self, **options: Any) -> Any:
        """A connection to the server."""
        return connected(self.address, **options)

    @asynccontextmanager
    async def subscribed(self, bearer: str, **variables: Any) -> AsyncIterator[tuple[Subscriber, Any]]:
        """A subscription, and what came first."""
        async with self.connected() as subscriber:
            await subscriber.begin(bearer)
            await subscriber.subscribe(**variables)
            yield subscriber, await subscriber.page()

    async def metric(self, name: str) -> float:
        """What the server counts."""
        async with httpx.AsyncClient(base_url=self.address) as client:
            told = await client.get("/metrics", headers={"Authorization": f"Bearer {METRICS}"})
        return sum(float(line.rpartition(" ")[2]) for line in told.text.splitlines() if line.startswith(name))


@asynccontextmanager
async def open_desk(
    template: Path, folder: Path, http: HttpSettings | None = None, **live: Any
) -> AsyncIterator[Desk]:
    """A desk over a SQLite file, until it is left."""
    async with databases.copied(template, folder / "ledger.db") as database:
        office = Office(database, city.catalog())
        await office.open()
        settings = Settings(
            live=LiveSettings(**live),
            http=http or HttpSettings(),
            metrics=MetricsSettings(token=SecretStr(METRICS)),
        )
        app = create_app(office.catalog, database, office.clock, settings=settings)
        listening = listen("127.0.0.1", 0)
        server = Server(served(app, settings.http, settings.live), app)
        # not serve(): the signals of the tests are their own
        running = asyncio.create_task(server._serve([listening]))
        while not server.started:  # noqa: ASYNC110  # nothing tells when it listens
            await asyncio.sleep(0.01)
        try:
            yield Desk(office, f"http://127.0.0.1:{listening.getsockname()[1]}")
        finally:
            server.should_exit = True
            await running
