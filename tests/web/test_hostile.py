"""Attacks that nothing else here is about: what variables carry, what names are guessed, what exceptions say."""

import logging
from typing import Any

import httpx
import orjson
import pytest

from tests.api.test_limits import Work
from tests.web.conftest import Clients
from xiangmu.settings import ApiSettings, LimitSettings, Settings

pytestmark = pytest.mark.anyio
JSON = {"content-type": "application/json"}
FILTER = "query ($f: ProjectFilter) { projects(filter: $f) { totalCount } }"
DISCREET = Settings(api=ApiSettings(introspection=False))


def codes(response: httpx.Response) -> set[str]:
    return {error["extensions"]["code"] for error in response.json()["errors"]}


@pytest.mark.parametrize(
    "variables",
    [
        {"f": {"text": ["x"] * 10_001}},
        {f"v{number}": 1 for number in range(10_001)},
        {"f": orjson.loads(b"[" * 21 + b"]" * 21)},
        {"f": orjson.loads(b'{"f":' * 21 + b"1" + b"}" * 21)},
        {"f": orjson.loads(b"[" * 900 + b"]" * 900)},
    ],
    ids=["list", "names", "nested lists", "nested objects", "deep"],
)
async def test_variables_are_bounded_in_number_and_depth(clients: Clients, variables: dict[str, Any]) -> None:
    http = clients()
    for key in ("variables", "extensions"):
        response = await http.post("/graphql", json={"query": "{ __typename }", key: variables})
        assert (response.status_code, codes(response)) == (400, {"LIMIT_EXCEEDED"})


async def test_how_much_was_sent_does_not_change_how_much_is_looked_at(clients: Clients) -> None:
    http = clients()

    async def work(values: int) -> int:
        body = orjson.dumps({"query": "{ __typename }", "variables": {"v": [[]] * values}})
        with Work() as counted:
            response = await http.post("/graphql", content=body, headers=JSON)
        assert codes(response) == {"LIMIT_EXCEEDED"}
        return counted.calls

    await work(20_000)
    assert await work(200_000) <= await work(20_000) + 1_000


@pytest.mark.parametrize("depth", [30, 1_000])
async def test_lists_nested_in_the_text_are_refused_or_harmless(clients: Clients, depth: int) -> None:
    query = f"{{ projects(filter: {'[' * depth}{']' * depth}) {{ totalCount }} }}"
    response = await clients().post("/graphql", json={"query": query})
    assert codes(response) <= {"GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED"}


async def test_several_operations_are_limited(clients: Clients) -> None:
    http = clients(Settings(limits=LimitSettings(operations=2)))
    query = "query a { __typename } query b { __typename }"
    assert "data" in (await http.post("/graphql", json={"query": query, "operationName": "a"})).json()
    more = {"query": f"{query} query c {{ __typename }}", "operationName": "a"}
    assert codes(await http.post("/graphql", json=more)) == {"LIMIT_EXCEEDED"}


SUGGESTION = "是不是"
GUESSES = [
    "{ projets { totalCount } }",
    "{ projects(frist: 1) { totalCount } }",
    "{ projects { nodes { nam } } }",
    "{ projects { nodes { total { x } } } }",
    "query ($x: ProjectFiltr) { projects(filter: $x) { totalCount } }",
    "{ projects(filter: { stag: [STARTED] }) { totalCount } }",
    "{ projects(filter: { stage: [STARTET] }) { totalCount } }",
    "{ projects { nodes { ... on Projct { name } } } }",
    "{ projects @inclde(if: true) { totalCount } }",
    "mutation { projectRegistr(input: {}) { no } }",
]


async def test_names_are_not_told_to_who_guesses_where_the_schema_is_not_shown(clients: Clients) -> None:
    open_, discreet = clients(), clients(DISCREET)
    suggested = 0
    for query in GUESSES:
        told = (await open_.post("/graphql", json={"query": query})).text
        suggested += SUGGESTION in told
        for _ in ("anew", "remembered"):
            answer = await discreet.post("/graphql", json={"query": query})
            assert SUGGESTION not in answer.text
            assert "Did you mean" not in answer.text
            assert codes(answer) == {"GRAPHQL_VALIDATION_FAILED"}
    assert suggested > 3, "otherwise this test shows nothing"


@pytest.mark.parametrize("variables", [{"f": {"stag": 1}}, {"f": {"stage": ["STARTET"]}}, {"f": 1}])
async def test_neither_are_those_of_values_in_variables(clients: Clients, variables: dict[str, Any]) -> None:
    answer = await clients(DISCREET).post("/graphql", json={"query": FILTER, "variables": variables})
    assert SUGGESTION not in answer.text
    assert "STARTED" not in answer.text


async def test_the_schema_is_shown_unless_that_is_switched_off(clients: Clients) -> None:
    for query in ("{ __schema { types { name } } }", '{ __type(name: "Project") { name } }'):
        assert "errors" not in (await clients().post("/graphql", json={"query": query})).json()
        refused = await clients(DISCREET).post("/graphql", json={"query": query})
        assert codes(refused) == {"GRAPHQL_VALIDATION_FAILED"}
        assert "data" not in refused.json()
    assert (await clients(DISCREET).post("/graphql", json={"query": "{ __typename }"})).json()["data"]


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ('{ node(id: "\\u0000") { id } }', {}),
        ('query ($d: Date) { scorecards(policy: "p", period: "x", asOf: $d) { total } }', {"d": "9" * 5_000}),
        ('query ($d: Date) { scorecards(policy: "p", period: "x", asOf: $d) { total } }', {"d": {"a": []}}),
        ("query ($n: Int!) { projects(first: $n) { totalCount } }", {"n": 1e300}),
        ("query ($n: Int!) { projects(first: $n) { totalCount } }", {"n": "x'; DROP TABLE project; --"}),
        ("query ($i: ID!) { node(id: $i) { id } }", {"i": ["x"]}),
        ("query ($i: ID!) { node(id: $i) { id } }", {"i": 10**17}),
        ('{ projects(after: "\\ud83d") { totalCount } }', {}),
        ('{ projects(filter: { registeredFrom: "x" }) { totalCount } }', {}),
    ],
)
async def test_values_that_cannot_be_used_are_told_without_a_trace_of_the_program(
    clients: Clients, caplog: pytest.LogCaptureFixture, query: str, variables: dict[str, Any]
) -> None:
    with caplog.at_level(logging.WARNING):
        answer = await clients().post("/graphql", json={"query": query, "variables": variables})
    assert answer.status_code < 500
    told = answer.text.lower()
    for trace in (
        "traceback",
        "error at",
        "sqlalchemy",
        "sqlite",
        "asyncpg",
        "python",
        "exception",
        ".py",
        "0x",
    ):
        assert trace not in told
    assert caplog.records == []
