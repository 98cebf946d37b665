"""Two governments of the program at work in a test: 三门峡 in the autumn of 2020, 岚县 in that of 2022."""

from functools import cache

import pytest

from tests.calendars.asking import Asker, at
from tests.identity.household import Household
from tests.support.office import Office
from xiangmu.catalog import Catalog, load_catalog
from xiangmu.db.engine import Database
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable


@cache
def catalog() -> Catalog:
    """The cities that come with the program."""
    return load_catalog()


@pytest.fixture
async def office(database: Database) -> Office:
    """Both offices, their policies enabled, on 2020-09-29 at ten."""
    opened = Office(database, catalog())
    opened.now = at("2020-09-29T10:00:00")
    for place in ("sanmenxia", "lanxian"):
        await opened.do(JurisdictionInstall(jurisdiction=place))
        for policy in opened.catalog.policies.values():
            if policy.jurisdiction == place:
                await opened.do(PolicyEnable(policy=policy.key, since=policy.starts))
    return opened


@pytest.fixture
def house(office: Office) -> Household:
    """Its accounts."""
    return Household(office)


@pytest.fixture
def asker(office: Office) -> Asker:
    """Asks the application."""
    return Asker(office)
