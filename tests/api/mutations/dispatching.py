"""A meeting proposed, returned, approved and held through the API, and what else is carried out."""

from tests.api.mutations.desk import Desk
from tests.support.city import CITY, POLICY
from tests.support.office import APPROVER
from xiangmu.access.principals import SYSTEM

OF = {"policy": POLICY, "obligation": "dispatch", "on": "2023-06-20", "hour": "09:30"}
SHOW = "proposal { id status words version place participants { unit { key } post } opinions { text } }"


async def dispatching(desk: Desk, project: str) -> None:
    await meeting(desk, project, await proposal(desk, project))
    await activity(desk, project)


async def proposal(desk: Desk, project: str) -> str:
    told = OF | {
        "place": "三楼",
        "matters": "用地",
        "projects": [project],
        "participants": [{"unit": "服务局", "post": "局长"}],
        "opinions": [{"unit": "第1镇", "text": "可行"}],
    }
    payload = await desk.give("meetingPropose", SHOW, **told)
    proposed = payload["proposal"]
    assert (proposed["status"], proposed["opinions"]) == ("PROPOSED", [{"text": "可行"}])
    assert proposed["participants"] == [{"unit": {"key": "bureau"}, "post": "局长"}]
    desk.principal = APPROVER
    of = {"proposal": proposed["id"]}
    payload = await desk.give("meetingReturn", SHOW, words="换个地方", version=proposed["version"], **of)
    assert (payload["proposal"]["status"], payload["proposal"]["words"]) == ("RETURNED", "换个地方")
    desk.principal = SYSTEM
    payload = await desk.give("meetingPropose", SHOW, **(told | of | {"place": "现场"}))
    assert (payload["proposal"]["id"], payload["proposal"]["place"]) == (proposed["id"], "现场")
    desk.principal = APPROVER
    payload = await desk.give("meetingApprove", SHOW, **of)
    assert payload["proposal"]["status"] == "APPROVED"
    desk.principal = SYSTEM
    approved: str = proposed["id"]
    return approved


async def meeting(desk: Desk, project: str, proposal: str) -> None:
    held = OF | {"kind": "DISPATCH", "chair": "DEPUTY", "solved": True, "place": "四楼", "matters": "用地"}
    decided = {"unit": "1镇", "text": "交地", "due": "2023-06-30", "project": project, "gravity": "MAJOR"}
    given = {"jurisdiction": CITY, "projects": [project], "decisions": [decided], "post": "常务副市长"}
    payload = await desk.payload("meetingRecord", held | given)
    [error] = payload["errors"]
    assert (error["field"], error["code"]) == (["proposal"], "AGAINST_RULE")
    payload = await desk.give(
        "meetingRecord",
        "meeting { unit { key } place post obligation decisions { unit { key } due issue { text gravity } } "
        "attachments { id } proposal { id status differences { name approved held } } }",
        proposal=proposal,
        participants=[{"unit": "服务局", "post": "局长"}, {"post": "常务副市长"}],
        opinions=[{"unit": "第1镇", "text": "可行"}],
        **(held | given),
    )
    assert payload["meeting"] == {
        "unit": None,
        "place": "四楼",
        "post": "常务副市长",
        "obligation": "dispatch",
        "decisions": [
            {"unit": {"key": "town1"}, "due": "2023-06-30", "issue": {"text": "交地", "gravity": "MAJOR"}}
        ],
        "attachments": [],
        "proposal": {
            "id": proposal,
            "status": "HELD",
            "differences": [
                {"name": "place", "approved": "现场", "held": "四楼"},
                {"name": "participants", "approved": "服务局 局长", "held": "常务副市长、服务局 局长"},
            ],
        },
    }


async def activity(desk: Desk, project: str) -> None:
    payload = await desk.give(
        "activityRecord",
        "activity { id kind due on results deliveredTo unit { key } projects { name } participants { unit { key } } }",
        policy=POLICY,
        obligation="inspection",
        due="2023-05-31",
        on="2023-05-30",
        participants=[{"unit": "服务局"}],
        projects=[project],
        results="一处停工",
    )
    found = payload["activity"]
    assert found.pop("id").startswith("act_")
    assert found == {
        "kind": "INSPECTION",
        "due": "2023-05-31",
        "on": "2023-05-30",
        "results": "一处停工",
        "deliveredTo": "市长",
        "unit": None,
        "projects": [{"name": "碳材料厂"}],
        "participants": [{"unit": {"key": "bureau"}}],
    }
