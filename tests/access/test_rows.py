"""Nobody reads a word of what is not theirs: lists, relations, histories and counts, all of them, for every role."""

import pytest

from tests.access.asking import everything, marks
from tests.access.realm import COUNTY, NEIGHBOUR, PRINCIPALS, Realm
from tests.api.asking import Client
from tests.support.city import CITY

pytestmark = pytest.mark.anyio

ABOUT = ("project", "enrolment", "unit", "reason")
UPWARDS = (CITY, "town3", "enrolment")
BUNDLE = (COUNTY, "bundle", "project")


def of(jurisdiction: str, *units: str) -> set[tuple[str, ...]]:
    return {(jurisdiction, unit, about) for unit in units for about in ABOUT}


COUNTY_WIDE = {*of(COUNTY, "town1", "town2"), BUNDLE, UPWARDS}
OF_TOWN = {*of(COUNTY, "town1"), BUNDLE, UPWARDS}
SEEN = {
    "office": {*COUNTY_WIDE, (COUNTY, "person", "name")},
    "reporter": OF_TOWN,
    "approver": COUNTY_WIDE,
    "leader": COUNTY_WIDE,
    "inspector": COUNTY_WIDE,
    "viewer": COUNTY_WIDE,
    "viewer of a unit": OF_TOWN,
    "parent": {
        *of(CITY, "town1", "town2"),
        (CITY, "bundle", "project"),
        (CITY, "person", "name"),
        UPWARDS,
        (COUNTY, "town1", "project"),
        BUNDLE,
    },
    "reporter of the parent": {(COUNTY, "town1", "project"), BUNDLE, UPWARDS},
    "neighbour": {
        *of(NEIGHBOUR, "town1", "town2"),
        (NEIGHBOUR, "bundle", "project"),
        (NEIGHBOUR, "person", "name"),
    },
    "nobody": set(),
    "anonymous": set(),
}


async def test_every_text_that_is_shown_is_theirs_to_see(realm: Realm, client: Client) -> None:
    for who, seen in SEEN.items():
        client.principal = PRINCIPALS[who]
        assert marks(await everything(realm, client)) == seen, who


async def test_an_administrator_reads_everything_but_names(realm: Realm, client: Client) -> None:
    client.principal = PRINCIPALS["admin"]
    found = marks(await everything(realm, client))
    assert {about for _, _, about in found} == {*ABOUT}
    assert {place for place, _, _ in found} == {CITY, COUNTY, NEIGHBOUR}
