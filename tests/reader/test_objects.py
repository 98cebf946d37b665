"""Single objects by id, relations of every kind, and histories."""

from datetime import date
from uuid import UUID

import pytest

from tests.reader.asking import Asking
from tests.support.city import CITY, POLICY, CityReadings
from tests.support.office import REPORTER, Office
from tests.support.scene import play_everything
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.corrections import FactConfirm, FactCorrect, FactKind
from xiangmu.services.events import StageRecord
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.projects import ProjectChange, ProjectCodesSet

pytestmark = pytest.mark.anyio

MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)


async def test_an_id_finds_its_object_whatever_it_is(office: Office, asking: Asking) -> None:
    await play_everything(office)
    listed = await asking.ask(
        """{ projects { nodes { id __typename } } units { nodes { id __typename } }
        harms { nodes { id __typename } } surveys { nodes { id __typename } }
        commands(first: 2) { nodes { id __typename } } publicationHeads { nodes { id __typename } } }"""
    )
    objects = [node for page in listed.values() for node in page["nodes"]]
    assert len({node["__typename"] for node in objects}) == 6
    for node in objects:
        assert (await asking.ask("query($id: ID!) { node(id: $id) { id __typename } }", id=node["id"])) == {
            "node": node
        }


@pytest.mark.parametrize(
    "id_", ["", "prj_", "xxx_1", f"prj_{UUID(int=1).hex}", "cmd_999999", "cmd_0", "\0", "😀" * 99]
)
async def test_an_id_of_nothing_finds_null(asking: Asking, id_: str) -> None:
    query = "query($id: ID!) { node(id: $id) { id } project(id: $id) { name } unit(id: $id) { key } }"
    assert await asking.ask(query, id=id_) == {"node": None, "project": None, "unit": None}


async def test_an_id_of_another_entity_finds_null(office: Office, asking: Asking) -> None:
    project = f"prj_{(await office.project()).hex}"
    found = await asking.ask("query($id: ID!) { unit(id: $id) { key } node(id: $id) { id } }", id=project)
    assert found == {"unit": None, "node": {"id": project}}


async def test_a_jurisdiction_leads_to_all_that_is_its_own(office: Office, asking: Asking) -> None:
    await office.project()
    found = await asking.ask(
        """{ project: projects { nodes { jurisdiction { key parent { key } units(first: 1) { totalCount }
            projects { totalCount nodes { name } } policies { policy since readings { key chosen } } } } } }"""
    )
    readings = [
        {"key": key, "chosen": chosen} for key, chosen in CityReadings().model_dump(mode="json").items()
    ]
    assert found["project"]["nodes"] == [
        {
            "jurisdiction": {
                "key": CITY,
                "parent": None,
                "units": {"totalCount": 4},
                "projects": {"totalCount": 1, "nodes": [{"name": "碳材料厂"}]},
                "policies": [{"policy": POLICY, "since": "2023-01-01", "readings": readings}],
            }
        }
    ]


async def test_meetings_and_projects_lead_to_each_other(office: Office, asking: Asking) -> None:
    await play_everything(office)
    found = await asking.ask("{ meetings { nodes { kind unit { key } projects { name meetings { on } } } } }")
    projects = [{"name": "碳材料厂", "meetings": [{"on": "2023-06-01"}, {"on": "2023-05-01"}]}]
    assert found["meetings"]["nodes"] == [
        {"kind": "DISPATCH", "unit": None, "projects": projects},
        {"kind": "ON_SITE", "unit": {"key": "town2"}, "projects": projects},
    ]


async def test_a_profile_is_of_the_city_s_own_type(office: Office, asking: Asking) -> None:
    await office.project(profile={"chain": "碳材料"})
    await office.project("没有本地字段的")
    found = await asking.ask(
        """{ projects(order: [{by: RECORDED}]) { nodes { profile { __typename
            ... on ProjectProfile { j: jurisdiction } ... on CityProfile { chain } } } } }"""
    )
    assert [node["profile"] for node in found["projects"]["nodes"]] == [
        {"__typename": "CityProfile", "j": CITY, "chain": "碳材料"},
        None,
    ]


async def test_ballots_stay_secret(office: Office, asking: Asking) -> None:
    await play_everything(office)
    found = await asking.ask("{ surveys { nodes { seed frameSize closedOn ballotCount } } }")
    [survey] = found["surveys"]["nodes"]
    assert survey["closedOn"]
    assert survey["ballotCount"] > 0
    schema = await asking.ask("{ __schema { types { name } } }")
    assert not [type_ for type_ in schema["__schema"]["types"] if "Ballot" in type_["name"]]


CHANGES = """{ no by action reason type id fields { name before after } }"""


async def test_history_tells_who_changed_what_from_what_to_what_and_when(
    office: Office, asking: Asking
) -> None:
    project = await office.project()
    claim = StageRecord(project=project, stage=Stage.STARTED, on=MAY)
    office.pass_time(hours=1)
    fact = UUID((await office.do(claim, principal=REPORTER)).subject)
    office.pass_time(hours=1)
    await office.do(FactConfirm(kind=FactKind.STAGE, fact=fact))
    office.pass_time(hours=1)
    correction = FactCorrect(
        fact=fact, replacement=StageRecord(project=project, stage=Stage.STARTED, on=JUNE)
    )
    corrected = await office.do(correction, reason="日期录错")
    stages = await asking.ask(f"{{ stageEvents {{ nodes {{ id on state history {CHANGES} }} }} }}")
    [event] = stages["stageEvents"]["nodes"]
    assert (event["on"], event["state"]) == ("2023-06-01", "CONFIRMED")
    change, confirmation, first = event["history"]
    assert change == {
        "no": corrected.no,
        "by": "system",
        "action": "fact_correct",
        "reason": "日期录错",
        "type": "StageEvent",
        "id": event["id"],
        "fields": [{"name": "on", "before": "2023-05-01", "after": "2023-06-01"}],
    }
    assert confirmation["fields"] == [{"name": "state", "before": "CLAIMED", "after": "CONFIRMED"}]
    assert (first["by"], first["action"]) == ("reporter", "stage_record")
    assert first["fields"] == [
        {"name": "state", "before": None, "after": "CLAIMED"},
        {"name": "stage", "before": None, "after": "STARTED"},
        {"name": "on", "before": None, "after": "2023-05-01"},
    ]


async def test_a_project_s_history_is_that_of_all_its_facts(office: Office, asking: Asking) -> None:
    project = await office.project()
    code = "2301-990001-04-01-000001"
    await office.do(ProjectCodesSet(project=project, codes=(code,)))
    await office.do(ProjectChange(project=project, version=1, effective=date(2023, 1, 15), total_yuan=yi(3)))
    await office.do(StageRecord(project=project, stage=Stage.SIGNED, on=MAY))
    await office.do(ProjectCodesSet(project=project, codes=()))
    found = await asking.ask(f"{{ projects {{ nodes {{ history {CHANGES} }} }} }}")
    [told] = found["projects"]["nodes"]
    assert [(change["action"], change["type"]) for change in told["history"]] == [
        ("project_codes_set", "ProjectCode"),
        ("stage_record", "StageEvent"),
        ("project_change", "ProjectVersion"),
        ("project_codes_set", "ProjectCode"),
        ("project_register", "ProjectVersion"),
    ]
    assert told["history"][0]["fields"] == [{"name": "code", "before": code, "after": None}]
    assert told["history"][2]["fields"] == [{"name": "total", "before": "20000.0000", "after": "30000.0000"}]


async def test_what_takes_the_place_of_another_is_told_as_its_change(office: Office, asking: Asking) -> None:
    project = await office.project()
    plan = {"project": project, "milestone": "COMPLETED", "made_on": date(2023, 2, 1)}
    await office.do(PlanSet.model_validate(plan | {"due": date(2023, 12, 1)}))
    await office.do(PlanSet.model_validate(plan | {"milestone": "STARTED", "due": date(2023, 3, 1)}))
    await office.do(ProjectChange(project=project, version=1, effective=MAY, total_yuan=yi(3)))
    change = {"made_on": MAY, "due": date(2024, 3, 1), "approved_on": MAY}
    await office.do(PlanChange.model_validate(plan | change))
    await office.do(ProjectChange(project=project, version=2, effective=date(2023, 3, 1), name="改名"))
    found = await asking.ask(f"{{ projects {{ nodes {{ name total history {CHANGES} }} }} }}")
    [told] = found["projects"]["nodes"]
    renamed, planned, dearer, *_ = [change["fields"] for change in told["history"]]
    assert dearer == [
        {"name": "effective", "before": "2023-01-15", "after": "2023-05-01"},
        {"name": "total", "before": "20000.0000", "after": "30000.0000"},
    ]
    assert planned == [
        {"name": "due", "before": "2023-12-01", "after": "2024-03-01"},
        {"name": "madeOn", "before": "2023-02-01", "after": "2023-05-01"},
        {"name": "approvedOn", "before": None, "after": "2023-05-01"},
    ]
    assert [field for field in renamed if field["name"] == "name"] == [
        {"name": "name", "before": "碳材料厂", "after": "改名"}
    ]
    assert "total" not in [field["name"] for field in renamed]


async def test_an_instant_is_shown_with_its_offset(office: Office, asking: Asking) -> None:
    await office.project()
    found = await asking.ask("{ projects { nodes { registered { recordedAt no principal } } } }")
    assert found["projects"]["nodes"][0]["registered"]["recordedAt"] == "2023-07-01T12:00:00+08:00"
    since = '{ commands(filter: {recordedAt: {since: "2023-07-01T12:00:01+08:00"}}) { totalCount } }'
    assert await asking.ask(since) == {"commands": {"totalCount": 0}}
