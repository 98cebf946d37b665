"""Which figures somebody is shown: of their own all of it, of others what was published, and never another figure."""

from typing import Any
from uuid import UUID

import pytest

from tests.access.asking import marks
from tests.access.realm import COUNTY, MARCH, MAY, OFFICE, PRINCIPALS, REPORTER, Realm, mark, policy_of
from tests.api.asking import Client
from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.db.facts import head_no
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.corrections import FactKind, FactReject
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord

pytestmark = pytest.mark.anyio
POLICY = policy_of(COUNTY)
ASKED = f'policy: "{POLICY}", period: "2023Q2"'
RESULTS = {
    "scorecards": f"{{ scorecards({ASKED}) {{ total }} }}",
    "boards": f"{{ boards({ASKED}) {{ places {{ position }} }} }}",
    "accountability": f"{{ accountability({ASKED}) {{ units {{ unit {{ key }} }} }} }}",
    "doubleClaims": f"{{ doubleClaims({ASKED}) {{ project {{ id }} }} }}",
    "suspectedDuplicates": f"{{ suspectedDuplicates({ASKED}) {{ pairs {{ because }} }} }}",
    "departmentProcedures": f"{{ departmentProcedures({ASKED}) {{ hidden }} }}",
    "procedureStatus": f"{{ procedureStatus({ASKED}) {{ totalCount }} }}",
    "projectLights": f"{{ projectLights({ASKED}) {{ totalCount }} }}",
    "dutyGaps": f"{{ dutyGaps({ASKED}) {{ gaps {{ because }} }} }}",
    "inspectionCoverage": f"{{ inspectionCoverage({ASKED}) {{ total }} }}",
    "libraryReconciliation": f'{{ libraryReconciliation(policy: "{POLICY}") {{ lines }} }}',
    "leaderBoard": f'{{ leaderBoard({ASKED}, post: "县长") {{ projects {{ openIssues }} }} }}',
    "projectLists": f"{{ projectLists({ASKED}) {{ key }} }}",
    "publicationDrafts": f'{{ publicationDrafts(policy: "{POLICY}") {{ number }} }}',
    "preview": f'{{ scorecardPreview({ASKED}, group: "towns", unit: "town1", changes: []) {{ supposed }} }}',
}
PUBLISHED = {
    "attainment": f"{{ attainment({ASKED}) {{ attainments {{ met }} }} }}",
    "inspectionRules": f'{{ inspectionRules(policy: "{POLICY}") {{ title }} }}',
    "inventories": f'{{ inventories(policy: "{POLICY}") {{ key }} }}',
    "libraries": f'{{ libraries(policy: "{POLICY}") {{ clause {{ id }} }} }}',
    "indicators": f"{{ indicators({ASKED}) {{ computation {{ knownAt }} }} }}",
    "publications": f'{{ publications(policy: "{POLICY}") {{ number }} }}',
}
EVERYTHING = dict.fromkeys((*RESULTS, *PUBLISHED), "OK")
OF_A_UNIT = EVERYTHING | dict.fromkeys(
    (
        "boards",
        "accountability",
        "suspectedDuplicates",
        "departmentProcedures",
        "dutyGaps",
        "inspectionCoverage",
        "leaderBoard",
        "libraryReconciliation",
    ),
    "NOT_ALLOWED",
)
ONLY_PUBLISHED = dict.fromkeys(RESULTS, "NOT_ALLOWED") | dict.fromkeys(PUBLISHED, "OK")
ANSWERED = {
    **dict.fromkeys(("office", "approver", "leader", "inspector", "admin"), EVERYTHING),
    "reporter": OF_A_UNIT,
    **dict.fromkeys(("viewer", "viewer of a unit"), ONLY_PUBLISHED),
    **dict.fromkeys(
        ("parent", "reporter of the parent", "neighbour", "nobody", "anonymous"),
        dict.fromkeys(EVERYTHING, "NOT_FOUND"),
    ),
}
CARD = """query($unit: String!, $no: Int!, $period: String!) { scorecard(
    policy: "hamlet-2023", group: "towns", unit: $unit, period: $period, asKnownAt: {no: $no}) {
    total lines { points because hiddenEvidence evidence { id note project { id name } } }
    place { position } } }"""


async def ask(client: Client, principal: Principal, query: str, **variables: Any) -> Any:
    client.principal = principal
    return await client.ask(query, **variables)


async def known(realm: Realm) -> int:
    async with realm.office.database.reading() as connection:
        return await head_no(connection)


async def test_who_is_answered(realm: Realm, client: Client) -> None:
    for who, expected in ANSWERED.items():
        client.principal = PRINCIPALS[who]
        found = {}
        for name, query in {**RESULTS, **PUBLISHED}.items():
            realm.office.pass_time(minutes=1)  # there is a budget for each
            answer = await client.send(query)
            errors = answer.get("errors", ())
            found[name] = errors[0]["extensions"]["code"] if errors else "OK"
        assert found == expected, who


async def test_a_policy_of_others_is_as_unknown_as_none(client: Client) -> None:
    query = 'query($policy: String!) { attainment(policy: $policy, period: "2023Q2") { notices { text } } }'
    for who in ("parent", "neighbour", "anonymous"):
        client.principal = PRINCIPALS[who]
        foreign = await client.refused(query, policy=POLICY)
        absent = await client.refused(query, policy="nowhere-2023")
        assert foreign[2].replace(POLICY, "…") == absent[2].replace("nowhere-2023", "…")
        assert foreign[:2] == absent[:2] == ("NOT_FOUND", "policy")


async def test_a_unit_sees_its_card_line_by_line_and_no_other(realm: Realm, client: Client) -> None:
    no = await known(realm)
    office = (await ask(client, OFFICE, CARD, unit="town1", no=no, period="2023Q2"))["scorecard"]
    own = (await ask(client, REPORTER, CARD, unit="town1", no=no, period="2023Q2"))["scorecard"]
    assert own == office | {"place": None}
    assert office["place"] == {"position": 1}
    foreign = await client.refused(CARD, unit="town2", no=no, period="2023Q2")
    absent = await client.refused(CARD, unit="town9", no=no, period="2023Q2")
    assert foreign[2].replace("town2", "…") == absent[2].replace("town9", "…")
    every = f"{{ scorecards({ASKED}) {{ unit {{ key }} }} }}"
    assert (await ask(client, REPORTER, every))["scorecards"] == [{"unit": {"key": "town1"}}]
    assert len((await ask(client, OFFICE, every))["scorecards"]) == 4


async def test_lights_and_procedures_of_hidden_projects_are_not_there(client: Client) -> None:
    asked = {
        "projectLights": f"{{ projectLights({ASKED}) {{ totalCount projects {{ project {{ name }} "
        "units { key } lights { because } } } }",
        "procedureStatus": f"{{ procedureStatus({ASKED}) {{ totalCount projects {{ project {{ name }} "
        "units { key } steps { because } } } }",
    }
    for name, query in asked.items():
        everything = (await ask(client, OFFICE, query))[name]
        own = (await ask(client, REPORTER, query))[name]
        assert 0 < own["totalCount"] == len(own["projects"]) < everything["totalCount"]
        assert marks(own) == {(COUNTY, "town1", "project")}
        assert {unit for _, unit, _ in marks(everything)} > {"town1"}
        assert all(one in everything["projects"] for one in own["projects"])


async def test_evidence_of_hidden_projects_is_counted_and_their_names_are_not_said(
    realm: Realm, client: Client
) -> None:
    office, told = realm.office, mark(COUNTY, "town2", "later hidden")
    project = await office.project(f"碳{told}", jurisdiction=COUNTY, unit="town2")
    enrolment = await office.do(EnrolmentSet(project=project, policy=POLICY, unit="town1", since=MARCH))
    await office.do(StageRecord(project=project, stage=Stage.STARTED, on=MAY))
    no = await known(realm)
    asked = {"unit": "town1", "no": no, "period": "2023Q2"}
    before = (await ask(client, REPORTER, CARD, **asked))["scorecard"]
    assert told in str(before)
    await office.do(FactReject(kind=FactKind.ENROLMENT, fact=UUID(enrolment.subject)), reason="不是它的")
    # what was known then stays as it was; the project is not theirs to see any more
    after = (await ask(client, REPORTER, CARD, **asked))["scorecard"]
    everything = (await ask(client, OFFICE, CARD, **asked))["scorecard"]
    assert marks(everything) >= {(COUNTY, "town2", "later hidden")}
    assert marks(after) == {(COUNTY, "town1", "project"), (COUNTY, "town1", "unit")}
    assert project.hex not in str(after).replace("-", "")
    assert [line["points"] for line in after["lines"]] == [line["points"] for line in everything["lines"]]
    assert after["total"] == everything["total"]
    hidden = [line["hiddenEvidence"] for line in after["lines"]]
    assert sum(hidden) == 1
    assert [line["hiddenEvidence"] for line in everything["lines"]] == [0] * len(hidden)
    [line] = [line for line in after["lines"] if line["hiddenEvidence"]]
    assert line["because"] == "(无权查看的项目)于2023-05-01开工"


async def test_totals_are_alike_for_all_and_evidence_is_for_those_who_see_it(client: Client) -> None:
    query = f"""{{ attainment({ASKED}) {{ attainments {{ target {{ key unit {{ key }} }} value {{ exact }}
        because verdict hiddenEvidence evidence {{ note project {{ name }} }} }} }} }}"""
    office = (await ask(client, OFFICE, query))["attainment"]["attainments"]
    own = (await ask(client, REPORTER, query))["attainment"]["attainments"]
    viewer = (await ask(client, PRINCIPALS["viewer"], query))["attainment"]["attainments"]
    assert viewer == office
    own = [one for one in own if one["target"]["key"] != "growth"]
    assert [(one["target"]["key"], one["target"]["unit"]) for one in own] == [
        ("city", None),
        ("town", {"key": "town1"}),
    ]
    assert [one["value"] for one in own] == [{"exact": "2"}, {"exact": "1"}]
    assert [one["hiddenEvidence"] for one in own] == [1, 0]
    assert marks(own) == {(COUNTY, "town1", "project")}
    assert [len(one["evidence"]) for one in own] == [1, 1]
    assert next(one["value"] for one in office if one["target"]["key"] == "city") == own[0]["value"]


async def test_what_was_published_shows_every_place_and_ones_own_lines(realm: Realm, client: Client) -> None:
    office = realm.office
    await _publish(realm)
    query = f"""{{ publications(policy: "{POLICY}") {{ cards {{ unit {{ key }} position total
        lines {{ because }} }} }} }}"""
    everything = (await ask(client, OFFICE, query))["publications"][0]["cards"]
    own = (await ask(client, REPORTER, query))["publications"][0]["cards"]
    assert [card | {"lines": None} for card in own] == [card | {"lines": None} for card in everything]
    assert [card["unit"]["key"] for card in own if card["lines"] is not None] == ["town1"]
    assert marks(own) == {(COUNTY, "town1", "project"), (COUNTY, "town1", "unit")}
    viewer = (await ask(client, PRINCIPALS["viewer"], query))["publications"][0]["cards"]
    assert viewer == everything
    office.pass_time(minutes=1)


async def test_of_a_draft_a_unit_sees_its_own_card(realm: Realm, client: Client) -> None:
    await _draft(realm)
    query = (
        f'{{ publicationDrafts(policy: "{POLICY}") {{ cards {{ unit {{ key }} lines {{ because }} }} }} }}'
    )
    assert len((await ask(client, OFFICE, query))["publicationDrafts"][0]["cards"]) == 3
    [card] = (await ask(client, REPORTER, query))["publicationDrafts"][0]["cards"]
    assert card["unit"] == {"key": "town1"}
    assert card["lines"]


async def _draft(realm: Realm) -> Any:
    return await realm.office.draft(policy=POLICY)


async def _publish(realm: Realm) -> Any:
    return await realm.office.approve(await _draft(realm), PRINCIPALS["approver"])


async def test_a_preview_shows_the_card_only_and_looks_at_nothing_that_is_hidden(
    realm: Realm, client: Client
) -> None:
    query = """query($changes: [SupposedChange!]!) { scorecardPreview(policy: "hamlet-2023", group: "towns",
        unit: "town1", period: "2023Q2", changes: $changes) { after { total place { position } }
        before { place { position } } errors { field code message } } }"""

    def started(project: UUID) -> dict[str, Any]:
        return {"stageRecord": {"project": f"prj_{project.hex}", "stage": "STARTED", "on": "2023-06-02"}}

    own = (await ask(client, REPORTER, query, changes=[started(realm.projects[COUNTY, "town1"])]))[
        "scorecardPreview"
    ]
    assert own["errors"] == []
    assert own["after"]["place"] is own["before"]["place"] is None
    told = []
    for project in (realm.projects[COUNTY, "town2"], UUID(int=7 << 76 | 2 << 62)):
        found = (await ask(client, REPORTER, query, changes=[started(project)]))["scorecardPreview"]
        assert found["after"] is None
        told.append(str(found["errors"]).replace(str(project), "…"))
    assert told[0] == told[1]
    praise = {"jurisdiction": COUNTY, "on": "2023-05-01", "source": "HIGHER_MEDIA"}
    known = mark(COUNTY, "town2", "unit")
    for matter in (known, "没有的事"):
        change = {"praiseRecord": praise | {"unit": "town2", "matter": matter}}
        found = (await ask(client, REPORTER, query, changes=[change]))["scorecardPreview"]
        assert [error["code"] for error in found["errors"]] == ["NOT_ALLOWED"]


async def test_boards_are_the_same_for_all_who_see_them(realm: Realm, client: Client) -> None:
    query = f"""{{ boards({ASKED}) {{ key places {{ unit {{ key }} position total because hiddenEvidence
        evidence {{ id }} }} }} }}"""
    system = await ask(client, SYSTEM, query)
    for who in ("office", "approver", "leader", "inspector", "admin"):
        realm.office.pass_time(minutes=1)
        assert await ask(client, PRINCIPALS[who], query) == system
