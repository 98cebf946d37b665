"""A refused request has run no resolver and no SQL: seen by which modules of the program were at work."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import httpx
import pytest

import xiangmu
from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db.engine import Database
from xiangmu.services.clock import system_clock
from xiangmu.web.app import create_app
from xiangmu.web.identity import as_system

pytestmark = pytest.mark.anyio
HOUSE = str(Path(xiangmu.__file__).parent)
REFUSING = (
    "web/",
    *(
        f"api/{name}.py"
        for name in (
            "schema",
            "context",
            "seen",
            "limits",
            "introspection",
            "weights",
            "operations",
            "masking",
            "wording",
            "errors",
            "scalars",
        )
    ),
    # variables are looked at when the reader plans, before it reads
    "api/reader/reader.py",
    "api/reader/operation.py",
    # asked before that: who it is, and whether there is budget left, neither of the database
    "access/",
    "services/budgets.py",
    "services/clock.py",
    "plugin/moments.py",
    # the log masks addresses that are secrets
    "services/calendars/addresses.py",
)
"""What may be at work when a request is refused; resolvers, services and the database are elsewhere."""
HARMLESS = ("__init__", "dialect")
"""Making something, and asking of what kind the database is, answers nothing and sends nothing."""
JSON = {"content-type": "application/json"}
ASKED = 'scorecards(policy: "ruzhou-2023", period: "2023Q2") { total }'


@contextmanager
def at_work() -> Iterator[set[str]]:
    """The modules of the program whose functions are called meanwhile."""
    modules: set[str] = set()

    def note(frame: FrameType, event: str, _: Any) -> None:
        code = frame.f_code
        if event == "call" and code.co_filename.startswith(HOUSE) and code.co_name not in HARMLESS:
            modules.add(code.co_filename.removeprefix(f"{HOUSE}/"))

    sys.setprofile(note)
    try:
        yield modules
    finally:
        sys.setprofile(None)


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The cities that come with the program."""
    return load_catalog()


async def modules_at_work(catalog: Catalog, method: str, **sent: Any) -> set[str]:
    """The modules that answer a request without data, in an application that was asked something before."""
    database = Database.open("sqlite:///:memory:")
    app = create_app(catalog, database, system_clock, identify=as_system)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu") as http:
        await http.post("/graphql", json={"query": "{ __typename }"})
        with at_work() as modules:
            answer = await http.request(method, "/graphql", **sent)
    await database.dispose()
    assert answer.status_code < 500
    assert answer.json().get("data") is None
    return modules


def query(text: str, variables: str = "{}") -> bytes:
    escaped = text.replace('"', '\\"')
    return f'{{"query": "{escaped}", "variables": {variables}}}'.encode()


REFUSED = {
    "no JSON": b"{",
    "not an object": b"null",
    "broken UTF-8": b'{"query": "\xff"}',
    "nested JSON": b"[" * 100_000,
    "a body too large": b" " * 2_000_000,
    "a syntax error": query(f"{{ {ASKED}"),
    "an unknown field": query(f"{{ {ASKED} nothing }}"),
    "an unknown argument": query("{ scorecards(all: true) { total } }"),
    "an argument of another type": query("{ scorecards(policy: 1, period: 2) { total } }"),
    "one of two operations": query(f"query a {{ {ASKED} }} query b {{ {ASKED} }}"),
    "too much": query("{ " + " ".join(f"a{n}: {ASKED}" for n in range(50)) + " }"),
    "too many aliases": query("{ " + " ".join(f"a{n}: __typename" for n in range(100)) + f" {ASKED} }}"),
    "too deep": query("{ policies " + "{ jurisdiction { policies " * 20 + "{ key }" + " } }" * 20 + " }"),
    "too many tokens": query(f"{{ {ASKED} {'__typename ' * 3_000} }}"),
    "too long": query(f"{{ {ASKED} {' ' * 200_000} }}"),
    "a bomb of fragments": query(
        "{ policies { ...f0 } } fragment f20 on Policy { key } "
        + "".join(f"fragment f{n} on Policy {{ {f'...f{n + 1} ' * 10} }} " for n in range(20))
    ),
    "a variable that is missing": query(
        "query ($p: String!) { scorecards(policy: $p, period: $p) { total } }"
    ),
    "a variable of another type": query(
        "query ($p: String!) { scorecards(policy: $p, period: $p) { total } }", '{"p": 1}'
    ),
    "a date that is none": query(
        'query ($d: Date) { scorecards(policy: "x", period: "x", asOf: $d) { total } }',
        '{"d": "2023-02-30"}',
    ),
}


@pytest.mark.parametrize("body", REFUSED.values(), ids=REFUSED.keys())
async def test_a_refused_request_runs_no_resolver_and_no_sql(catalog: Catalog, body: bytes) -> None:
    modules = await modules_at_work(catalog, "POST", content=body, headers=JSON)
    assert modules, "nothing was seen"
    assert {name for name in modules if not name.startswith(REFUSING)} == set()


INSTALL = """mutation {
  jurisdictionInstall(
    input: { requestId: "0d2f7c9e-5b0a-4c38-9f0e-6a5d3c1b2a10", jurisdiction: "ruzhou" }
  ) { errors { code } }
}"""


async def test_a_command_by_get_or_by_a_form_runs_nothing_either(catalog: Catalog) -> None:
    for method, sent in (("GET", {"params": {"query": INSTALL}}), ("POST", {"data": {"query": INSTALL}})):
        modules = await modules_at_work(catalog, method, **sent)
        assert {name for name in modules if not name.startswith(REFUSING)} == set()


async def test_a_list_of_too_many_rows_is_refused_before_the_database_is_asked(catalog: Catalog) -> None:
    stages = "stages { project { stages { on } } } more: stages { project { stages { on } } }"
    lists = f"{{ projects(first: 100) {{ nodes {{ {stages} }} }} }}"
    modules = await modules_at_work(catalog, "GET", params={"query": lists})
    assert "api/reader/planner.py" in modules
    assert {name for name in modules if name.startswith("db/")} == set()


async def test_a_query_that_is_not_refused_is_seen_at_work(catalog: Catalog) -> None:
    modules = await modules_at_work(catalog, "GET", params={"query": f"{{ {ASKED} }}"})
    assert {"api/scorecards/queries.py", "db/engine.py"} <= modules
