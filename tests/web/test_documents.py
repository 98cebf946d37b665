"""Registered operations are asked for by their hash; where nothing else is accepted, nothing else is even parsed."""

from typing import Any

import httpx
import pytest

from tests.api.test_limits import Work
from tests.support.office import Office
from tests.web.conftest import Clients
from xiangmu.services import documents
from xiangmu.services.documents import Document
from xiangmu.settings import ApiSettings, Documents, Settings

pytestmark = pytest.mark.anyio
KNOWN = Document(text="query Names($n: Int!) { projects(first: $n) { nodes { name } } }", title="Names")
COMMAND = Document(
    text="mutation Add($i: UnitAliasAddInput!) { unitAliasAdd(input: $i) { no } }", title="Add"
)
OTHER = Document(text="query Other { __typename }", title="Other")
BY_HASH: dict[str, Any] = {
    "variables": {"n": 3},
    "extensions": {"persistedQuery": {"version": 1, "sha256Hash": KNOWN.hash}},
}
FOUND: dict[str, Any] = {"projects": {"nodes": []}}


def mode(documents: Documents) -> Settings:
    return Settings(api=ApiSettings(documents=documents))


def refused(response: httpx.Response) -> tuple[int, str, str]:
    assert "data" not in response.json()
    [error] = response.json()["errors"]
    return response.status_code, error["extensions"]["code"], error["message"]


@pytest.fixture(autouse=True)
async def registered(office: Office) -> None:
    """Two documents."""
    assert await documents.register(office.database, [KNOWN, COMMAND], office.clock) == 2


@pytest.mark.parametrize("how", [Documents.ALLOW, Documents.ONLY])
@pytest.mark.parametrize(
    "body",
    [
        BY_HASH,
        BY_HASH | {"query": KNOWN.text},
        {"variables": {"n": 3}, "documentId": KNOWN.hash},
        {"variables": {"n": 3}, "documentId": f"sha256:{KNOWN.hash}"},
        {"variables": {"n": 3}, "documentId": KNOWN.hash.upper(), "operationName": "Names"},
    ],
    ids=["hash", "hash and text", "id", "id with its kind", "capitals"],
)
async def test_a_registered_query_is_asked_for_by_its_hash(
    clients: Clients, how: Documents, body: dict[str, Any]
) -> None:
    response = await clients(mode(how)).post("/graphql", json=body)
    assert response.json()["data"] == FOUND


@pytest.mark.parametrize("how", [Documents.ALLOW, Documents.ONLY])
async def test_also_by_get_but_for_commands(clients: Clients, how: Documents) -> None:
    http = clients(mode(how))
    found = await http.get("/graphql", params={"documentId": KNOWN.hash, "variables": '{"n": 3}'})
    assert found.json()["data"] == FOUND
    command = await http.get("/graphql", params={"documentId": COMMAND.hash})
    assert (command.status_code, command.headers["allow"]) == (405, "POST")


async def test_what_is_not_registered_is_to_be_sent_as_text_where_texts_are_accepted(
    clients: Clients,
) -> None:
    http = clients(mode(Documents.ALLOW))
    unknown = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": OTHER.hash}}}
    not_found = (200, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")
    assert refused(await http.post("/graphql", json=unknown)) == not_found
    sent = await http.post("/graphql", json=unknown | {"query": OTHER.text})
    assert sent.json()["data"] == {"__typename": "Query"}
    assert refused(await http.post("/graphql", json=unknown)) == not_found, "asking registers nothing"
    assert "data" in (await http.post("/graphql", json={"query": OTHER.text})).json()


@pytest.mark.parametrize("how", [Documents.ALLOW, Documents.ONLY])
async def test_a_text_that_is_not_of_that_hash_is_refused(clients: Clients, how: Documents) -> None:
    response = await clients(mode(how)).post("/graphql", json=BY_HASH | {"query": OTHER.text})
    assert refused(response)[:2] == (400, "BAD_REQUEST")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"query": OTHER.text}, (403, "PERSISTED_QUERY_REQUIRED")),
        ({"query": KNOWN.text, "variables": {"n": 3}}, (403, "PERSISTED_QUERY_REQUIRED")),
        ({"query": "{ " * 10_000}, (403, "PERSISTED_QUERY_REQUIRED")),
        ({}, (403, "PERSISTED_QUERY_REQUIRED")),
        ({"documentId": OTHER.hash}, (200, "PERSISTED_QUERY_NOT_FOUND")),
        ({"documentId": OTHER.hash, "query": OTHER.text}, (200, "PERSISTED_QUERY_NOT_FOUND")),
        ({"documentId": "../../etc/passwd"}, (200, "PERSISTED_QUERY_NOT_FOUND")),
        ({"documentId": "x" * 100_000}, (200, "PERSISTED_QUERY_NOT_FOUND")),
    ],
)
async def test_where_only_registered_ones_are_accepted_anything_else_is_refused_unparsed(
    clients: Clients, body: dict[str, Any], expected: tuple[int, str]
) -> None:
    http = clients(mode(Documents.ONLY))
    await http.post("/graphql", json=BY_HASH)
    with Work() as work:
        response = await http.post("/graphql", json=body)
    assert refused(response)[:2] == expected
    assert work.calls < 20_000


@pytest.mark.parametrize(
    "extensions",
    [
        {"persistedQuery": 1},
        {"persistedQuery": {}},
        {"persistedQuery": {"sha256Hash": 1}},
        {"persistedQuery": []},
    ],
)
async def test_malformed_hashes(clients: Clients, extensions: dict[str, Any]) -> None:
    response = await clients(mode(Documents.ALLOW)).post("/graphql", json={"extensions": extensions})
    assert refused(response)[:2] == (400, "BAD_REQUEST")


async def test_switched_off_texts_are_answered_and_hashes_alone_are_not(clients: Clients) -> None:
    http = clients()
    expected = (200, "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")
    assert refused(await http.post("/graphql", json=BY_HASH)) == expected
    assert (await http.post("/graphql", json=BY_HASH | {"query": KNOWN.text})).json()["data"] == FOUND


async def test_a_document_that_was_withdrawn_is_unknown_again(clients: Clients, office: Office) -> None:
    assert await documents.forget(office.database, KNOWN.hash)
    assert not await documents.forget(office.database, KNOWN.hash)
    response = await clients(mode(Documents.ONLY)).post("/graphql", json=BY_HASH)
    assert refused(response)[1] == "PERSISTED_QUERY_NOT_FOUND"
