"""Inspections, findings and visits through the API, from the checklist to what becomes of disputed facts."""

from tests.api.mutations.desk import Desk
from tests.support.city import POLICY

FINDING = """finding { id status title due overdue escalatedOn closedOn unit { key } repeats { id }
    steps { place kind text clause due post } disputes { id fact upheld project { name } } letters { number } }"""


async def inspecting(desk: Desk, project: str) -> None:
    """Every command about inspections, findings and visits."""
    inspection = await inspected(desk, project)
    await followed_up(desk, project, inspection)
    await disputed(desk, project)
    payload = await desk.give(
        "visitRecord",
        "visit { on post seen promised project { name } assignment { id } attachments { id } } project { id }",
        project=project,
        post="副市长",
        on="2023-06-20",
        seen="桩基过半",
        promised="协调用电",
    )
    assert payload["visit"] == {
        "on": "2023-06-20",
        "post": "副市长",
        "seen": "桩基过半",
        "promised": "协调用电",
        "project": {"name": "碳材料厂"},
        "assignment": None,
        "attachments": [],
    }


async def inspected(desk: Desk, project: str) -> str:
    payload = await desk.give(
        "inspectionOpen",
        "inspection { id kind manner unannounced team { unit { key } post } projects { on } findings { id } }",
        policy=POLICY,
        inspectionKind="special",
        manner="COVERT",
        unannounced=True,
        since="2023-06-01",
        team=[{"unit": "服务局", "post": "副局长"}, {"post": "督查员"}],
        projects=[project],
    )
    inspection = payload["inspection"]
    assert inspection["team"] == [
        {"unit": {"key": "bureau"}, "post": "副局长"},
        {"unit": None, "post": "督查员"},
    ]
    assert (inspection["projects"], inspection["findings"]) == ([{"on": None}], [])
    payload = await desk.give(
        "inspectionRecord",
        "inspected { on text answers { item answer text } project { name } inspection { id } }",
        inspection=inspection["id"],
        project=project,
        on="2023-06-02",
        text="基本属实",
        answers=[
            {"item": "started", "answer": "OK"},
            {"item": "invested", "answer": "PROBLEM", "text": "少报"},
            {"item": "on_plan", "answer": "NOT_APPLICABLE"},
            {"item": "obstacles", "answer": "OK"},
        ],
    )
    assert len(payload["inspected"]["answers"]) == 4
    assert payload["inspected"]["inspection"] == {"id": inspection["id"]}
    return str(inspection["id"])


async def followed_up(desk: Desk, project: str, inspection: str) -> None:
    of = {"policy": POLICY, "project": project, "category": "inaction", "unit": "1镇", "on": "2023-06-02"}
    payload = await desk.give("findingRaise", FINDING, inspection=inspection, text="推诿", **of)
    finding = payload["finding"]
    assert (finding["status"], finding["title"], finding["unit"]) == ("FOUND", "不作为", {"key": "town1"})
    about = {"finding": finding["id"]}
    payload = await desk.give(
        "letterIssue",
        "letter { number due problem target url finding { id } unit { key } }",
        number="办函1号",
        on="2023-06-05",
        workdays=3,
        target="限期办结",
        sender="重点项目办",
        **about,
    )
    assert payload["letter"]["due"] == "2023-06-08"
    assert payload["letter"]["url"].startswith("/letters?token=")
    payload = await desk.give("findingEscalate", FINDING, **about)
    assert payload["finding"]["overdue"]
    assert payload["finding"]["escalatedOn"] == "2023-07-01"
    assert payload["finding"]["steps"][-1] == {
        "place": 3,
        "kind": "ESCALATED",
        "text": "自行整改不落实",
        "clause": "T-2",
        "due": None,
        "post": None,
    }
    payload = await desk.give("findingReport", FINDING, text="已办结", on="2023-06-20", **about)
    assert (payload["finding"]["status"], payload["finding"]["due"]) == ("REPORTED", None)
    judged = {"on": "2023-06-21", **about}
    await desk.give("findingJudge", FINDING, verdict="UNTRUE", text="未办结", **judged)
    payload = await desk.give("findingInterview", FINDING, post="镇长", text="限期", **judged)
    assert payload["finding"]["steps"][-1]["post"] == "镇长"
    again = {**of, "on": "2023-06-25"}
    payload = await desk.give("findingRaise", FINDING, text="又推诿", **again)
    assert payload["finding"]["repeats"] == {"id": finding["id"]}


async def disputed(desk: Desk, project: str) -> None:
    of = {"policy": POLICY, "project": project, "category": "false_start", "unit": "1镇", "on": "2023-06-30"}
    payload = await desk.give("findingRaise", FINDING, text="现场无人", **of)
    disputes = payload["finding"]["disputes"]
    assert {one["fact"][:4] for one in disputes} == {"stg_"}
    payload = await desk.give(
        "disputeDecide",
        "dispute { upheld decidedOn text fact finding { id } }",
        dispute=disputes[0]["id"],
        fact=disputes[0]["fact"],
        upheld=False,
        reason="现场有施工记录",
    )
    assert payload["dispute"]["upheld"] is False
    assert payload["dispute"]["text"] == "现场有施工记录"
