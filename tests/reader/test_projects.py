"""Finding projects: every filter against what is known to be there."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.reader.asking import Asking
from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.vocabulary import Flag, KeyList, ProjectKind, Stage
from xiangmu.services.events import ListRecord, StageRecord
from xiangmu.services.projects import ProjectChange, ProjectCodesSet

pytestmark = pytest.mark.anyio

MARCH, APRIL, MAY = date(2023, 3, 1), date(2023, 4, 1), date(2023, 5, 1)
FIND = "query($filter: ProjectFilter) { projects(filter: $filter, order: [{by: NAME}]) { nodes { name } } }"
CODE = "2301-990001-04-01-000001"


@pytest.fixture
async def projects(office: Office) -> dict[str, UUID]:
    """Four projects, each found by something else."""
    factory = await office.enrolled_project("５Ｇ 工厂")
    await office.do(ProjectCodesSet(project=factory, codes=(CODE,)))
    await office.do(StageRecord(project=factory, stage=Stage.SIGNED, on=MARCH))
    await office.do(StageRecord(project=factory, stage=Stage.STARTED, on=MAY))
    await office.do(ListRecord(project=factory, key_list=KeyList.CITY_KEY, on=MARCH))
    await office.do(ListRecord(project=factory, key_list=KeyList.CITY_KEY, on=APRIL, delisted=True))
    await office.do(ListRecord(project=factory, key_list=KeyList.PROVINCIAL_KEY, on=APRIL))
    road = await office.project(
        "100%_道路", kind=ProjectKind.INFRASTRUCTURE, total_yuan=wan("5000.0001"), unit="town2", sector="E48"
    )
    await office.do(StageRecord(project=road, stage=Stage.STARTED, on=APRIL), principal=REPORTER)
    await office.do(ListRecord(project=road, key_list=KeyList.CITY_KEY, on=MARCH))
    flags = (Flag.DIGITAL_ECONOMY, Flag.NEW_INFRASTRUCTURE)
    centre = await office.project("数据中心", flags=flags, sector="I64", unit="", total_yuan=yi(9))
    change = ProjectChange(project=centre, version=1, effective=APRIL, flags=(Flag.DIGITAL_ECONOMY,))
    await office.do(change)
    farm = await office.project("农场", kind=ProjectKind.AGRICULTURE, sector="A", flags=(Flag.PURE_FARMING,))
    await office.do(StageRecord(project=farm, stage=Stage.TERMINATED, on=MAY))
    return {"5G工厂": factory, "道路": road, "数据中心": centre, "农场": farm}


ROAD, FACTORY, CENTRE, FARM = "100%_道路", "５Ｇ 工厂", "数据中心", "农场"
FOUND: list[tuple[dict[str, Any], list[str]]] = [
    ({}, [ROAD, FARM, CENTRE, FACTORY]),
    ({"jurisdiction": [CITY]}, [ROAD, FARM, CENTRE, FACTORY]),
    ({"jurisdiction": ["elsewhere"]}, []),
    ({"kind": ["AGRICULTURE", "INFRASTRUCTURE"]}, [ROAD, FARM]),
    ({"kind": []}, []),
    ({"sector": "E"}, [ROAD]),
    ({"sector": "I6"}, [CENTRE]),
    ({"stage": ["STARTED"]}, [FACTORY]),
    ({"stage": ["TERMINATED", "SIGNED"]}, [FARM]),
    ({"total": {"least": "5000.0001", "most": "20000"}}, [ROAD, FARM, FACTORY]),
    ({"total": {"least": "5000.0002"}}, [FARM, CENTRE, FACTORY]),
    ({"total": {"most": "-1"}}, []),
    ({"total": {}}, [ROAD, FARM, CENTRE, FACTORY]),
    ({"flags": ["NEW_INFRASTRUCTURE"]}, []),
    ({"flags": ["DIGITAL_ECONOMY", "PURE_FARMING"]}, [FARM, CENTRE]),
    ({"lists": ["CITY_KEY"]}, [ROAD]),
    ({"lists": ["PROVINCIAL_KEY", "CITY_KEY"]}, [ROAD, FACTORY]),
    ({"code": [CODE.replace("-", "—")]}, [FACTORY]),
    ({"claimed": True}, [ROAD]),
    ({"claimed": False}, [FARM, CENTRE, FACTORY]),
    ({"text": "5g工", "jurisdiction": [CITY]}, [FACTORY]),
    ({"text": "Ｇ 工", "jurisdiction": [CITY]}, [FACTORY]),
    ({"text": "中心", "jurisdiction": [CITY]}, [CENTRE]),
    ({"text": "%_", "jurisdiction": [CITY]}, [ROAD]),
    ({"text": "%", "jurisdiction": [CITY]}, [ROAD]),
    ({"text": "0道", "jurisdiction": [CITY]}, []),
    ({"enrolments": {"policy": [POLICY]}}, [FACTORY]),
    ({"enrolments": {"policy": [POLICY], "counting": ["EXCLUDED"]}}, []),
    ({"stages": {"stage": ["STARTED"]}}, [ROAD, FACTORY]),
    ({"stages": {"stage": ["STARTED"], "state": ["CONFIRMED"]}}, [FACTORY]),
    ({"stages": {"stage": ["STARTED"], "on": {"since": "2023-04-01", "until": "2023-04-30"}}}, [ROAD]),
    ({"stages": {"stage": ["SIGNED"], "on": {"since": "2023-03-01"}}}, [FACTORY]),
    ({"listings": {"delisted": True}, "stage": ["STARTED"]}, [FACTORY]),
    ({"versions": {"total": {"least": "90000"}}}, [CENTRE]),
]


async def test_each_filter_finds_what_it_says(asking: Asking, projects: dict[str, UUID]) -> None:
    assert len(projects) == 4
    for filter_, names in FOUND:
        found = await asking.ask(FIND, filter=filter_)
        assert [node["name"] for node in found["projects"]["nodes"]] == names, filter_


async def test_units_are_named_by_their_ids(asking: Asking, projects: dict[str, UUID]) -> None:
    assert projects
    units = (await asking.ask('{ units(filter: {key: ["town1", "town2"]}) { nodes { id } } }'))["units"]
    first, second = (node["id"] for node in units["nodes"])
    for ids, names in (([second], [ROAD]), ([first, second], [ROAD, FARM, FACTORY])):
        found = await asking.ask(FIND, filter={"unit": ids})
        assert [node["name"] for node in found["projects"]["nodes"]] == names


async def test_a_project_tells_all_that_was_recorded_of_it(asking: Asking, projects: dict[str, UUID]) -> None:
    found = await asking.ask(
        """query($id: ID!) { project(id: $id) { name total kind stage flags claimed version codes
            jurisdiction { key title } unit { key aliases groups { policy key title } }
            stages { stage on state } versions { effective total flags }
            listings(filter: {delisted: true}) { list on } enrolments { policy unit { title } until } } }""",
        id=f"prj_{projects['5G工厂'].hex}",
    )
    assert found["project"] == {
        "name": FACTORY,
        "total": "20000.0000",
        "kind": "MANUFACTURING",
        "stage": "STARTED",
        "flags": [],
        "claimed": False,
        "version": 1,
        "codes": [CODE],
        "jurisdiction": {"key": CITY, "title": "试验市"},
        "unit": {
            "key": "town1",
            "aliases": ["第1镇"],
            "groups": [{"policy": POLICY, "key": "towns", "title": "乡镇"}],
        },
        "stages": [
            {"stage": "STARTED", "on": "2023-05-01", "state": "CONFIRMED"},
            {"stage": "SIGNED", "on": "2023-03-01", "state": "CONFIRMED"},
        ],
        "versions": [{"effective": "2023-01-15", "total": "20000.0000", "flags": []}],
        "listings": [{"list": "CITY_KEY", "on": "2023-04-01"}],
        "enrolments": [{"policy": POLICY, "unit": {"title": "1镇"}, "until": None}],
    }


async def test_the_attributes_in_force_are_those_of_the_list(
    asking: Asking, projects: dict[str, UUID]
) -> None:
    found = await asking.ask(
        "query($id: ID!) { project(id: $id) { flags unit { key } versions { flags effective } } }",
        id=f"prj_{projects['数据中心'].hex}",
    )
    assert found["project"] == {
        "flags": ["DIGITAL_ECONOMY"],
        "unit": None,
        "versions": [
            {"flags": ["DIGITAL_ECONOMY"], "effective": "2023-04-01"},
            {"flags": ["DIGITAL_ECONOMY", "NEW_INFRASTRUCTURE"], "effective": "2023-01-15"},
        ],
    }


async def test_units_are_found_by_every_name(asking: Asking) -> None:
    find = "query($name: String!) { units(filter: {name: $name}) { nodes { key } } }"
    for name in ("town1", "1镇", "第1镇", "第 １ 镇"):
        assert (await asking.ask(find, name=name))["units"]["nodes"] == [{"key": "town1"}], name
    assert (await asking.ask(find, name="1"))["units"]["nodes"] == []
