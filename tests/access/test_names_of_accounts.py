"""The names of accounts are shown to those who may know them, and asking for them is no fault of anybody."""

import pytest

from tests.access.realm import COUNTY, OFFICE, PRINCIPALS, REPORTER, Realm, mark
from tests.api.asking import Client
from xiangmu.services.identity.accounts import AccountOpen

pytestmark = pytest.mark.anyio
NAME = mark(COUNTY, "account", "name")


async def test_an_office_reads_the_names_of_its_accounts(realm: Realm, client: Client) -> None:
    await realm.office.do(AccountOpen(jurisdiction=COUNTY, login="county.clerk", name=NAME))
    query = "{ accounts { nodes { login name } } }"
    found = {}
    for who in (OFFICE, PRINCIPALS["admin"], REPORTER):
        client.principal = who
        found[who.id] = (await client.ask(query))["accounts"]["nodes"]
    assert found == {
        OFFICE.id: [{"login": "county.clerk", "name": NAME}],
        PRINCIPALS["admin"].id: [{"login": "county.clerk", "name": None}],
        REPORTER.id: [],
    }
