"""Problems through the API, from raising to crossing off: what each step shows."""

from tests.api.mutations.desk import Desk
from tests.support.city import CITY, POLICY

STANDING = """standing { ledger categoryTitle levelTitle round
    checkpoints { key outcome due met lateMinutes clause basis } explanation { text clause basis evidence } }"""


async def problems(desk: Desk, project: str) -> None:
    """Every command about problems."""
    show = (
        f"issue {{ id version status text due gravity source unit {{ key }} project {{ name }} {STANDING} }}"
    )
    raised = {"policy": POLICY, "project": project, "on": "2023-07-01", "text": "用地指标未落实"}
    payload = await desk.give(
        "issueRaise", show, category="land", unit="服务局", due="2023-07-10", gravity="MAJOR", **raised
    )
    issue = payload["issue"]
    assert issue["unit"] == {"key": "bureau"}
    assert issue["project"] == {"name": "碳材料厂"}
    assert (issue["status"], issue["due"], issue["source"]) == ("RAISED", "2023-07-10", "REPORT")
    assert issue["standing"]["checkpoints"] == [
        {
            "key": "agreed",
            "outcome": "WAITING",
            "due": "2023-07-10T23:59:59+08:00",
            "met": None,
            "lateMinutes": 0,
            "clause": None,
            "basis": "PRINTED",
        }
    ]
    assert issue["standing"]["explanation"][0]["text"] == "处于“待受理”"
    of = {"issue": issue["id"]}
    person = (await desk.give("personRegister", "person", jurisdiction=CITY, name="经办人"))["person"]
    shown = "issue { status post person level steps { kind text post other { id } } }"
    await desk.give("issueAccept", shown, **of)
    payload = await desk.give("issueAssign", shown, unit="1镇", post="分管副镇长", person=person, **of)
    assert (payload["issue"]["post"], payload["issue"]["person"]) == ("分管副镇长", person)
    await desk.give("issueAct", shown, action="MEASURES", text="调剂指标", **of)
    payload = await desk.give("issueInstruct", shown, post="市长", text="限期办结", **of)
    assert payload["issue"]["steps"][-1]["text"] == "市长: 限期办结"
    payload = await desk.give("issueEscalate", shown, level="office", text="需市级协调", **of)
    assert payload["issue"]["level"] == "office"
    await desk.give("issueExtend", shown, due="2023-07-20", text="指标下旬下达", **of)
    await desk.give("issueSettle", shown, text="指标已下达", **of)
    payload = await desk.give("issueConfirm", shown, confirmed=True, **of)
    assert payload["issue"]["status"] == "CONFIRMED"
    await desk.give("issueCrossOff", shown, **of)
    payload = await desk.give("issueReopen", shown, text="又被收回", **of)
    assert payload["issue"]["status"] == "ACCEPTED"
    other = (await desk.give("issueRaise", "issue { id }", category="land", unit="服务局", **raised))["issue"]
    payload = await desk.give(
        "issueMerge", "issue { status closedOn mergedInto { id } }", into=other["id"], **of
    )
    assert payload["issue"] == {"status": "MERGED", "closedOn": "2023-07-01", "mergedInto": other}
