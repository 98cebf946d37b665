"""Every command there is, given through the API: what it was about comes back through the one reader."""

import pytest

from tests.api.mutations.assessing import OF_UNIT, claims, conduct, enrolments, publication, survey
from tests.api.mutations.desk import Desk, Given, graphql_schema
from tests.api.mutations.dispatching import dispatching
from tests.api.mutations.filing import files
from tests.api.mutations.following import problems
from tests.api.mutations.importing import exports, imports
from tests.api.mutations.inspecting import inspecting
from tests.api.mutations.keeping import accounts
from tests.api.mutations.publishing import bulletins
from tests.api.mutations.registering import inventories
from tests.api.mutations.reporting import reporting
from tests.api.mutations.shelving import libraries
from tests.api.mutations.telling import channels
from tests.api.mutations.undertaking import undertakings
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.services import maintenance

pytestmark = pytest.mark.anyio


class Noting(Desk):
    """Remembers which mutations were given."""

    def __init__(self, office: Office) -> None:
        super().__init__(office)
        self.given: set[str] = set()

    async def payload(self, mutation: str, given: Given, show: str = "") -> Given:
        """As ever."""
        self.given.add(mutation)
        return await super().payload(mutation, given, show)

    async def session(self, mutation: str, given: Given, show: str) -> Given:
        """As ever."""
        self.given.add(mutation)
        return await super().session(mutation, given, show)


async def test_every_command(office: Office) -> None:
    desk = Noting(office)
    project = await projects(desk)
    await events(desk, project)
    await conduct(desk, project)
    await dispatching(desk, project)
    await enrolments(desk, project)
    await claims(desk, project)
    await undertakings(desk, project)
    await files(desk, project)
    await imports(desk)
    await exports(desk)
    await problems(desk, project)
    await inspecting(desk, project)
    await inventories(desk, project)
    await libraries(desk, project)
    await reporting(desk)
    await bulletins(desk)
    await survey(desk)
    await publication(desk)
    await restructuring(desk)
    await installation(desk)
    await accounts(desk)
    await channels(desk)
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
        "monthProgress { invested cumulative yearToDate picture nextMonth nextMonthWork afterClosing }",
        month="2023-05-01",
        invested="0.0001",
        cumulative="700",
        yearToDate="3.5",
        picture="主体封顶",
        nextMonth="80",
        nextMonthWork="设备安装",
        **of,
    )
    assert payload["monthProgress"] == {
        "invested": "0.0001",
        "cumulative": "700.0000",
        "yearToDate": "3.5000",
        "picture": "主体封顶",
        "nextMonth": "80.0000",
        "nextMonthWork": "设备安装",
        "afterClosing": False,
    }
    [warning] = payload["warnings"]
    assert warning["field"] == ["yearToDate"]
    month = {"jurisdiction": CITY, "month": "2023-05-01"}
    payload = await desk.give("monthClose", "monthClosed { month closed version }", **month)
    assert payload["monthClosed"] == {"month": "2023-05-01", "closed": True, "version": payload["no"]}
    payload = await desk.give(
        "monthReopen", "monthClosed { closed history { reason } }", reason="漏报", **month
    )
    history = [{"reason": "漏报"}, {"reason": ""}]
    assert payload["monthClosed"] == {"closed": False, "history": history}


async def restructuring(desk: Desk) -> None:
    whole, other = await desk.project("产业园"), await desk.project("配套厂")
    payload = await desk.give(
        "projectSplit",
        "project { total version successors(first: 5) { how on project { name total profile { jurisdiction } } } }",
        project=whole,
        version=1,
        on="2023-06-01",
        parts=[{"name": "二期", "total": "5000", "profile": {"testville": {"chain": "新"}}}],
    )
    part = {"name": "二期", "total": "5000.0000", "profile": {"jurisdiction": CITY}}
    assert payload["project"] == {
        "total": "15000.0000",
        "version": 2,
        "successors": [{"how": "SPLIT", "on": "2023-06-01", "project": part}],
    }
    payload = await desk.give(
        "projectMerge",
        "project { total origins(first: 5) { how origin { name stage } } }",
        project=whole,
        version=2,
        on="2023-06-02",
        absorbed=[other],
    )
    merged = {"how": "MERGED", "origin": {"name": "配套厂", "stage": "TERMINATED"}}
    assert payload["project"] == {"total": "35000.0000", "origins": [merged]}


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
