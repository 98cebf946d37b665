"""Duties, procedures, plans of years, rulings, readings, revised goals and promises, as the reader shows them."""

from typing import Any

import pytest

from tests.reader.asking import Asking
from tests.support.office import Office
from tests.support.scene import play_everything

pytestmark = pytest.mark.anyio

ROOTS = {
    "yearPlans": ("year: [2023]", "year: [2022]"),
    "procedures": ("done: true, kind: [EIA]", "done: false"),
    "assignments": ('duty: [COUNTY_LEADER], since: { since: "2023-04-01" }', "ended: false"),
    "duplicateRulings": ("same: false", "same: true"),
    "indicatorReadings": ('indicator: ["investment"], period: ["2023-05"]', 'period: ["2023-06"]'),
    "goalRevisions": ('policy: ["testville-2023"], target: ["starts"]', 'group: ["services"]'),
    "commitments": ('due: { until: "2023-12-31" }', 'due: { until: "2023-12-30" }'),
}
"""Each list, with a filter that finds something and one that does not."""


@pytest.fixture
async def told(office: Office, asking: Asking) -> Asking:
    """Where everything has happened."""
    await play_everything(office)
    return asking


@pytest.mark.parametrize("root", ROOTS)
async def test_each_is_listed_found_by_its_id_and_told_of(told: Asking, root: str) -> None:
    finding, missing = ROOTS[root]
    shown = "id __typename version state recorded { kind } history { action by type fields { name after } }"
    found = await told.ask(
        f"{{ found: {root}(filter: {{ {finding} }}) {{ totalCount nodes {{ {shown} }} }} "
        f"missing: {root}(filter: {{ {missing} }}) {{ totalCount }} }}"
    )
    assert (found["found"]["totalCount"], found["missing"]["totalCount"]) == (1, 0)
    [node] = found["found"]["nodes"]
    assert node["state"] == "CONFIRMED"
    assert node["history"][0]["action"] == node["recorded"]["kind"]
    assert {change["type"] for change in node["history"]} == {node["__typename"]}
    query = "query($id: ID!) { node(id: $id) { id __typename } }"
    assert (await told.ask(query, id=node["id"]))["node"] == {
        "id": node["id"],
        "__typename": node["__typename"],
    }


async def test_a_project_and_a_unit_lead_to_theirs(told: Asking) -> None:
    found = await told.ask(
        """{ projects(filter: { procedures: { done: true } }) { totalCount nodes {
            yearPlans { year planned } procedures { kind department { key } appliedOn doneOn }
            assignments { duty post until } history { type }
        } } units(filter: { key: ["town2"] }) { nodes {
            indicatorReadings { text source } goalRevisions { text approver reason } commitments { text due }
        } } }"""
    )
    [project] = found["projects"]["nodes"]
    assert project["yearPlans"] == [{"year": 2023, "planned": "10000.0000"}]
    assert project["procedures"] == [
        {
            "kind": "EIA",
            "department": {"key": "bureau"},
            "appliedOn": "2023-04-01",
            "doneOn": "2023-05-01",
        }
    ]
    assert project["assignments"] == [{"duty": "COUNTY_LEADER", "post": "常务副市长", "until": "2023-06-01"}]
    assert {"YearPlan", "Procedure", "Assignment"} <= {change["type"] for change in project["history"]}
    [unit] = found["units"]["nodes"]
    assert unit["indicatorReadings"] == [{"text": "12.5亿元", "source": "统计月报"}]
    assert unit["goalRevisions"] == [{"text": "3个", "approver": "市长", "reason": "上级加码"}]
    assert unit["commitments"] == [{"text": "年内开工三个", "due": "2023-12-31"}]


async def test_the_growth_of_a_procedure_is_its_history(told: Asking) -> None:
    found: dict[str, Any] = await told.ask(
        "{ procedures { nodes { history { fields { name before after } } } } }"
    )
    [last, first] = found["procedures"]["nodes"][0]["history"]
    assert last["fields"] == [{"name": "doneOn", "before": None, "after": "2023-05-01"}]
    assert {"name": "appliedOn", "before": None, "after": "2023-04-01"} in first["fields"]


async def test_rulings_are_found_by_either_project(told: Asking) -> None:
    found = await told.ask("{ duplicateRulings { nodes { project { id } other { id } } } }")
    [ruling] = found["duplicateRulings"]["nodes"]
    query = "query($id: ID!) { duplicateRulings(filter: { project: [$id] }) { totalCount } }"
    for side in ("project", "other"):
        assert (await told.ask(query, id=ruling[side]["id"]))["duplicateRulings"]["totalCount"] == 1
