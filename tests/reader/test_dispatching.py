"""Meetings, proposals, decisions and activities, as the reader shows them."""

from typing import Any
from uuid import UUID

import pytest

from tests.reader.asking import Asking
from tests.services.test_meetings import DECISION, activity, approved, dispatch, proposal
from tests.support.office import Office
from tests.support.scene import play_everything
from xiangmu.services.corrections import FactCorrect

pytestmark = pytest.mark.anyio
ROOTS = {
    "meetingProposals": ('status: [HELD], obligation: ["dispatch"]', "status: [RETURNED]"),
    "meetingDecisions": ('due: { until: "2023-06-01" }', 'due: { since: "2023-06-02" }'),
    "activities": ('kind: [INSPECTION], due: { since: "2023-05-31" }', "kind: [TOUR]"),
    "monthsClosed": ("closed: false", "closed: true"),
}
"""Each list, with a filter that finds something and one that does not."""
DIFFERENCES = "{ meetingProposals(first: 50) { nodes { differences { name approved held } } } }"


@pytest.mark.parametrize("root", ROOTS)
async def test_each_is_listed_found_by_its_id_and_told_of(office: Office, asking: Asking, root: str) -> None:
    await play_everything(office)
    finding, missing = ROOTS[root]
    shown = "id __typename version recorded { kind } history { action by type fields { name after } }"
    found = await asking.ask(
        f"{{ found: {root}(filter: {{ {finding} }}) {{ totalCount nodes {{ {shown} }} }} "
        f"missing: {root}(filter: {{ {missing} }}) {{ totalCount }} }}"
    )
    assert (found["found"]["totalCount"], found["missing"]["totalCount"]) == (1, 0)
    [node] = found["found"]["nodes"]
    assert node["recorded"] and node["history"]
    by_id = await asking.ask("query($id: ID!) { node(id: $id) { id __typename } }", id=node["id"])
    assert by_id["node"] == {"id": node["id"], "__typename": node["__typename"]}


async def test_what_was_held_otherwise_than_approved_is_shown(office: Office, asking: Asking) -> None:
    project, other = await office.enrolled_project(), await office.enrolled_project("陶瓷厂")
    proposed = await approved(office, project)
    assert (await asking.ask(DIFFERENCES))["meetingProposals"]["nodes"] == [{"differences": []}]
    held: dict[str, Any] = {
        "hour": "10:00",
        "projects": (other,),
        "participants": ({"post": "常务副市长"},),
        "opinions": (),
    }
    meeting = await office.do(dispatch(project, proposed, **held))
    [node] = (await asking.ask(DIFFERENCES))["meetingProposals"]["nodes"]
    assert node["differences"] == [
        {"name": "hour", "approved": "09:30", "held": "10:00"},
        {"name": "participants", "approved": "常务副市长、服务局 局长", "held": "常务副市长"},
        {"name": "projects", "approved": "碳材料厂", "held": "陶瓷厂"},
        {"name": "opinions", "approved": "服务局 资金下月到位", "held": ""},
    ]
    as_approved = FactCorrect(fact=UUID(meeting.subject), replacement=dispatch(project, proposed))
    await office.do(as_approved, reason="记错")
    assert (await asking.ask(DIFFERENCES))["meetingProposals"]["nodes"] == [{"differences": []}]


async def test_lists_cost_the_same_however_many(office: Office, asking: Asking) -> None:
    query = """{
      meetingProposals(first: 50) { nodes { status participants { unit { key } post } opinions { text }
        projects { name } differences { name } meeting { decisions { unit { key } issue { text } } } history { no } } }
      activities(first: 50) { nodes { participants { unit { key } } projects { name } attachments { id } } }
    }"""
    project = await office.enrolled_project()
    costs = []
    for _ in range(2):
        proposed = await approved(office, project)
        await office.do(dispatch(project, proposed, decisions=(DECISION,)))
        await office.do(proposal(project))
        await office.do(activity(projects=(project,)))
        await asking.ask(query)
        costs.append(len(asking.statements))
    assert costs[0] == costs[1]
