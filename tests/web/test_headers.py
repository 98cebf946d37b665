"""Every answer tells browsers what not to do with it; only listed sites may read any; nothing is too large."""

import httpx
import pytest

from tests.web.conftest import Clients
from xiangmu.settings import HttpSettings, Settings
from xiangmu.web.headers import HEADERS
from xiangmu.web.sizes import LARGEST_HEADERS, LONGEST_ADDRESS, MOST_HEADERS

pytestmark = pytest.mark.anyio
FRIEND = "https://frontend.example"
ASKS = {"origin": FRIEND, "access-control-request-method": "POST"}


async def every_answer(http: httpx.AsyncClient) -> list[httpx.Response]:
    query = {"query": "{ __typename }"}
    return [
        await http.post("/graphql", json=query),
        await http.get("/graphql", params=query),
        await http.post("/graphql", json={"query": "{"}),
        await http.post("/graphql", content=b"{", headers={"content-type": "application/json"}),
        await http.post("/graphql", data=query),
        await http.put("/graphql"),
        await http.get("/livez"),
        await http.get("/readyz"),
        await http.post("/readyz"),
        await http.get("/metrics"),
        await http.get("/nothing"),
        await http.get("/graphql/"),
        await http.get("/graphql", params={"query": " " * LONGEST_ADDRESS}),
        await http.get("/livez", headers={"x": "x" * LARGEST_HEADERS}),
    ]


async def test_security_headers_and_a_name_on_every_answer(clients: Clients) -> None:
    answers = await every_answer(clients())
    assert {answer.status_code for answer in answers} == {200, 400, 404, 405, 414, 415, 431}
    for answer in answers:
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
        assert len(answer.headers["x-request-id"]) == 32
        assert "server" not in answer.headers
        assert "strict-transport-security" not in answer.headers


async def test_over_tls_browsers_are_told_to_stay_there(clients: Clients) -> None:
    http = clients()
    http.base_url = httpx.URL("https://xiangmu")
    assert "max-age" in (await http.get("/livez")).headers["strict-transport-security"]


async def test_no_site_is_let_in_by_default(clients: Clients) -> None:
    for answer in await every_answer(clients()):
        assert not [name for name in answer.headers if name.startswith("access-control")]
    refused = await clients().options("/graphql", headers=ASKS)
    assert refused.status_code == 405
    assert not [name for name in refused.headers if name.startswith("access-control")]


async def test_a_listed_site_may_ask_and_read(clients: Clients) -> None:
    http = clients(Settings(http=HttpSettings(origins=(FRIEND,))))
    asked = await http.options("/graphql", headers=ASKS | {"access-control-request-headers": "content-type"})
    assert (asked.status_code, asked.content) == (204, b"")
    assert asked.headers["access-control-allow-origin"] == FRIEND
    assert asked.headers["access-control-allow-methods"] == "GET, POST, PUT"
    assert "Content-Type" in asked.headers["access-control-allow-headers"]
    assert set(asked.headers["vary"].split(", ")) == {
        "Access-Control-Request-Method",
        "Access-Control-Request-Headers",
        "Origin",
    }
    for query in ("{ __typename }", "{"):
        answer = await http.post("/graphql", json={"query": query}, headers={"origin": FRIEND})
        assert answer.headers["access-control-allow-origin"] == FRIEND
        assert "X-Request-Id" in answer.headers["access-control-expose-headers"]
        assert "access-control-allow-credentials" not in answer.headers


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", f"{FRIEND}.evil.example", FRIEND.upper(), "null", "http://frontend.example", ""],
)
async def test_other_sites_may_not(clients: Clients, origin: str) -> None:
    http = clients(Settings(http=HttpSettings(origins=(FRIEND,))))
    for answer in (
        await http.options("/graphql", headers=ASKS | {"origin": origin}),
        await http.post("/graphql", json={"query": "{ __typename }"}, headers={"origin": origin}),
    ):
        assert not [name for name in answer.headers if name.startswith("access-control")]
        assert answer.headers["vary"] == "Origin"


async def test_many_headers_are_turned_down(clients: Clients) -> None:
    many = [(f"x-{number}", "1") for number in range(MOST_HEADERS + 1)]
    assert (await clients().get("/livez", headers=many)).status_code == 431
