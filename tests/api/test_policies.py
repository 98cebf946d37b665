"""Jurisdictions and policies: what the plugins say, and what is in force on a day."""

from collections.abc import AsyncIterator
from datetime import date

import pytest

from tests.api.asking import Client
from tests.support.city import POLICY
from tests.support.office import Office
from xiangmu.catalog import load_catalog
from xiangmu.db.engine import Database
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable

pytestmark = pytest.mark.anyio


@pytest.fixture
async def cities(database: Database) -> AsyncIterator[Client]:
    """A client of an office of 汝州 with all five cities loaded, its policy enabled."""
    office = Office(database, load_catalog())
    await office.do(JurisdictionInstall(jurisdiction="ruzhou"))
    await office.do(PolicyEnable(policy="ruzhou-2023", since=date(2023, 1, 1)))
    client = Client(office)
    yield client
    await client.http.aclose()


async def test_jurisdictions_know_their_parent_and_enabled_policies(cities: Client) -> None:
    query = "{ jurisdictions { key title divisionCode parent { key } policies { key enabled } } }"
    found = {one["key"]: one for one in (await cities.ask(query))["jurisdictions"]}
    assert found["lingbao"]["parent"] == {"key": "sanmenxia"}
    assert found["ruzhou"] == {
        "key": "ruzhou",
        "title": "汝州市",
        "divisionCode": "410482",
        "parent": None,
        "policies": [{"key": "ruzhou-2023", "enabled": True}],
    }
    assert found["jincheng"]["policies"] == []


async def test_a_policy_shows_everything_that_its_document_states(cities: Client) -> None:
    query = """{ policies(key: "ruzhou-2023") {
      title number issuedOn starts ends enabled jurisdiction { key }
      clauses { id locator kind gist status by reason }
      groups { key title clause { id } units { key title kind divisionCode aliases } }
      targets { key title group { key } unit { key } measure goal { text } comparison due
                lead { key } responsible { key } cooperating { key } clause { id } }
      notices { text targets clause { id } }
      cards { title group { key } periodKind clause { id } yearClause { id }
              items { key title section cap floor clause { id } judgements { key least most many } } }
      boards { key title basis periodKind byTotal group { key } clause { id } }
      awards { title group { key } first last amount clause { id } }
      accountability { key title group { key } clause { id } }
      readings { number key title chosen choice isDefault clause { id } } } }"""
    [policy] = (await cities.ask(query))["policies"]
    assert {group["key"]: len(group["units"]) for group in policy["groups"]} == {
        "area": 24,
        "department": 25,
        "service": 18,
    }
    assert len(policy["clauses"]) == 39
    clauses = {clause["id"]: clause for clause in policy["clauses"]}
    assert (clauses["RZ-20"]["status"], clauses["RZ-20"]["reason"]) == ("IMPLEMENTED", None)
    assert "scoring.planning" in clauses["RZ-20"]["by"]
    assert len(policy["targets"]) > 100
    assert [award["amount"] for award in policy["awards"] if award["first"] == 1] == [
        "30.0000",
        "30.0000",
        "10.0000",
    ]
    assert {board["basis"] for board in policy["boards"]} == {"PRINTED", "DERIVED"}
    assert all(reading["isDefault"] for reading in policy["readings"])


async def test_readings_are_those_in_force_on_the_day_as_known_then(office: Office, client: Client) -> None:
    query = """query ($asOf: Date, $asKnownAt: KnownAt) {
      policies(asOf: $asOf, asKnownAt: $asKnownAt) { enabled readings { key chosen isDefault } } }"""

    async def points(**arguments: object) -> tuple[bool, str]:
        [policy] = (await client.ask(query, **arguments))["policies"]
        [chosen] = [r["chosen"] for r in policy["readings"] if r["key"] == "points"]
        return policy["enabled"], chosen

    changed = PolicyEnable(policy=POLICY, since=date(2023, 6, 1), readings={"points": "THIRD"})
    receipt = await office.do(changed)
    assert await points() == (True, "THIRD")
    assert await points(asOf="2023-05-31") == (True, "ONE")
    assert await points(asOf="2022-12-31") == (False, "ONE")
    assert await points(asKnownAt={"no": receipt.no - 1}) == (True, "ONE")


async def test_policies_are_filtered_by_jurisdiction_and_key(cities: Client) -> None:
    query = "query ($jurisdiction: String, $key: String) { policies(jurisdiction: $jurisdiction, key: $key) { key } }"
    assert (await cities.ask(query, jurisdiction="ruzhou"))["policies"] == [{"key": "ruzhou-2023"}]
    assert (await cities.ask(query, jurisdiction="ruzhou", key="ruzhou-2023"))["policies"]
    assert (await cities.refused(query, jurisdiction="x"))[:2] == ("NOT_FOUND", "jurisdiction")
    assert (await cities.refused(query, key="x"))[:2] == ("NOT_FOUND", "key")


async def test_a_policy_without_rules_of_its_own_follows_up_problems_as_everywhere(client: Client) -> None:
    query = """query($key: String!) { policies(key: $key) { issueRules { confirmed categories { key unit }
        ledgers { status title required } levels { key } limits { key } escalations { key byHand } } } }"""
    [policy] = (await client.ask(query, key=POLICY))["policies"]
    rules = policy["issueRules"]
    assert [one["status"] for one in rules["ledgers"] if one["required"]] == [
        "RAISED",
        "SETTLED",
        "CROSSED_OFF",
    ]
    assert {"key": "land", "unit": None} in rules["categories"]
    assert (rules["limits"], rules["escalations"], rules["confirmed"]) == ([], [], None)
