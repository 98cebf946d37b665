"""The list query beside the bytes of one plain JSON statement, both served by uvicorn, in one run.

Fifty projects with ten fields, their unit and their three latest stages with four fields each. Usage:
``python -m benchmarks.list_query [URL …]``; each URL is an empty database, without one a SQLite file is used.
Prints, for 16 connections, requests per second, CPU of the server per request and statements per request.
"""

import asyncio
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import orjson
import strawberry
import uvicorn
from sqlalchemy import event
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

from benchmarks.plain_list import PlainList
from xiangmu.access.principals import SYSTEM
from xiangmu.api.context import Context
from xiangmu.api.entities.profiles import profile_types
from xiangmu.api.entities.queries import ReaderQuery, readable
from xiangmu.api.limits import Limits
from xiangmu.api.reader.reader import Reader, Reads
from xiangmu.api.scalars import SCALARS
from xiangmu.api.schema import PublicSchema
from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db.engine import Database
from xiangmu.seed import seed_demo
from xiangmu.services import maintenance
from xiangmu.services.clock import system_clock
from xiangmu.web.graphql import GraphQLEndpoint

CONNECTIONS, REQUESTS, ROUNDS = 16, 300, 3
LIST = """query List($first: Int!, $jurisdiction: [String!]) {
  projects(first: $first, filter: {jurisdiction: $jurisdiction}, order: [{by: TOTAL, direction: DESC}]) { nodes {
    id name total kind sector stage flags place sample version
    unit { id title }
    stages(first: 3) { id stage on state }
  } } }"""
BODY = orjson.dumps({"query": LIST, "variables": {"first": 50, "jurisdiction": ["ruzhou"]}})


@strawberry.type(description="查询。")
class Query(ReaderQuery):
    """What the reader answers."""


def reader_schema(catalog: Catalog) -> PublicSchema:
    """The schema of the reader, with the limits and caches of the real one."""
    registry = readable(catalog)
    schema = PublicSchema(
        query=Query,
        types=[profile.type for profile in profile_types(catalog).values()],
        extensions=[Limits, ParserCache, ValidationCache, lambda: Reads(reader)],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    reader = Reader(registry, schema, lambda _: SYSTEM)
    return schema


def application(url: str) -> Starlette:
    """Both answers, and what the process has spent on them."""
    catalog, database = load_catalog(), Database.open(url, pool_size=CONNECTIONS)
    plain = PlainList(url, CONNECTIONS)
    sent = 0

    @event.listens_for(database.engine.sync_engine, "before_cursor_execute")
    def _count(_: Any, __: Any, statement: str, *___: Any) -> None:
        nonlocal sent
        sent += not statement.startswith("BEGIN")

    async def answer_plainly(_: Request) -> Response:
        return Response(await plain.read(), media_type="application/json")

    async def spent(_: Request) -> Response:
        return Response(orjson.dumps({"seconds": time.process_time(), "statements": sent}))

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await plain.open()
        yield
        await plain.close()
        await database.dispose()

    graphql = GraphQLEndpoint(reader_schema(catalog), Context(catalog, database, system_clock))
    routes = [
        Route("/graphql", graphql),
        Route("/plain", answer_plainly, methods=["POST"]),
        Route("/spent", spent, methods=["POST"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


def serve(url: str, port: int) -> None:
    """One server process."""
    uvicorn.run(
        application(url), host="127.0.0.1", port=port, log_level="warning", access_log=False, ws="none"
    )


@dataclass
class Connection:
    """A connection that stays open: as little client as possible."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def post(self, path: str, body: bytes = b"") -> bytes:
        """The body of the answer."""
        length = f"Content-Length: {len(body)}"
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{length}\r\n\r\n"
        self.writer.write(head.encode() + body)
        answered = (await self.reader.readuntil(b"\r\n\r\n")).decode().lower()
        if " 200 " not in answered.splitlines()[0]:
            raise RuntimeError(answered)
        length = int(answered.partition("content-length:")[2].split()[0])
        return await self.reader.readexactly(length)


async def connect(port: int) -> Connection:
    """A connection to the server, as soon as it listens."""
    for _ in range(200):
        try:
            return Connection(*await asyncio.open_connection("127.0.0.1", port))
        except OSError:
            await asyncio.sleep(0.1)
    raise TimeoutError(port)


async def fire(connections: list[Connection], path: str, requests: int) -> float:
    """Seconds for that many requests over all connections."""
    left = iter(range(requests))

    async def work(connection: Connection) -> None:
        for _ in left:
            await connection.post(path, BODY)

    start = time.perf_counter()
    await asyncio.gather(*(work(connection) for connection in connections))
    return time.perf_counter() - start


async def measure(port: int, dialect: str) -> None:
    """Compare the answers, then time them in turn."""
    connections = [await connect(port) for _ in range(CONNECTIONS)]
    asking = connections[0]
    graphql = orjson.loads(await asking.post("/graphql", BODY))["data"]["projects"]["nodes"]
    if graphql != orjson.loads(await asking.post("/plain")):
        raise RuntimeError("两种做法的答案不同")
    for _ in range(ROUNDS):
        for title, path in (("one plain statement", "/plain"), ("the reader", "/graphql")):
            await fire(connections, path, CONNECTIONS * 2)
            before = orjson.loads(await asking.post("/spent"))
            seconds = await fire(connections, path, REQUESTS)
            after = orjson.loads(await asking.post("/spent"))
            spent = (after["seconds"] - before["seconds"]) / REQUESTS * 1000
            statements = (after["statements"] - before["statements"]) / REQUESTS
            figures = f"{REQUESTS / seconds:>7.0f} req/s {spent:>7.2f} ms CPU {statements:>5.1f} statements"
            print(f"{dialect:<11}{title:<21}{figures}")
    for connection in connections:
        connection.writer.close()


async def fill(url: str) -> str:
    """Seed the demonstration; the dialect of the database."""
    database = Database.open(url)
    await maintenance.upgrade(database)
    await seed_demo(database, load_catalog())
    await database.dispose()
    return database.dialect


def run(url: str) -> None:
    """Fill a database and measure a server over it."""
    dialect = asyncio.run(fill(url))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = get_context("spawn").Process(target=serve, args=(url, port))
    server.start()
    try:
        asyncio.run(measure(port, dialect))
    finally:
        server.terminate()
        server.join()


def main() -> None:
    """Measure every database that was named."""
    with tempfile.TemporaryDirectory() as folder:
        for url in sys.argv[1:] or [f"sqlite:///{Path(folder) / 'ledger.db'}"]:
            run(url)


if __name__ == "__main__":
    main()
