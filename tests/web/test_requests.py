"""What is not a GraphQL request is turned down as JSON in Chinese, with a 4xx status, whatever it is."""

from collections.abc import AsyncIterator

import httpx
import pytest

from xiangmu.catalog import load_catalog
from xiangmu.db.engine import Database
from xiangmu.settings import HttpSettings
from xiangmu.web.app import create_app
from xiangmu.web.identity import as_system

pytestmark = pytest.mark.anyio
JSON = {"content-type": "application/json"}
LARGEST = HttpSettings().body
STRICT = {"accept": "application/graphql-response+json"}


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    """A client of the application; nothing asked here needs the database."""
    database = Database.open("sqlite:///:memory:")
    app = create_app(load_catalog(), database, identify=as_system)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu") as client:
        yield client
    await database.dispose()


def problem(response: httpx.Response) -> tuple[int, str]:
    """Status and code of a refusal; its message is Chinese."""
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    [error] = response.json()["errors"]
    assert any("一" <= sign <= "鿿" for sign in error["message"])
    return response.status_code, error["extensions"]["code"]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"1",
        b'"x"',
        b"[]",
        b'[{"query": "{ __typename }"}]',
        b"{",
        b"\xff\xfe",
        b'{"query": "\xff"}',
        b'{"query": "\\ud800"}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"{}",
        b'{"query": null}',
        b'{"query": ""}',
        b'{"query": 1}',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "x"}',
        b'{"query": "{ __typename }", "extensions": []}',
        b'{"query": "{ __typename }", "operationName": 1}',
        b'{"query": "query A { __typename }", "operationName": "B"}',
        b'{"query": "query A { __typename } query B { __typename }"}',
        b'{"query": "fragment f on Query { __typename }"}',
    ],
    ids=lambda body: str(body[:30]),
)
async def test_malformed_bodies(http: httpx.AsyncClient, body: bytes) -> None:
    assert problem(await http.post("/graphql", content=body, headers=JSON)) == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    "content_type",
    [
        "",
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/xml",
    ],
)
async def test_other_content_types(http: httpx.AsyncClient, content_type: str) -> None:
    response = await http.post(
        "/graphql", content=b'{"query": "{ __typename }"}', headers={"content-type": content_type}
    )
    assert problem(response) == (415, "BAD_REQUEST")


async def test_a_body_that_is_too_large_is_not_read_to_its_end(http: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        while sent < 100 * LARGEST:
            sent += 65_536
            yield b" " * 65_536

    assert problem(await http.post("/graphql", content=endless(), headers=JSON)) == (413, "BAD_REQUEST")
    assert sent <= 2 * LARGEST


async def test_a_body_just_as_large_as_allowed_is_read(http: httpx.AsyncClient) -> None:
    body = b'{"query": "{ __typename }"}'.ljust(LARGEST)
    response = await http.post("/graphql", content=body, headers=JSON)
    assert response.json() == {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
async def test_other_methods(http: httpx.AsyncClient, method: str) -> None:
    response = await http.request(method, "/graphql")
    assert problem(response) == (405, "BAD_REQUEST")
    assert response.headers["allow"] == "GET, POST"


async def test_head_is_refused_too_without_a_body(http: httpx.AsyncClient) -> None:
    response = await http.head("/graphql", params={"query": "{ __typename }"})
    assert (response.status_code, response.headers["allow"]) == (405, "GET, POST")


async def test_queries_by_get(http: httpx.AsyncClient) -> None:
    query = "query A($yes: Boolean!) { __typename @include(if: $yes) } query B { __typename }"
    parameters = {"query": query, "variables": '{"yes": true}', "operationName": "A"}
    response = await http.get("/graphql", params=parameters)
    assert response.json() == {"data": {"__typename": "Query"}}
    assert problem(await http.get("/graphql")) == (400, "BAD_REQUEST")
    for key in ("variables", "extensions"):
        for text in ("{", "[]", "1", '"x"', ""):
            parameters = {"query": "{ __typename }", key: text}
            assert problem(await http.get("/graphql", params=parameters)) == (400, "BAD_REQUEST")
    assert problem(await http.get("/graphql", headers={"accept": "text/html"}))[0] == 400


async def test_get_changes_nothing(http: httpx.AsyncClient) -> None:
    response = await http.get("/graphql", params={"query": "mutation { x }"})
    assert problem(response) == (405, "BAD_REQUEST")
    assert response.headers["allow"] == "POST"


async def test_mistakes_in_a_query_are_200_for_json_and_400_for_graphql_responses(
    http: httpx.AsyncClient,
) -> None:
    for query, code in (("{ nothing }", "GRAPHQL_VALIDATION_FAILED"), ("{", "GRAPHQL_PARSE_FAILED")):
        plain = await http.post("/graphql", json={"query": query})
        strict = await http.post("/graphql", json={"query": query}, headers=STRICT)
        assert (plain.status_code, strict.status_code) == (200, 400)
        assert plain.json() == strict.json()
        assert "data" not in plain.json()
        assert plain.json()["errors"][0]["extensions"]["code"] == code
        assert strict.headers["content-type"] == "application/graphql-response+json; charset=utf-8"


async def test_a_refused_field_is_an_answer_with_data(http: httpx.AsyncClient) -> None:
    query = '{ __typename publications(policy: "x") { number } }'
    response = await http.post("/graphql", json={"query": query}, headers=STRICT)
    assert response.status_code == 200
    assert response.json()["data"] is None
    assert response.json()["errors"][0]["path"] == ["publications"]


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("text/html, application/xhtml+xml", "application/json"),
        ("text/event-stream, application/json", "application/json"),
        ("application/graphql-response+json", "application/graphql-response+json"),
        ("Application/GraphQL-Response+JSON; charset=utf-8", "application/graphql-response+json"),
        (
            "application/graphql-response+json, application/json;q=0.9",
            "application/graphql-response+json",
        ),
    ],
)
async def test_the_answer_is_of_the_type_that_the_client_accepts(
    http: httpx.AsyncClient, accept: str, answered: str
) -> None:
    response = await http.post("/graphql", json={"query": "{ __typename }"}, headers={"accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == f"{answered}; charset=utf-8"
    assert response.json() == {"data": {"__typename": "Query"}}


FORM = {"query": "mutation { x }"}
UPLOAD = {"operations": (None, '{"query": "mutation { x }"}'), "map": (None, "{}")}


@pytest.mark.parametrize("sent", [{"data": FORM}, {"files": UPLOAD}], ids=["urlencoded", "multipart"])
async def test_a_form_on_another_site_commands_nothing(
    http: httpx.AsyncClient, sent: dict[str, dict[str, object]]
) -> None:
    """What a browser sends to another site without asking first is refused; to the asking it gets no leave."""
    evil = {"origin": "https://evil.example"}
    assert problem(await http.post("/graphql", headers=evil, **sent)) == (415, "BAD_REQUEST")  # type: ignore[arg-type]  # one keyword or the other
    asked = {"access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    response = await http.options("/graphql", headers=evil | asked)
    assert response.status_code == 405
    assert not [name for name in response.headers if name.startswith("access-control")]


async def test_other_paths_do_not_answer(http: httpx.AsyncClient) -> None:
    assert (await http.get("/nowhere")).status_code == 404
