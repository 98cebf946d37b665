"""The own fields of a city, of every kind that a plugin may state: entered, read back, changed, told in the history."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import Any

import orjson
import pytest
from pydantic import Field

from tests.api.mutations.desk import Desk
from tests.support.city import CITY, catalog
from tests.support.office import Office
from xiangmu.catalog import Catalog, load_catalog
from xiangmu.plugin.profile import ProjectProfile

pytestmark = pytest.mark.anyio


class Way(StrEnum):
    """How the investor came."""

    CHAIN = "产业链招商"
    FUND = "基金招商"


class VariedProfile(ProjectProfile):
    """A field of every kind."""

    chain: str = Field("", title="产业链")
    workers: int | None = Field(None, title="用工")
    green: bool = Field(default=False, title="绿色")
    agreed_on: date | None = Field(None, title="签约日期")
    way: Way = Field(Way.CHAIN, title="招商方式")
    ways: tuple[Way, ...] = Field((), title="各种招商方式")
    partners: tuple[str, ...] = Field((), title="合作方")
    visits: tuple[date, ...] = Field((), title="考察日期")


SHOWN = "... on VariedProfile { chain workers green agreedOn way ways partners visits }"
GIVEN: dict[str, Any] = {
    "chain": "碳材料",
    "workers": 120,
    "green": True,
    "agreedOn": "2023-01-10",
    "way": "FUND",
    "ways": ["FUND", "CHAIN"],
    "partners": ["甲公司"],
    "visits": ["2022-11-01", "2022-12-01"],
}


@pytest.fixture
async def desk(office: Office) -> AsyncIterator[Desk]:
    """A desk of a city with such a profile, beside another city with its own."""
    [city] = catalog().cities
    varied = replace(city, profile=replace(city.profile, model=VariedProfile))
    office.catalog = Catalog((varied, *(other for other in load_catalog().cities if other.profile.model)))
    opened = Desk(office)
    yield opened
    await opened.http.aclose()


async def register(desk: Desk, **fields: Any) -> dict[str, Any]:
    payload = await desk.give(
        "projectRegister",
        f"project {{ id profile {{ {SHOWN} }} }}",
        jurisdiction=CITY,
        name="碳材料厂",
        total="20000",
        kind="MANUFACTURING",
        effective="2023-01-15",
        profile={CITY: fields},
    )
    project: dict[str, Any] = payload["project"]
    return project


async def test_a_field_of_any_kind_is_read_as_it_was_entered(desk: Desk) -> None:
    assert (await register(desk, **GIVEN))["profile"] == GIVEN


async def test_a_list_may_be_empty(desk: Desk) -> None:
    empty: dict[str, Any] = {"ways": [], "partners": [], "visits": []}
    assert (await register(desk, **GIVEN | empty))["profile"] == GIVEN | empty


async def test_a_list_of_too_many_is_refused_at_its_place(desk: Desk) -> None:
    project = await register(desk)
    change = {"project": project["id"], "version": 1, "effective": "2023-05-01"}
    partners = {CITY: {"partners": ["甲公司"] * 101}}
    assert await desk.refusals("projectChange", **change, profile=partners) == [
        ("profile.testville.partners", "OUT_OF_RANGE")
    ]


async def test_the_fields_of_another_city_are_refused(desk: Desk) -> None:
    project = await register(desk)
    change = {"project": project["id"], "version": 1, "effective": "2023-05-01"}
    others: dict[str, dict[str, Any]] = {"ruzhou": {}, "lanxian": {"attraction": True}}
    for whose, fields in others.items():
        assert await desk.refusals("projectChange", **change, profile={whose: fields}) == [
            (f"profile.{whose}", "MALFORMED")
        ]


async def test_what_was_changed_of_it_is_told(desk: Desk) -> None:
    project = (await register(desk, chain="碳材料"))["id"]
    change = {"project": project, "version": 1, "effective": "2023-05-01", "profile": {CITY: GIVEN}}
    payload = await desk.give(
        "projectChange",
        f"project {{ history {{ action fields {{ name before after }} }} versions {{ profile {{ {SHOWN} }} }} }}",
        **change,
    )
    versions = [version["profile"] for version in payload["project"]["versions"]]
    assert [profile["partners"] for profile in versions] == [["甲公司"], []]
    assert versions[0] == GIVEN
    changed, *_ = payload["project"]["history"]
    assert changed["action"] == "project_change"
    [told] = [field for field in changed["fields"] if field["name"] == "profile"]
    before, after = (orjson.loads(told[when]) for when in ("before", "after"))
    assert (before["workers"], after["workers"]) == (None, 120)
    assert after["ways"] == [Way.FUND, Way.CHAIN]
