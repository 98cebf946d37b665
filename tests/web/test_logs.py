"""The log tells what happened and how long it took, and neither who somebody is nor what they asked or entered."""

import io
import itertools
import logging
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from sqlalchemy import text

from tests.support.city import CITY
from tests.support.office import Office
from tests.web.conftest import WHO, Clients
from xiangmu.db import tally
from xiangmu.settings import LogFormat, LogLevel, LogSettings
from xiangmu.web import logs

pytestmark = pytest.mark.anyio
SECRET = "张三丰13800000000"  # noqa: S105  # invented, and what must not be in the log
TOKEN = "xmt_invented0123456789"  # noqa: S105  # the same
QUERY = f"""query Search($t: String) {{
    a: projects(filter: {{ jurisdiction: "{CITY}", text: "{SECRET}" }}) {{ totalCount }}
    b: projects(filter: {{ jurisdiction: "{CITY}", text: $t }}) {{ totalCount }} }}"""


class Log:
    """What is written, as it was formatted when it was written."""

    def __init__(self, formatter: logging.Formatter) -> None:
        self._stream = io.StringIO()
        self.handler = logging.StreamHandler(self._stream)
        self.handler.setFormatter(formatter)

    @property
    def lines(self) -> list[str]:
        return self._stream.getvalue().splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [orjson.loads(line) for line in self.lines]


@pytest.fixture(params=[logs.JsonLines, logs.Lines], ids=["json", "text"])
def log(request: pytest.FixtureRequest) -> Iterator[Log]:
    """Everything that the program logs; of its libraries it writes warnings only."""
    written, house = Log(request.param()), logging.getLogger("xiangmu")
    level = house.level
    house.addHandler(written.handler)
    house.setLevel(logging.INFO)
    yield written
    house.removeHandler(written.handler)
    house.setLevel(level)


async def test_one_line_for_each_request_and_nothing_of_what_it_says(clients: Clients, log: Log) -> None:
    headers = {"authorization": f"Bearer {TOKEN}", "x-request-id": "mobile-00001", WHO: "account:1"}
    body = {"query": QUERY, "variables": {"t": SECRET}}
    answer = await clients().post("/graphql", json=body, headers=headers)
    assert answer.headers["x-request-id"] == "mobile-00001"
    [line] = log.lines
    for private in (SECRET, "张三丰", "138000", TOKEN, "192.0.2.1", "totalCount"):
        assert private not in line
    for told in ("mobile-00001", "Search", "account:1", "/graphql", "query", "200", "xiangmu.access", "OK"):
        assert told in line


async def test_json_lines_have_fields(clients: Clients, log: Log) -> None:
    if not log.lines and isinstance(log.handler.formatter, logs.JsonLines):
        await clients(who="account:1").post("/graphql", json={"query": "query A { projects { totalCount } }"})
        [line] = log.objects
        milliseconds, request = line.pop("milliseconds"), line.pop("request")
        assert milliseconds >= 0
        assert len(request) == 32
        assert line.pop("at").endswith("+00:00")
        assert line == {
            "level": "INFO",
            "logger": "xiangmu.access",
            "message": "请求",
            "operation": "A",
            "method": "POST",
            "path": "/graphql",
            "status": 200,
            "kind": "query",
            "principal": "account:1",
            "code": "OK",
            "statements": 1,
            "cost": 101,
        }


@pytest.mark.parametrize(
    "given",
    [b"short", b"x" * 65, b"with blank in it", b"new\nline-12345", "编号编号编号".encode(), b"<script>alert"],
    ids=repr,
)
async def test_only_well_formed_names_of_requests_are_taken_over(clients: Clients, given: bytes) -> None:
    answer = await clients().get("/livez", headers=[(b"x-request-id", given)])
    assert answer.headers["x-request-id"].encode() != given
    assert len(answer.headers["x-request-id"]) == 32


async def test_nobody_writes_lines_of_their_own(clients: Clients, log: Log) -> None:
    await clients().get("/%0A2023-07-01%20INFO%20forged%22%7D")
    [line] = log.lines
    assert "\\n2023" in line


async def test_what_goes_wrong_carries_the_name_of_the_request(
    clients: Clients, office: Office, log: Log
) -> None:
    http = clients()
    await office.database.dispose()
    async with office.database.writing() as connection:
        await connection.execute(text("ALTER TABLE project RENAME TO gone"))
    answer = await http.post(
        "/graphql",
        json={"query": QUERY, "variables": {"t": SECRET}},
        headers={"x-request-id": "mobile-00002"},
    )
    [first, *_] = answer.json()["errors"]
    assert first["extensions"] == {"code": "INTERNAL_SERVER_ERROR", "id": "mobile-00002"}
    assert "mobile-00002" in first["message"]
    assert SECRET not in "\n".join(log.lines)
    assert any("mobile-00002" in line and "Traceback" in "\n".join(log.lines) for line in log.lines)


async def test_probes_are_logged_only_when_they_fail(clients: Clients, log: Log) -> None:
    http = clients()
    for path in ("/livez", "/readyz"):
        assert (await http.get(path)).status_code == 200
    assert log.lines == []
    await http.get("/metrics")
    assert len(log.lines) == 1


async def test_a_slow_statement_is_logged_with_its_operation_and_without_what_was_entered(
    clients: Clients, office: Office, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    tally.watch(office.database.engine.sync_engine, 10_000)
    times = itertools.count(step=20)
    monkeypatch.setattr(tally, "monotonic", lambda: next(times))
    await clients().post("/graphql", json={"query": QUERY, "variables": {"t": SECRET}})
    slow = [line for line in log.lines if "xiangmu.slow" in line]
    assert len(slow) >= 2
    for line in slow:
        assert "Search" in line
        assert "20000" in line
        assert SECRET not in line
    assert any("FROM project" in line for line in slow)


@pytest.fixture
def own_logging() -> Iterator[None]:
    """Puts back what is configured for the process."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    quieter = {name: logging.getLogger(name).level for name in logs.QUIETER}
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.captureWarnings(False)
    for name, before in quieter.items():
        logging.getLogger(name).setLevel(before)


@pytest.mark.usefixtures("own_logging")
@pytest.mark.parametrize("format_", LogFormat)
def test_configuring(format_: LogFormat, capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure(LogSettings(format=format_, level=LogLevel.WARNING))
    logging.getLogger("xiangmu.access").info("不记")
    logging.getLogger("xiangmu").warning("记下", extra={"told": {"many": 2}})
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert ("many=2" in told) if format_ is LogFormat.TEXT else orjson.loads(told)["many"] == 2
