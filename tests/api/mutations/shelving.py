"""Libraries through the API, from a submission to a place in a library, and the statistics office's list."""

from tests.api.mutations.desk import Desk
from tests.support.city import POLICY

ENTRY = """libraryEntry { id version policy library title before project { name } unit { key } on round status
    awaits awaitsTitle admittedOn closedOn history { no }
    steps { place round kind step level reviewer on text } } project { name }"""


async def libraries(desk: Desk, project: str) -> None:
    """Every command about libraries."""
    about = {"project": project, "policy": POLICY}
    submitted = {"library": "planning", "unit": "1镇", "on": "2023-05-01", "text": "手续齐备"}
    payload = await desk.give("librarySubmit", ENTRY, **about, **submitted)
    entry = payload["libraryEntry"]
    assert (entry["title"], entry["status"], entry["round"]) == ("谋划库", "UNDER_REVIEW", 1)
    assert (entry["awaits"], entry["awaitsTitle"], entry["unit"]) == ("city", "市级初审", {"key": "town1"})
    reviewed = {"reviewer": "市发改委", "on": "2023-06-01"}
    back = reviewed | {"step": "city", "result": "RETURNED", "text": "缺用地预审"}
    payload = await desk.give("libraryReview", ENTRY, **about, **back, version=entry["version"])
    assert payload["libraryEntry"]["awaits"] == "county"
    again = {"on": "2023-06-02", "text": "已补用地预审"}
    payload = await desk.give("libraryResubmit", ENTRY, **about, **again)
    assert payload["libraryEntry"]["round"] == 2
    for step in ("city", "province"):
        passed = reviewed | {"step": step, "result": "PASSED", "on": "2023-06-03"}
        payload = await desk.give("libraryReview", ENTRY, **about, **passed)
    entry = payload["libraryEntry"]
    assert (entry["status"], entry["admittedOn"], entry["awaits"]) == ("ADMITTED", "2023-06-03", None)
    assert [(step["round"], step["kind"], step["level"]) for step in entry["steps"]] == [
        (1, "SUBMITTED", "COUNTY"),
        (1, "RETURNED", "CITY"),
        (2, "SUBMITTED", "COUNTY"),
        (2, "PASSED", "CITY"),
        (2, "PASSED", "PROVINCE"),
    ]
    assert entry["steps"][1] == {
        "place": 2,
        "round": 1,
        "kind": "RETURNED",
        "step": "city",
        "level": "CITY",
        "reviewer": "市发改委",
        "on": "2023-06-01",
        "text": "缺用地预审",
    }
    payload = await desk.give(
        "libraryCorrect", ENTRY, **about, library="planning", reviewer="省发改委", reason="录错"
    )
    assert payload["libraryEntry"]["steps"][-1]["reviewer"] == "省发改委"
    payload = await desk.give("libraryWithdraw", ENTRY, **about, on="2023-06-20", text="不再建设")
    assert (payload["libraryEntry"]["status"], payload["libraryEntry"]["closedOn"]) == (
        "WITHDRAWN",
        "2023-06-20",
    )
    payload = await desk.give(
        "statisticsListEnter",
        "statisticsList { id month on lines unit { key } viewerCan }",
        policy=POLICY,
        month="2023-05-20",
        on="2023-06-05",
        lines=[{"code": "2301-990001-04-01-000002", "name": "碳材料厂"}, {"name": "无名", "place": "北区"}],
    )
    listed = payload["statisticsList"]
    assert (listed["month"], listed["lines"], listed["unit"]) == ("2023-05-01", 2, {"key": "bureau"})
