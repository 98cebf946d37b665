"""Coverage, checklists, what stands behind a leader, scores without facts in dispute, letters as printed."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.api.asking import Client
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.plugin.vocabulary import Duty, Stage
from xiangmu.services.assignments import DutyAssign, DutyEnd
from xiangmu.services.events import StageRecord
from xiangmu.services.findings.disputes import DisputeDecide
from xiangmu.services.findings.letters import LetterIssue
from xiangmu.services.findings.raising import FindingRaise
from xiangmu.services.identity.accounts import AccountOpen
from xiangmu.services.inspections import InspectionOpen, InspectionRecord
from xiangmu.services.issues.raising import IssueRaise
from xiangmu.services.visits import VisitRecord

pytestmark = pytest.mark.anyio
ASKED = f'policy: "{POLICY}", period: "2023Q2"'
MAY, JUNE = date(2023, 5, 8), date(2023, 6, 1)
COVERAGE = f"""{{ inspectionCoverage({ASKED}) {{ total inspected rate clause {{ id }}
    projects {{ times lastOn project {{ name }} units {{ key }} }}
    left: projects(inspected: false) {{ project {{ name }} }} }} }}"""
BOARD = """query($post: String, $person: ID, $asOf: Date) { leaderBoard(
    policy: "testville-2023", period: "2023Q2", post: $post, person: $person, asOf: $asOf) { projects {
    project { name } units { key } duties { duty since until } openIssues openFindings lastVisit
    lastVisitOfAnyone lastMeeting gaps { because } lights { rule { key } state { key } because } } } }"""


async def inspect(office: Office, *projects: UUID, on: date = JUNE) -> None:
    given = {
        "policy": POLICY,
        "inspection_kind": "special",
        "manner": "OPEN",
        "since": MAY,
        "team": ({"post": "督查员"},),
        "projects": projects,
    }
    opened = await office.do(InspectionOpen.model_validate(given))
    for project in projects:
        record = {"inspection": opened.subject, "project": project, "on": on}
        answers = ({"item": "started", "answer": "OK"},)
        await office.do(InspectionRecord.model_validate(record | {"answers": answers}))


async def raised(office: Office, project: UUID, category: str = "slow", **more: Any) -> UUID:
    given = {"policy": POLICY, "category": category, "unit": "town1", "project": project, "on": JUNE}
    finding = FindingRaise.model_validate(given | {"text": "进度滞后"} | more)
    return UUID((await office.do(finding)).subject)


async def test_coverage_says_what_was_inspected_in_the_period(office: Office, client: Client) -> None:
    one, _, early = [await office.enrolled_project(name) for name in ("甲", "乙", "丙")]
    await inspect(office, one)
    await inspect(office, one, on=date(2023, 6, 30))
    # what was looked at before the period began counts there
    await inspect(office, early, on=date(2023, 7, 1))
    found = (await client.ask(COVERAGE))["inspectionCoverage"]
    assert (found["total"], found["inspected"], found["rate"]) == (3, 1, "1/3")
    assert found["clause"] == {"id": "T-1"}
    assert found["projects"][-1] == {
        "times": 2,
        "lastOn": "2023-06-30",
        "project": {"name": "甲"},
        "units": [{"key": "town1"}],
    }
    assert [entry["project"]["name"] for entry in found["left"]] == ["丙", "乙"]
    wrong = f"{{ inspectionCoverage({ASKED}) {{ projects(first: 0) {{ times }} }} }}"
    assert (await client.refused(wrong))[:2] == ("BAD_USER_INPUT", "first")


async def test_the_checklist_is_told(client: Client) -> None:
    rules = (
        await client.ask(
            f"""{{ inspectionRules(policy: "{POLICY}") {{ organisers kinds {{ key sample }}
            heads {{ items {{ key title }} }} categories {{ key contradicts investigated {{ id }} }}
            escalation {{ id }} }} }}"""
        )
    )["inspectionRules"]
    assert [kind["key"] for kind in rules["kinds"]] == ["special", "sample"]
    told = {one["key"]: one for one in rules["categories"]}
    assert told["inaction"]["investigated"] == rules["escalation"] == {"id": "T-2"}
    assert told["false_start"]["contradicts"] == "START"


async def test_a_leader_sees_all_that_is_theirs(office: Office, client: Client) -> None:
    led, other = await office.enrolled_project("甲"), await office.enrolled_project("乙")
    of = {"jurisdiction": CITY, "duty": Duty.COUNTY_LEADER, "project": led, "post": "副市长"}
    duty = await office.do(DutyAssign.model_validate(of | {"since": date(2023, 2, 1)}))
    await office.do(DutyAssign.model_validate(of | {"since": JUNE, "project": other, "post": "市长"}))
    await raised(office, led)
    issue = {"policy": POLICY, "category": "land", "project": led, "unit": "town1", "on": JUNE}
    await office.do(IssueRaise.model_validate(issue | {"text": "缺地"}))
    visit = {"project": led, "assignment": duty.subject, "on": MAY, "seen": "已平整"}
    await office.do(VisitRecord.model_validate(visit))
    await office.do(VisitRecord(project=led, post="市长", on=JUNE, seen="进场"))
    [board] = (await client.ask(BOARD, post="副市长"))["leaderBoard"]["projects"]
    assert board["project"] == {"name": "甲"}
    assert board["duties"] == [{"duty": "COUNTY_LEADER", "since": "2023-02-01", "until": None}]
    assert (board["openIssues"], board["openFindings"]) == (1, 1)
    assert (board["lastVisit"], board["lastVisitOfAnyone"]) == ("2023-05-08", "2023-06-01")
    lights = {light["rule"]["key"]: light["state"]["key"] for light in board["lights"]}
    assert (lights["issues"], lights["plan"]) == ("YELLOW", "UNDEFINED")
    early = (await client.ask(BOARD, post="副市长", asOf="2023-01-31"))["leaderBoard"]["projects"]
    assert early == []
    # they leave: from the next day the project is nobody's, and listed as a gap where a rule wants somebody
    await office.do(DutyEnd(assignment=UUID(duty.subject), until=date(2023, 6, 14)))
    for day, mine in (("2023-06-14", 1), ("2023-06-15", 0)):
        projects = (await client.ask(BOARD, post="副市长", asOf=day))["leaderBoard"]["projects"]
        assert len(projects) == mine
    assert (await client.refused(BOARD))[:2] == ("BAD_USER_INPUT", "post")
    assert (await client.refused(BOARD, post="市长", person="psn_1"))[:2] == ("BAD_USER_INPUT", "post")
    assert (await client.refused(BOARD, person="prj_1"))[:2] == ("BAD_USER_INPUT", "person")


async def test_leaders_ask_for_their_own_without_a_name(office: Office, client: Client) -> None:
    led = await office.enrolled_project("甲")
    opened = await office.do(AccountOpen(jurisdiction=CITY, login="deputy", name="某副市长"))
    account = UUID(opened.subject)
    of = {"jurisdiction": CITY, "duty": Duty.COUNTY_LEADER, "project": led, "post": "副市长"}
    await office.do(DutyAssign.model_validate(of | {"since": MAY, "person": account}))
    grants = (Grant(role=Role.LEADER, jurisdiction=CITY),)
    client.principal = Principal(id=f"account:{account}", account=account, grants=grants)
    [board] = (await client.ask(BOARD))["leaderBoard"]["projects"]
    assert board["project"] == {"name": "甲"}


async def test_a_bad_visit_is_refused(office: Office) -> None:
    project = await office.enrolled_project()
    bad = VisitRecord(project=project, on=date(2023, 8, 1), seen="")
    found = [(problem.path, str(problem.code)) for problem in await office.refused(bad)]
    assert found == [(("on",), "IN_FUTURE"), (("seen",), "REQUIRED"), (("post",), "REQUIRED")]
    of = {"jurisdiction": CITY, "duty": Duty.COUNTY_LEADER, "project": project, "post": "副市长"}
    duty = await office.do(DutyAssign.model_validate(of | {"since": JUNE}))
    early = VisitRecord(project=project, assignment=UUID(duty.subject), on=MAY, seen="看")
    assert [problem.path for problem in await office.refused(early)] == [("assignment",)]
    nobody = early.model_copy(update={"assignment": project})
    assert [problem.path for problem in await office.refused(nobody)] == [("assignment",), ("post",)]


PREVIEW = f"""query($without: Boolean!, $changes: [SupposedChange!]!) {{ scorecardPreview({ASKED},
    group: "towns", unit: "town1", changes: $changes, withoutDisputed: $without) {{
    before {{ total }} after {{ total }} errors {{ message }} warnings {{ message }}
    differences {{ change before {{ because }} }} }} }}"""


async def test_a_preview_leaves_out_what_is_in_dispute(office: Office, client: Client) -> None:
    project = await office.enrolled_project()
    stage = await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    await raised(office, project, "false_start")

    async def preview(*, without: bool, **more: Any) -> Any:
        found = (await client.ask(PREVIEW, without=without, changes=[], **more))["scorecardPreview"]
        assert found["errors"] == found["warnings"] == []
        return found

    counted = await preview(without=False)
    assert counted["before"] == counted["after"]
    struck = await preview(without=True)
    assert struck["before"] == counted["before"]
    assert struck["after"] != struck["before"]
    removed = {"factRemove": {"fact": f"stg_{UUID(stage.subject).hex}"}}
    both = await client.ask(PREVIEW, without=True, changes=[removed])
    assert both["scorecardPreview"]["after"] == struck["after"]
    dispute = (await client.ask("{ disputedFacts { nodes { id fact } } }"))["disputedFacts"]["nodes"][0]
    assert dispute["fact"] == f"stg_{UUID(stage.subject).hex}"
    identity = UUID(dispute["id"].removeprefix("dsp_"))
    decision = DisputeDecide(dispute=identity, fact=UUID(stage.subject), upheld=True)
    await office.do(decision, reason="现场无施工")
    decided = await preview(without=True)
    assert decided["before"] == decided["after"] == struck["after"]


async def test_a_letter_is_read_under_a_signed_address(office: Office, client: Client) -> None:
    finding = await raised(office, await office.enrolled_project(), text="<script>进度</script>")
    letter = {
        "finding": finding,
        "number": "1号",
        "on": JUNE,
        "due": date(2023, 7, 20),
        "target": "赶上进度",
        "sender": "重点项目办",
    }
    await office.do(LetterIssue.model_validate(letter))
    [told] = (await client.ask("{ reminderLetters { nodes { url unit { key } } } }"))["reminderLetters"][
        "nodes"
    ]
    page = await client.http.get(told["url"])
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert page.headers["content-security-policy"].startswith(
        "sandbox; style-src 'unsafe-inline'; default-src 'none'"
    )
    assert "&lt;script&gt;进度&lt;/script&gt;" in page.text
    assert "2023年7月20日前（含当日）" in page.text
    for url in ("/letters", "/letters?token=x.1.y", told["url"][:-1] + "_"):
        refused = await client.http.get(url)
        assert (refused.status_code, "<" in refused.text) == (404, False)
    office.pass_time(minutes=11)
    assert (await client.http.get(told["url"])).status_code == 404


async def test_statements_do_not_grow_with_what_there_is(office: Office) -> None:
    lists = """{ inspections { nodes { team { post } projects { answers { item } attachments { id } } } }
        findings { nodes { title overdue steps { kind } letters { url } disputes { fact } repeats { id } } }
        visits { nodes { project { name } attachments { id } } } }"""
    queries = (COVERAGE, BOARD, lists)

    async def counted() -> list[int]:
        found = []
        for query in queries:
            client = Client(office)
            with statements_of(office.database) as sent:
                await client.ask(query, **({"post": "副市长"} if query is BOARD else {}))
            await client.http.aclose()
            found.append(len(sent))
            office.pass_time(minutes=1)
        return found

    async def more(many: int) -> None:
        for number in range(many):
            project = await office.enrolled_project(f"项目{number}")
            of = {"jurisdiction": CITY, "duty": Duty.COUNTY_LEADER, "project": project, "post": "副市长"}
            await office.do(DutyAssign.model_validate(of | {"since": MAY}))
            await inspect(office, project)
            finding = await raised(office, project)
            letter = {"finding": finding, "number": f"{project}号", "on": JUNE, "due": date(2023, 7, 20)}
            await office.do(LetterIssue.model_validate(letter | {"target": "快", "sender": "办公室"}))
            await office.do(VisitRecord(project=project, post="副市长", on=MAY, seen="看"))

    await more(2)
    await counted()  # the secret that addresses are signed with is made once
    few = await counted()
    await more(8)
    assert await counted() == few
