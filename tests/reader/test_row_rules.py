"""What a principal may not see is nowhere: not in lists, counts, sums, relations, filters, histories or by id."""

from datetime import date
from functools import cache
from typing import Any

import orjson
import pytest
from sqlalchemy import ColumnElement

from tests.reader.asking import Asking, schema_under
from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office
from xiangmu.access.principals import SYSTEM, Grant, Principal
from xiangmu.access.rights import Shape
from xiangmu.access.roles import Permission, Role
from xiangmu.access.row_rules import RULES
from xiangmu.api.schema import PublicSchema
from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord

pytestmark = [pytest.mark.anyio, pytest.mark.parametrize("at_once", [True, False])]

TOWN = Principal(
    id="town", grants=(Grant(role=Role.REPORTER, jurisdiction=CITY, unit=unit_id(CITY, "town1")),)
)


def own_projects(shape: Shape) -> ColumnElement[bool]:
    return shape.of_units(t.project.c.unit_id, Permission.READ)


def own_unit(shape: Shape) -> ColumnElement[bool]:
    return shape.of_units(t.unit.c.fact_id, Permission.READ)


def confirmed_stages(shape: Shape) -> ColumnElement[bool]:
    return shape.everything if shape.everywhere(Permission.READ) else t.stage_event.c.state == "CONFIRMED"


def everything(shape: Shape) -> ColumnElement[bool]:
    return shape.everything


@cache
def schema(*, at_once: bool) -> PublicSchema:
    rules = {t.project: own_projects, t.unit: own_unit, t.stage_event: confirmed_stages}
    return schema_under({**dict.fromkeys(RULES, everything), **rules}, at_once=at_once)


class Between:
    """Asks as the town, and as the office that sees everything."""

    def __init__(self, asking: Asking, at_once: bool) -> None:
        self._context = asking.context
        self._schema = schema(at_once=at_once)

    async def ask(self, query: str, principal: Principal, **variables: Any) -> Any:
        self._context.principal = principal
        result = await self._schema.execute(query, variable_values=variables, context_value=self._context)
        assert not result.errors, result.errors
        return orjson.loads(orjson.dumps(result.data))


@pytest.fixture
async def between(office: Office, asking: Asking, at_once: bool) -> Between:
    """The town has one project, which another town is assessed for, with one claimed stage."""
    own = await office.project("自己的", unit="town1")
    other = await office.project("别人的", unit="town2")
    for project in (own, other):
        await office.do(EnrolmentSet(project=project, policy=POLICY, unit="town2", since=date(2023, 1, 15)))
    await office.do(StageRecord(project=own, stage=Stage.SIGNED, on=date(2023, 2, 1)))
    await office.do(StageRecord(project=own, stage=Stage.STARTED, on=date(2023, 5, 1)), principal=REPORTER)
    return Between(asking, at_once)


async def test_lists_counts_and_sums(between: Between) -> None:
    query = "{ projects(order: [{by: NAME}]) { totalCount sums { total } nodes { name } } }"
    assert await between.ask(query, TOWN) == {
        "projects": {"totalCount": 1, "sums": {"total": "20000.0000"}, "nodes": [{"name": "自己的"}]}
    }
    assert (await between.ask(query, SYSTEM))["projects"]["totalCount"] == 2


async def test_relations(between: Between) -> None:
    query = """{ projects { nodes { unit { key } enrolments { unit { key } } stages { state } }
        pageInfo { hasNextPage } } units { nodes { key projects { totalCount } enrolments { totalCount } } } }"""
    assert await between.ask(query, TOWN) == {
        "projects": {
            "nodes": [
                {
                    "unit": {"key": "town1"},
                    "enrolments": [{"unit": None}],
                    "stages": [{"state": "CONFIRMED"}],
                }
            ],
            "pageInfo": {"hasNextPage": False},
        },
        "units": {
            "nodes": [{"key": "town1", "projects": {"totalCount": 1}, "enrolments": {"totalCount": 0}}]
        },
    }


async def test_ids(between: Between) -> None:
    listed = await between.ask("{ projects(order: [{by: NAME}]) { nodes { id name } } }", SYSTEM)
    other, own = listed["projects"]["nodes"]
    query = "query($id: ID!) { node(id: $id) { id } project(id: $id) { name } }"
    assert await between.ask(query, TOWN, id=other["id"]) == {"node": None, "project": None}
    assert (await between.ask(query, TOWN, id=own["id"]))["project"] == {"name": "自己的"}


async def test_filters(between: Between) -> None:
    query = "{ projects(filter: {stages: {state: [CLAIMED]}}) { totalCount } }"
    assert (await between.ask(query, TOWN))["projects"]["totalCount"] == 0
    assert (await between.ask(query, SYSTEM))["projects"]["totalCount"] == 1


async def test_histories(between: Between) -> None:
    query = '{ projects(filter: {jurisdiction: ["testville"]}) { nodes { name history { type fields { after } } } } }'
    [project] = (await between.ask(query, TOWN))["projects"]["nodes"]
    stages = [change for change in project["history"] if change["type"] == "StageEvent"]
    assert len(stages) == 1
    everything = {node["name"]: node for node in (await between.ask(query, SYSTEM))["projects"]["nodes"]}
    assert len(everything["自己的"]["history"]) == len(project["history"]) + 1
