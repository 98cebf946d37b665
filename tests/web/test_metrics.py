"""``/metrics`` for who knows the token, with few series however inventive clients are."""

import re

import httpx
import pytest
from pydantic import SecretStr

from tests.support.office import Office
from tests.web.conftest import Clients
from xiangmu.catalog import Catalog
from xiangmu.db.engine import Database
from xiangmu.services import documents, maintenance
from xiangmu.services.documents import Document
from xiangmu.settings import ApiSettings, BudgetSettings, Documents, MetricsSettings, Settings
from xiangmu.web.app import create_app

pytestmark = pytest.mark.anyio
TOKEN = "a token for this test"  # noqa: S105  # invented
BEARER = {"authorization": f"Bearer {TOKEN}"}
OPEN = MetricsSettings(token=SecretStr(TOKEN))


async def series(http: httpx.AsyncClient) -> dict[str, float]:
    response = await http.get("/metrics", headers=BEARER)
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain; version=")
    lines = [line for line in response.text.splitlines() if not line.startswith("#")]
    return {name: float(number) for name, _, number in (line.rpartition(" ") for line in lines)}


async def test_without_a_token_there_are_none(clients: Clients) -> None:
    assert (await clients().get("/metrics", headers=BEARER)).status_code == 404


@pytest.mark.parametrize(
    "given", [{}, {"authorization": "Bearer x"}, {"authorization": TOKEN}, {"authorization": "Bearer "}]
)
async def test_only_who_knows_the_token_is_told(clients: Clients, given: dict[str, str]) -> None:
    response = await clients(Settings(metrics=OPEN)).get("/metrics", headers=given)
    assert (response.status_code, response.headers["www-authenticate"]) == (401, "Bearer")
    assert "xiangmu" not in response.text


async def test_what_is_counted(clients: Clients, office: Office) -> None:
    known = Document(text="query Known { projects { totalCount } }", title="Known")
    await documents.register(office.database, [known], office.clock)
    settings = Settings(
        metrics=OPEN, api=ApiSettings(documents=Documents.ALLOW), budget=BudgetSettings(anonymous=2_000)
    )
    http = clients(settings)
    await http.post("/graphql", json={"documentId": known.hash})
    await http.post("/graphql", json={"query": "query Mine { projects { totalCount } }"})
    await http.post("/graphql", json={"query": "{ nothing }"})
    await http.post("/graphql", json={"query": '{ scorecards(policy: "p", period: "x") { total } }'})
    found = await series(http)
    assert found['xiangmu_requests_total{code="OK",kind="query",operation="Known"}'] == 1
    assert found['xiangmu_requests_total{code="OK",kind="query",operation=""}'] == 1
    assert found['xiangmu_requests_total{code="GRAPHQL_VALIDATION_FAILED",kind="",operation=""}'] == 1
    assert found['xiangmu_requests_total{code="RATE_LIMITED",kind="query",operation=""}'] == 1
    assert found["xiangmu_budget_refusals_total"] == 1
    assert found['xiangmu_http_responses_total{status="200"}'] == 3
    assert found['xiangmu_http_responses_total{status="429"}'] == 1
    assert found['xiangmu_request_seconds_count{kind="query"}'] == 3
    assert found["xiangmu_statements_total"] >= 3
    assert found["xiangmu_cost_total"] == 2 * 101 + 200
    assert found["xiangmu_ledger_head"] == await head(office)
    assert found["xiangmu_database_up"] == 1
    assert 'xiangmu_database_connections{state="idle"}' in found


async def head(office: Office) -> int:
    return (await maintenance.head(office.database)).no


async def test_clients_cannot_add_series(clients: Clients) -> None:
    http = clients(Settings(metrics=OPEN))

    async def asked(names: str) -> set[str]:
        for name in names:
            await http.post(
                "/graphql", json={"query": f"query N{name} {{ __typename }}", "operationName": f"N{name}"}
            )
            await http.get(f"/{name}", headers={"x-request-id": f"request-{name}"})
            await http.request(name, "/graphql")
        return {re.sub(r"_created\b", "", name) for name in await series(http)}

    assert await asked("ABC") == await asked("DEFGHI")


async def test_the_database_may_be_gone() -> None:
    nowhere = Database.open("postgresql://127.0.0.1:1/none")
    app = create_app(Catalog(()), nowhere, settings=Settings(metrics=OPEN))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://xiangmu") as http:
        assert (await series(http))["xiangmu_database_up"] == 0
    await nowhere.dispose()
