"""Fields that not everybody may see: null, in histories too, and no filter tells what they hold."""

from typing import Any

import pytest

from tests.access.realm import COUNTY, MAY, OFFICE, PRINCIPALS, REPORTER, Realm, mark
from tests.api.asking import Client
from xiangmu.access.principals import Principal
from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio
JUNE_1 = MAY.replace(month=6)
READERS = ("office", "approver", "leader", "inspector", "viewer", "viewer of a unit", "reporter", "parent")


async def ask(client: Client, principal: Principal, query: str, **variables: Any) -> Any:
    client.principal = principal
    return await client.ask(query, **variables)


async def test_only_who_audits_sees_who_recorded(realm: Realm, client: Client) -> None:
    project = realm.projects[COUNTY, "town1"]
    await realm.office.do(StageRecord(project=project, stage=Stage.BUILDING, on=JUNE_1), principal=REPORTER)
    query = (
        """{ stageEvents(filter: {stage: [BUILDING]}) { nodes { recorded { principal } history { by } } } }"""
    )
    seen = {}
    for name in READERS:
        [event] = (await ask(client, PRINCIPALS[name], query))["stageEvents"]["nodes"]
        [change] = event["history"]
        seen[name] = (event["recorded"] and event["recorded"]["principal"], change["by"])
    own = (REPORTER.id, REPORTER.id)
    hidden = dict.fromkeys(READERS, (None, None))
    assert seen == hidden | {"office": own, "reporter": own}


async def test_a_filter_by_who_recorded_finds_nothing_for_others(client: Client) -> None:
    query = "query($who: [String!]) { commands(filter: {principal: $who}) { totalCount nodes { no } } }"
    every = (await ask(client, OFFICE, query, who=["system"]))["commands"]
    assert every["totalCount"] > 10
    for name in READERS:
        found = (await ask(client, PRINCIPALS[name], query, who=["system"]))["commands"]
        expected = every["totalCount"] if name in ("office", "parent") else 0
        assert (found["totalCount"] > 0) == (expected > 0), name


async def test_who_judged_is_for_those_who_may_know(client: Client) -> None:
    query = '{ judgements(filter: {period: ["2023Q2"]}) { nodes { judgedBy points } } }'
    for name in ("office", "approver"):
        judgements = (await ask(client, PRINCIPALS[name], query))["judgements"]["nodes"]
        assert judgements == [{"judgedBy": "system", "points": "13/2"}] * 2
    for name in ("leader", "viewer"):
        judgements = (await ask(client, PRINCIPALS[name], query))["judgements"]["nodes"]
        assert judgements == [{"judgedBy": None, "points": "13/2"}] * 2
    assert (await ask(client, REPORTER, query))["judgements"]["nodes"] == [
        {"judgedBy": None, "points": "13/2"}
    ]


async def test_names_and_numbers_are_for_the_office(client: Client) -> None:
    query = "{ people { totalCount nodes { name phone erased jurisdiction { key } } } }"
    [person] = (await ask(client, OFFICE, query))["people"]["nodes"]
    assert person == {
        "name": mark(COUNTY, "person", "name"),
        "phone": "13800000001",
        "erased": False,
        "jurisdiction": {"key": COUNTY},
    }
    for name in ("admin", "leader", "approver", "reporter", "viewer"):
        assert (await ask(client, PRINCIPALS[name], query))["people"] == {"totalCount": 0, "nodes": []}


async def test_a_parent_does_not_see_the_countys_units_reasons_and_claims(
    realm: Realm, client: Client
) -> None:
    project = realm.projects[COUNTY, "town1"]
    await realm.office.do(StageRecord(project=project, stage=Stage.BUILDING, on=JUNE_1), principal=REPORTER)
    query = """query($id: ID!) { project(id: $id) { name unit { key } claimed registered { no }
        funding { applicant { key } } enrolments { policy unit { key } } meetings { on }
        versions { recorded { no } history { reason by fields { name after } } } } }"""
    found = (await ask(client, PRINCIPALS["parent"], query, id=f"prj_{project.hex}"))["project"]
    [version] = found.pop("versions")
    told = {field["name"]: field["after"] for field in version["history"][0]["fields"]}
    assert "unit" not in told or told["unit"] is None
    assert (version["recorded"], version["history"][0]["reason"]) == (None, None)
    assert found == {
        "name": f"项目{mark(COUNTY, 'town1', 'project')}",
        "unit": None,
        "claimed": None,
        "registered": None,
        "funding": [{"applicant": None}],
        "enrolments": [{"policy": "testville-2023", "unit": {"key": "town3"}}],
        "meetings": [],
    }
    own = (await ask(client, OFFICE, query, id=f"prj_{project.hex}"))["project"]
    assert (own["unit"], own["claimed"]) == ({"key": "town1"}, True)


async def test_what_a_field_hides_no_filter_tells(client: Client) -> None:
    units = [f"unt_{unit_id(COUNTY, unit).hex}" for unit in ("town1", "town2")]
    for filter_ in (
        "projects(filter: {unit: $units})",
        "fundingSteps(filter: {applicant: $units})",
        "projects(filter: {funding: {applicant: $units}})",
        "projects(filter: {versions: {kind: [MANUFACTURING]}, unit: $units})",
    ):
        query = f"query($units: [ID!]) {{ found: {filter_} {{ totalCount }} }}"
        assert (await ask(client, PRINCIPALS["parent"], query, units=units))["found"]["totalCount"] == 0
        assert (await ask(client, OFFICE, query, units=units))["found"]["totalCount"] == 2
    for wanted in ("true", "false"):
        query = f'{{ projects(filter: {{claimed: {wanted}, jurisdiction: ["{COUNTY}"]}}) {{ totalCount }} }}'
        assert (await ask(client, PRINCIPALS["parent"], query))["projects"]["totalCount"] == 0


async def test_by_id_the_hidden_and_the_absent_are_alike(realm: Realm, client: Client) -> None:
    ids = [f"prj_{realm.projects[COUNTY, unit].hex}" for unit in ("town1", "town2")]
    ids += [f"psn_{realm.people[COUNTY].hex}", f"unt_{unit_id(COUNTY, 'town1').hex}", "cmd_3"]
    async with realm.office.database.reading() as connection:
        for table, prefix in ((t.stage_event, "stg"), (t.judgement, "jdg"), (t.enrolment, "enr")):
            rows = await connection.execute(table.select().where(table.c.jurisdiction == COUNTY))
            ids += [f"{prefix}_{row.fact_id.hex}" for row in rows]
    query = "query($id: ID!) { node(id: $id) { __typename id } }"
    for name in ("neighbour", "nobody", "anonymous"):
        for id_ in ids:
            realm.office.pass_time(seconds=1)
            assert await ask(client, PRINCIPALS[name], query, id=id_) == {"node": None}, (name, id_)
    assert (await ask(client, OFFICE, query, id=ids[0]))["node"] == {"__typename": "Project", "id": ids[0]}


async def test_a_grant_that_is_over_opens_nothing(client: Client) -> None:
    [grant] = OFFICE.grants
    over = Principal(id=OFFICE.id, grants=()).on(MAY)
    assert over.grants == ()
    query = "{ projects { totalCount } commands { totalCount } units { totalCount } }"
    found = await ask(client, over, query)
    assert {name: count["totalCount"] for name, count in found.items()} == {
        "projects": 0,
        "commands": 0,
        "units": 0,
    }
    assert grant.holds(MAY)
