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
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice, repeat
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import event
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response

from benchmarks.plain_list import PlainList
from xiangmu.catalog import load_catalog
from xiangmu.cli.serving import listen, run
from xiangmu.db.engine import Database
from xiangmu.seed import seed_demo
from xiangmu.services import maintenance
from xiangmu.settings import HttpSettings
from xiangmu.web.app import create_app
from xiangmu.web.identity import as_system

CONNECTIONS, REQUESTS, ROUNDS = 16, 300, 3
LIST = """query List($first: Int!, $filter: ProjectFilter!) {
  projects(first: $first, filter: $filter, order: [{by: TOTAL, direction: DESC}]) { nodes {
    id name total kind sector stage flags place sample version
    unit { id title }
    stages(first: 3) { id stage on state }
  } } }"""


def body(**filters: Any) -> bytes:
    """The request for the list; it is the same list whatever ``filters``."""
    variables = {"first": 50, "filter": {"jurisdiction": ["ruzhou"], **filters}}
    return orjson.dumps({"query": LIST, "variables": variables})


def same() -> Iterator[bytes]:
    """The same request again and again."""
    return repeat(body())


def anew() -> Iterator[bytes]:
    """Each with other variables, so that no plan is found ready."""
    return (body(total={"least": f"{-1 - number}"}) for number in count())


WAYS = (
    ("one plain statement", "/plain", same()),
    ("the reader", "/graphql", same()),
    ("the reader, planning", "/graphql", anew()),
)


def application(url: str) -> Starlette:
    """Both answers, and what the process has spent on them."""
    database = Database.open(url, pool_size=CONNECTIONS)
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

    app = create_app(load_catalog(), database, identify=as_system)
    app.add_route("/plain", answer_plainly, methods=["POST"])
    app.add_route("/spent", spent, methods=["POST"])
    return app


def serve(url: str, port: int) -> None:
    """One server process, as the command line starts it."""
    run(application(url), listen("127.0.0.1", port), HttpSettings())


@dataclass
class Connection:
    """A connection that stays open: as little client as possible."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def post(self, path: str, content: bytes = b"") -> bytes:
        """The body of the answer."""
        size = f"Content-Length: {len(content)}"
        head = f"POST {path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n{size}\r\n\r\n"
        self.writer.write(head.encode() + content)
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


async def fire(connections: list[Connection], path: str, bodies: Iterator[bytes], requests: int) -> float:
    """Seconds for so many requests over all connections."""
    left = islice(bodies, requests)

    async def work(connection: Connection) -> None:
        for content in left:
            await connection.post(path, content)

    start = time.perf_counter()
    await asyncio.gather(*(work(connection) for connection in connections))
    return time.perf_counter() - start


async def measure(port: int, dialect: str) -> None:
    """Compare the answers, then time them in turn."""
    connections = [await connect(port) for _ in range(CONNECTIONS)]
    asking = connections[0]
    plain = orjson.loads(await asking.post("/plain"))
    for content in (next(same()), next(anew())):
        if orjson.loads(await asking.post("/graphql", content))["data"]["projects"]["nodes"] != plain:
            raise RuntimeError("两种做法的答案不同")
    for _, path, bodies in WAYS:
        await fire(connections, path, bodies, CONNECTIONS * 4)
    for _ in range(ROUNDS):
        for title, path, bodies in WAYS:
            before = orjson.loads(await asking.post("/spent"))
            seconds = await fire(connections, path, bodies, REQUESTS)
            after = orjson.loads(await asking.post("/spent"))
            spent = (after["seconds"] - before["seconds"]) / REQUESTS * 1000
            statements = (after["statements"] - before["statements"]) / REQUESTS
            figures = f"{REQUESTS / seconds:>7.0f} req/s {spent:>7.2f} ms CPU {statements:>5.1f} statements"
            print(f"{dialect:<11}{title:<22}{figures}")
    for connection in connections:
        connection.writer.close()


async def fill(url: str) -> str:
    """Seed the demonstration; the dialect of the database."""
    database = Database.open(url)
    await maintenance.upgrade(database)
    await seed_demo(database, load_catalog())
    await database.dispose()
    return database.dialect


def compare(url: str) -> None:
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
            compare(url)


if __name__ == "__main__":
    main()
