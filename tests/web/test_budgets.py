"""What a request costs is told in its answer, and who has nothing left is refused without any work."""

from typing import Any

import httpx
import pytest

from tests.support.office import Office
from tests.web.conftest import WHO, Clients
from xiangmu.api.costs import REFUSAL
from xiangmu.settings import BudgetSettings, Settings

pytestmark = pytest.mark.anyio
NAMES = "{ projects(first: 50) { nodes { name } } }"
COST = 52
FEW = Settings(budget=BudgetSettings(principal=200, anonymous=COST))


async def ask(http: httpx.AsyncClient, query: str = NAMES, **headers: str) -> httpx.Response:
    return await http.post("/graphql", json={"query": query}, headers=headers)


def told(response: httpx.Response) -> dict[str, Any]:
    budget: dict[str, Any] = response.json()["extensions"]["budget"]
    return budget


async def test_every_answer_tells_what_it_cost_and_what_is_left(clients: Clients) -> None:
    http = clients(FEW, "account:1")
    first = await ask(http)
    assert first.status_code == 200
    assert told(first) == {"cost": COST, "remaining": 200 - COST, "resetsAt": "2023-07-01T12:01:00+08:00"}
    assert told(await ask(http, "{ __typename }"))["remaining"] == 200 - COST - 1


async def test_what_is_not_covered_is_not_begun(clients: Clients, office: Office) -> None:
    http = clients(FEW, "account:1")
    for _ in range(3):
        await ask(http)
    refused = await ask(http)
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "60"
    [error] = refused.json()["errors"]
    assert error["extensions"] == {"code": "RATE_LIMITED"}
    assert "data" not in refused.json()
    assert told(refused) == {"cost": 0, "remaining": 200 - 3 * COST, "resetsAt": "2023-07-01T12:01:00+08:00"}
    assert (await ask(http, "{ __typename }")).status_code == 200, "what is covered still is"
    office.pass_time(minutes=1)
    assert (await ask(http)).status_code == 200


async def test_each_principal_has_a_budget_and_each_address_without(clients: Clients) -> None:
    here = clients(FEW)
    assert (await ask(here)).status_code == 200
    assert (await ask(here)).status_code == 429
    assert (await ask(here, **{WHO: "account:1"})).status_code == 200
    assert (await ask(here, **{WHO: "account:2"})).status_code == 200
    assert (await ask(clients(FEW, address=("192.0.2.2", 1)))).status_code == 200


async def test_who_has_a_network_of_addresses_has_one_budget(clients: Clients) -> None:
    http = clients(FEW, address=("2001:db8::1", 1))
    assert (await ask(http)).status_code == 200
    await ask(http, "{ nothing }")
    neighbour = clients(FEW, address=("2001:db8::ffff:1", 1))
    await ask(neighbour, "{ nothing }")
    assert (await ask(http)).status_code == 429


@pytest.mark.parametrize(
    "sent",
    [
        {"json": {"query": "{ nothing }"}},
        {"json": {"query": "{"}},
        {"json": {"query": "mutation { nothing }", "operationName": "x"}},
        {"content": b"{", "headers": {"content-type": "application/json"}},
        {"content": b"x", "headers": {"content-type": "text/plain"}},
    ],
)
async def test_requests_that_are_turned_down_have_a_price_too(clients: Clients, sent: dict[str, Any]) -> None:
    http = clients(Settings(budget=BudgetSettings(anonymous=3 * REFUSAL)))
    for left in (2, 1, 0):
        response = await http.post("/graphql", **sent)
        assert response.status_code < 429
        assert told(response)["remaining"] == left * REFUSAL
    assert (await ask(http, "{ __typename }")).status_code == 429


async def test_without_a_budget_nothing_is_told_and_nothing_refused(clients: Clients) -> None:
    http = clients(Settings(budget=BudgetSettings(principal=0, anonymous=0)))
    for who in ({}, {WHO: "account:1"}):
        assert "extensions" not in (await ask(http, **who)).json()
