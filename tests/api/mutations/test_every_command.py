"""Every command there is, given through the API: what it was about comes back through the one reader."""

from uuid import UUID

import pytest

from tests.api.mutations.desk import Desk, Given, graphql_schema, key
from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services import maintenance
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio
SECRET = "一把足够长的发券密钥-只在试验里用"  # noqa: S105  # invented for this test
OF_UNIT = {"jurisdiction": CITY, "unit": "2镇", "on": "2023-05-01"}


class Noting(Desk):
    """Remembers which mutations were given."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.given: set[str] = set()

    async def payload(self, mutation: str, given: Given, show: str = "") -> Given:
        """As ever."""
        self.given.add(mutation)
        return await super().payload(mutation, given, show)


async def test_every_command(office: Office) -> None:
    desk = Noting(office)
    project = await projects(desk)
    await events(desk, project)
    await conduct(desk, project)
    await enrolments(desk, project)
    await claims(desk, project)
    await survey(desk)
    await restructuring(desk)
    await installation(desk)
    await desk.batch({"praiseRecord": OF_UNIT | {"source": "HIGHER_MEDIA", "matter": "批量"}})
    await desk.http.aclose()
    mutations = graphql_schema().mutation_type
    assert mutations
    assert mutations.fields.keys() - desk.given == {"commandBatch"}
    assert await maintenance.verify(office.database) == ()


async def projects(desk: Desk) -> str:
    payload = await desk.give(
        "projectRegister",
        "receipt { kind principal reason } "
        "project { id name total kind sector flags place version unit { key } codes ... on Project { sample } "
        "profile { jurisdiction ... on CityProfile { chain } } }",
        jurisdiction=CITY,
        name=" 碳材料厂 ",
        total="20000.0001",
        kind="MANUFACTURING",
        effective="2023-01-15",
        sector="C30",
        flags=["STRATEGIC_EMERGING"],
        profile={"testville": {"chain": "碳材料"}},
        unit="第1镇",
        place="北区",
        codes=["２３０１-990001-04-01-000001"],
        sample="投资额为虚构",
        reason="据备案",
    )
    assert payload["receipt"] == {"kind": "project_register", "principal": "system", "reason": "据备案"}
    project = payload["project"]
    assert project | {"id": ""} == {
        "id": "",
        "name": "碳材料厂",
        "total": "20000.0001",
        "kind": "MANUFACTURING",
        "sector": "C30",
        "flags": ["STRATEGIC_EMERGING"],
        "place": "北区",
        "version": 1,
        "unit": {"key": "town1"},
        "codes": ["2301-990001-04-01-000001"],
        "sample": "投资额为虚构",
        "profile": {"jurisdiction": CITY, "chain": "碳材料"},
    }
    payload = await desk.give(
        "projectChange",
        "project { total version unit { key } name }",
        project=project["id"],
        version=1,
        effective="2023-05-01",
        total="30000",
        unit="town1",
    )
    changed = {"total": "30000.0000", "version": 2, "unit": {"key": "town1"}, "name": "碳材料厂"}
    assert payload["project"] == changed
    code = "2301-990001-04-01-000002"
    payload = await desk.give("projectCodesSet", "project { codes }", project=project["id"], codes=[code])
    assert payload["project"]["codes"] == [code]
    registered: str = project["id"]
    return registered


async def events(desk: Desk, project: str) -> None:
    of = {"project": project}
    payload = await desk.give(
        "stageRecord",
        "stageEvent { stage on state project { id } } project { stage }",
        stage="STARTED",
        on="2023-05-01",
        **of,
    )
    event = {"stage": "STARTED", "on": "2023-05-01", "state": "CONFIRMED", "project": {"id": project}}
    assert (payload["stageEvent"], payload["project"]) == (event, {"stage": "STARTED"})
    payload = await desk.give("startRecord", "startEvent { kind }", kind="CEREMONY", on="2023-05-02", **of)
    assert payload["startEvent"] == {"kind": "CEREMONY"}
    payload = await desk.give(
        "listRecord", "listing { list delisted }", keyList="CITY_KEY", on="2023-05-03", **of
    )
    assert payload["listing"] == {"list": "CITY_KEY", "delisted": False}
    payload = await desk.give(
        "fundingRecord",
        "fundingStep { amount applicant { key } bundle }",
        source="SPECIAL_BOND",
        step="APPLIED",
        amount="900.5",
        on="2023-05-03",
        applicant="2镇",
        bundle="一号捆",
        **of,
    )
    step = {"amount": "900.5000", "applicant": {"key": "town2"}, "bundle": "一号捆"}
    assert payload["fundingStep"] == step
    payload = await desk.give(
        "planSet", "plan { due }", milestone="COMPLETED", due="2023-12-01", madeOn="2023-02-01", **of
    )
    assert payload["plan"] == {"due": "2023-12-01"}
    payload = await desk.give(
        "planChange",
        "plan { due approvedOn }",
        milestone="COMPLETED",
        due="2024-01-01",
        madeOn="2023-06-01",
        approvedOn="2023-06-02",
        **of,
    )
    assert payload["plan"] == {"due": "2024-01-01", "approvedOn": "2023-06-02"}
    payload = await desk.give(
        "progressReport",
        "monthProgress { invested cumulative }",
        month="2023-05-01",
        invested="0.0001",
        cumulative="700",
        **of,
    )
    assert payload["monthProgress"] == {"invested": "0.0001", "cumulative": "700.0000"}


async def conduct(desk: Desk, project: str) -> None:
    payload = await desk.give(
        "meetingRecord",
        "meeting { unit { key } projects(first: 5) { id } }",
        kind="ON_SITE",
        chair="MAIN_LEADER",
        solved=True,
        projects=[project],
        **OF_UNIT,
    )
    assert payload["meeting"] == {"unit": {"key": "town2"}, "projects": [{"id": project}]}
    payload = await desk.give(
        "praiseRecord", "praise { matter }", source="HIGHER_MEDIA", matter="专版", **OF_UNIT
    )
    assert payload["praise"] == {"matter": "专版"}
    payload = await desk.give(
        "criticismRecord", "criticism { matter }", kind="CIRCULATED", matter="滞后", **OF_UNIT
    )
    assert payload["criticism"] == {"matter": "滞后"}
    harm = {"kind": "BLANKET_STOPPAGE", "verifiedBy": "POLICE", "matter": "阻工"}
    payload = await desk.give("harmRecord", "harm { matter verifiedBy }", **harm, **OF_UNIT)
    assert payload["harm"] == {"matter": "阻工", "verifiedBy": "POLICE"}
    payload = await desk.give(
        "judgementGive",
        "judgement { points reason }",
        policy=POLICY,
        group="towns",
        unit="2镇",
        period="2023Q2",
        item="effort",
        points="6.5",
        judgementReason="扎实",
    )
    assert payload["judgement"] == {"points": "13/2", "reason": "扎实"}


async def enrolments(desk: Desk, project: str) -> None:
    payload = await desk.give(
        "admissionGrant",
        "admission { on waiver approver }",
        project=project,
        policy=POLICY,
        on="2023-05-01",
        waiver="leader",
        waiverReason="补短板",
        approver="市长",
    )
    assert payload["admission"] == {"on": "2023-05-01", "waiver": "leader", "approver": "市长"}
    of = {"project": project, "policy": POLICY}
    show = "enrolment { id unit { key } since until counting ground recorded { no } }"
    payload = await desk.give("enrolmentSet", show, unit="1镇", since="2023-01-15", ground="备案", **of)
    assert payload["enrolment"]["unit"] == {"key": "town1"}
    payload = await desk.give("projectTransfer", show, unit="2镇", on="2023-05-01", reason="移交", **of)
    moved = payload["enrolment"]
    assert (moved["unit"], moved["since"], moved["ground"]) == ({"key": "town2"}, "2023-05-01", "移交")
    payload = await desk.give(
        "enrolmentDecide",
        show,
        enrolment=moved["id"],
        state="SUSPECTED",
        version=moved["recorded"]["no"],
        reason="存疑",
    )
    assert payload["enrolment"]["counting"] == "SUSPECTED"


async def claims(desk: Desk, project: str) -> None:
    async def claim(stage: Stage, on: str) -> str:
        data = StageRecord.model_validate({"project": key(project), "stage": stage, "on": on})
        receipt = await desk.office.do(data, principal=REPORTER)
        return f"stg_{UUID(receipt.subject).hex}"

    show = "fact { id ... on Fact { state } ... on StageEvent { on } }"
    built = await claim(Stage.BUILDING, "2023-06-01")
    payload = await desk.give("factConfirm", show, fact=built)
    assert payload["fact"] == {"id": built, "state": "CONFIRMED", "on": "2023-06-01"}
    completed = await claim(Stage.COMPLETED, "2023-06-02")
    payload = await desk.give("factReject", show, fact=completed, reason="尚未验收")
    assert payload["fact"] == {"id": completed, "state": "REJECTED", "on": "2023-06-02"}
    payload = await desk.give(
        "factCorrect",
        show,
        fact=built,
        reason="日期录错",
        replacement={"stageRecord": {"project": project, "stage": "BUILDING", "on": "2023-05-20"}},
    )
    assert payload["fact"] == {"id": built, "state": "CONFIRMED", "on": "2023-05-20"}


async def survey(desk: Desk) -> None:
    payload = await desk.give(
        "surveyOpen",
        "survey { id frameSize closedOn } invitations { position enterprise token }",
        policy=POLICY,
        group="services",
        period="2023Q2",
        frame=["甲公司", "乙公司"],
        seed="1",
        secret=SECRET,
    )
    opened = payload["survey"]
    assert (opened["frameSize"], opened["closedOn"]) == (2, None)
    invitations = payload["invitations"]
    assert {invitation["enterprise"] for invitation in invitations} == {"甲公司", "乙公司"}
    assert [invitation["position"] for invitation in invitations] == [1, 2]
    ballot = {"unit": "服务局", "attitude": "18", "efficiency": "36.25", "quality": "37"}
    await desk.give("ballotCast", survey=opened["id"], token=invitations[0]["token"], ballots=[ballot])
    payload = await desk.give("surveyClose", "survey { closedOn ballotCount }", survey=opened["id"])
    assert payload["survey"] == {"closedOn": "2023-07-01", "ballotCount": 1}
    payload = await desk.give(
        "publicationPublish",
        "publication { number period group }",
        policy=POLICY,
        group="towns",
        period="2023Q2",
        asOf="2023-06-20",
    )
    assert payload["publication"] == {"number": 1, "period": "2023Q2", "group": "towns"}


async def restructuring(desk: Desk) -> None:
    whole, other = await desk.project("产业园"), await desk.project("配套厂")
    payload = await desk.give(
        "projectSplit",
        "project { total version }",
        project=whole,
        version=1,
        on="2023-06-01",
        parts=[{"name": "二期", "total": "5000", "profile": {"testville": {"chain": "新"}}}],
    )
    assert payload["project"] == {"total": "15000.0000", "version": 2}
    payload = await desk.give(
        "projectMerge", "project { total }", project=whole, version=2, on="2023-06-02", absorbed=[other]
    )
    assert payload["project"] == {"total": "35000.0000"}


async def installation(desk: Desk) -> None:
    payload = await desk.give("jurisdictionInstall", "jurisdiction { key title }", jurisdiction=CITY)
    assert payload["jurisdiction"] == {"key": CITY, "title": "试验市"}
    payload = await desk.give(
        "unitAdd",
        "unit { key title kind aliases since }",
        jurisdiction=CITY,
        key="new",
        title="新镇",
        kind="TOWNSHIP",
        divisionCode="990009",
        since="2023-01-01",
        aliases=["新城"],
    )
    added = {"key": "new", "title": "新镇", "kind": "TOWNSHIP", "aliases": ["新城"], "since": "2023-01-01"}
    assert payload["unit"] == added
    payload = await desk.give(
        "unitAliasAdd", "unit { aliases }", jurisdiction=CITY, unit="新城", alias="新区"
    )
    assert payload["unit"] == {"aliases": ["新城", "新区"]}
    payload = await desk.give(
        "policyEnable",
        "enabledPolicy { since readings { key chosen } }",
        policy=POLICY,
        since="2023-02-01",
        until="2023-12-31",
        readings=[{"key": "points", "chosen": "THIRD"}],
    )
    assert {"key": "points", "chosen": "THIRD"} in payload["enabledPolicy"]["readings"]
    payload = await desk.give("personRegister", "person", jurisdiction=CITY, name="某某", phone="1")
    erased = await desk.give("personErase", "person", person=payload["person"])
    assert erased["person"] == payload["person"]
