"""Enrolments, admissions, judgements, what units did, and enabling policies."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.support.city import CITY, POLICY, CityReadings, Points
from tests.support.office import REPORTER, Office, codes
from xiangmu.db.facts import head_no, load_facts
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.vocabulary import EnrolmentState, Flag, ProjectKind
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.conduct import CriticismRecord, HarmRecord, MeetingRecord, PraiseRecord
from xiangmu.services.enrolments import EnrolmentDecide, EnrolmentSet, ProjectTransfer
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.jurisdictions import JurisdictionInstall, UnitAdd, UnitAliasAdd
from xiangmu.services.policies import PolicyEnable
from xiangmu.services.results import readings_in_force

pytestmark = pytest.mark.anyio
MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)


async def facts(office: Office) -> Facts:
    async with office.database.reading() as connection:
        return await load_facts(connection, CITY, await head_no(connection))


# Enrolments


async def test_a_second_claim_is_recorded_with_a_warning(office: Office) -> None:
    project = await office.enrolled_project(unit="town1")
    receipt = await office.do(EnrolmentSet(project=project, policy=POLICY, unit="town2", since=MAY))
    assert codes(receipt.warnings) == [("unit", "TAKEN")]
    assert "已计入 1镇" in receipt.warnings[0].message
    again = EnrolmentSet(project=project, policy=POLICY, unit="town1", since=MAY)
    assert codes(await office.refused(again)) == [("unit", "DUPLICATE")]


async def test_the_office_decides_a_double_claim_and_says_why(office: Office) -> None:
    project = await office.enrolled_project()
    second = await office.do(EnrolmentSet(project=project, policy=POLICY, unit="town2", since=MAY))
    decision = EnrolmentDecide(enrolment=UUID(second.subject), state=EnrolmentState.EXCLUDED)
    assert codes(await office.refused(decision)) == [("reason", "REQUIRED")]
    assert codes(await office.refused(decision, reason="重复", principal=REPORTER)) == [
        ("enrolment", "NOT_ALLOWED")
    ]
    await office.do(decision, reason="重复申报")
    states = {e.unit: e.state for e in (await facts(office)).enrolments}
    assert states == {"town1": EnrolmentState.COUNTED, "town2": EnrolmentState.EXCLUDED}


async def test_a_transfer_ends_one_enrolment_the_day_before_the_next(office: Office) -> None:
    project = await office.enrolled_project()
    await office.do(ProjectTransfer(project=project, policy=POLICY, unit="town2", on=MAY))
    held = {(e.unit, e.since, e.until) for e in (await facts(office)).enrolments}
    assert held == {("town1", date(2023, 1, 15), date(2023, 4, 30)), ("town2", MAY, None)}
    back = ProjectTransfer(project=project, policy=POLICY, unit="town1", on=JUNE)
    assert codes(await office.refused(back, principal=REPORTER)) == [("project", "NOT_ALLOWED")]
    same = ProjectTransfer(project=project, policy=POLICY, unit="town2", on=JUNE)
    assert codes(await office.refused(same)) == [("unit", "DUPLICATE")]


async def test_a_unit_that_the_policy_does_not_assess_is_not_enrolled(office: Office) -> None:
    project = await office.project()
    await office.do(
        UnitAdd.model_validate({"jurisdiction": CITY, "key": "far", "title": "远镇", "kind": "TOWNSHIP"})
    )
    far = EnrolmentSet(project=project, policy=POLICY, unit="far", since=MAY)
    assert codes(await office.refused(far)) == [("unit", "NOT_ALLOWED")]
    unknown = EnrolmentSet(project=project, policy="other", unit="town1", since=MAY)
    assert codes(await office.refused(unknown)) == [("policy", "UNKNOWN_POLICY")]


# Admissions


async def test_a_project_above_the_threshold_is_admitted_once(office: Office) -> None:
    project = await office.project()
    admission = AdmissionGrant(project=project, policy=POLICY, on=MAY)
    assert (await office.do(admission)).warnings == ()
    assert codes(await office.refused(admission)) == [("policy", "DUPLICATE")]


async def test_a_project_below_the_threshold_needs_a_waiver_with_reason_and_approver(office: Office) -> None:
    project = await office.project(total_yuan=wan(9999))
    bare = AdmissionGrant(project=project, policy=POLICY, on=MAY)
    problems = await office.refused(bare)
    assert codes(problems) == [("waiver", "WAIVER_REQUIRED")]
    assert problems[0].message == "总投资9999万元低于门槛1亿元, 须填放宽种类、理由和批准人"
    unreasoned = bare.model_copy(update={"waiver": "leader"})
    assert codes(await office.refused(unreasoned)) == [
        ("waiver_reason", "REQUIRED"),
        ("approver", "REQUIRED"),
    ]
    full = {"waiver_reason": "科技含量高", "approver": "领导小组组长"}
    await office.do(unreasoned.model_copy(update=full))
    assert (await facts(office)).admissions[0].approver == "领导小组组长"


async def test_a_waiver_must_exist_and_fit_the_project(office: Office) -> None:
    project = await office.project(total_yuan=wan(9999))
    given = {"waiver_reason": "科技含量高", "approver": "领导小组组长"}
    unknown = AdmissionGrant(project=project, policy=POLICY, on=MAY, waiver="friend", **given)
    assert codes(await office.refused(unknown)) == [("waiver", "UNKNOWN_ITEM")]
    unmarked = unknown.model_copy(update={"waiver": "innovation"})
    assert codes(await office.refused(unmarked)) == [("waiver", "NOT_ALLOWED")]
    marked = await office.project("中试基地", total_yuan=wan(9999), flags=(Flag.INNOVATION_PLATFORM,))
    await office.do(unmarked.model_copy(update={"project": marked}))


async def test_a_kind_without_a_threshold_is_admitted_with_a_warning(office: Office) -> None:
    project = await office.project(kind=ProjectKind.OTHER)
    receipt = await office.do(AdmissionGrant(project=project, policy=POLICY, on=MAY))
    assert [warning.message for warning in receipt.warnings] == ["文件没有规定这类项目的投资门槛"]


async def test_the_amount_in_force_on_the_day_decides(office: Office) -> None:
    project = await office.project(total_yuan=yi(1), effective=JUNE)
    await office.do(AdmissionGrant(project=project, policy=POLICY, on=JUNE))


# Judgements


def judgement(**given: Any) -> JudgementGive:
    standard = {
        "policy": POLICY,
        "group": "towns",
        "unit": "town1",
        "period": "2023Q2",
        "item": "effort",
        "hundredths": 650,
        "judgement_reason": "前期工作扎实",
    }
    return JudgementGive.model_validate(standard | given)


async def test_a_judgement_is_given_within_its_range(office: Office) -> None:
    problems = await office.refused(judgement(hundredths=1100))
    assert codes(problems) == [("hundredths", "OUT_OF_RANGE")]
    assert problems[0].message == "工作扎实的分值 11 超出范围, 应在 0 至 10 分之间"
    for hundredths in (0, 1000):
        await office.do(judgement(hundredths=hundredths, unit=f"town{1 + hundredths // 1000}"))
    assert {j.hundredths for j in (await facts(office)).judgements} == {0, 1000}


async def test_an_item_is_judged_once_unless_it_is_judged_by_matter(office: Office) -> None:
    await office.do(judgement())
    assert codes(await office.refused(judgement(hundredths=700))) == [("item", "DUPLICATE")]
    fault = {"item": "fault", "hundredths": 200}
    assert codes(await office.refused(judgement(**fault))) == [("matter", "REQUIRED")]
    await office.do(judgement(**fault, matter="缺地"))
    await office.do(judgement(**fault, matter="缺水"))
    assert codes(await office.refused(judgement(matter="缺水"))) == [("matter", "NOT_ALLOWED")]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"policy": "none"}, ("policy", "UNKNOWN_POLICY")),
        ({"group": "none"}, ("group", "UNKNOWN_GROUP")),
        ({"unit": "bureau"}, ("unit", "UNKNOWN_UNIT")),
        ({"item": "none"}, ("item", "UNKNOWN_ITEM")),
        ({"period": "2023Q5"}, ("period", "MALFORMED")),
        ({"period": "2023"}, ("period", "MALFORMED")),
        ({"period": "2024Q1"}, ("period", "MALFORMED")),
        ({"period": "2023Q4"}, ("period", "IN_FUTURE")),
        ({"judgement_reason": " "}, ("judgement_reason", "REQUIRED")),
    ],
    ids=lambda given: next(iter(given.values())) if isinstance(given, dict) else given[1],
)
async def test_a_judgement_says_what_it_is_about(
    office: Office, given: dict[str, str], problem: tuple[str, str]
) -> None:
    assert codes(await office.refused(judgement(**given))) == [problem]


# What units did

PRAISE = PraiseRecord.model_validate(
    {"jurisdiction": CITY, "unit": "town1", "on": MAY, "source": "HIGHER_MEDIA", "matter": "专版"}
)
CRITICISM = CriticismRecord.model_validate(
    {"jurisdiction": CITY, "unit": "town1", "on": MAY, "kind": "INTERVIEW", "matter": "滞后"}
)
HARM = HarmRecord.model_validate(
    {
        "jurisdiction": CITY,
        "unit": "town1",
        "on": MAY,
        "kind": "BUSINESS_ENVIRONMENT",
        "verified_by": "POLICE",
        "matter": "阻工",
    }
)


@pytest.mark.parametrize("data", [PRAISE, CRITICISM, HARM], ids=["praise", "criticism", "harm"])
async def test_one_matter_is_recorded_once_a_day_for_a_unit(
    office: Office, data: PraiseRecord | CriticismRecord | HarmRecord
) -> None:
    await office.do(data)
    assert codes(await office.refused(data)) == [("matter", "DUPLICATE")]
    await office.do(data.model_copy(update={"unit": "town2"}))
    faulty = data.model_copy(update={"unit": "none", "matter": "", "on": date(2023, 8, 1)})
    assert codes(await office.refused(faulty)) == [
        ("unit", "UNKNOWN_UNIT"),
        ("on", "IN_FUTURE"),
        ("matter", "REQUIRED"),
    ]


async def test_a_meeting_names_the_projects_it_dealt_with(office: Office) -> None:
    projects = tuple(sorted([await office.project("甲"), await office.project("乙")]))
    meeting = MeetingRecord.model_validate(
        {
            "jurisdiction": CITY,
            "unit": "town1",
            "on": MAY,
            "kind": "ON_SITE",
            "chair": "MAIN_LEADER",
            "solved": True,
            "projects": projects,
        }
    )
    await office.do(meeting)
    assert (await facts(office)).meetings[0].projects == projects
    assert codes((await office.do(meeting)).warnings) == [("on", "DUPLICATE")]
    unknown = meeting.model_copy(update={"projects": (UUID(int=1),)})
    assert codes(await office.refused(unknown)) == [("projects.0", "NOT_FOUND")]


# Jurisdictions, units, policies


async def test_installing_twice_changes_nothing(office: Office) -> None:
    async with office.database.reading() as connection:
        before = await head_no(connection)
    receipt = await office.do(JurisdictionInstall(jurisdiction=CITY))
    assert receipt.no == before + 1
    assert codes(await office.refused(JurisdictionInstall(jurisdiction="none"))) == [
        ("jurisdiction", "UNKNOWN_JURISDICTION")
    ]


async def test_a_name_means_one_unit(office: Office) -> None:
    add = {"jurisdiction": CITY, "key": "new", "title": "1 镇", "kind": "TOWNSHIP"}
    assert codes(await office.refused(UnitAdd.model_validate(add))) == [("title", "TAKEN")]
    await office.do(UnitAdd.model_validate(add | {"title": "新镇", "aliases": ("新城",)}))
    taken = UnitAliasAdd(jurisdiction=CITY, unit="town1", alias="新 城")
    assert codes(await office.refused(taken)) == [("alias", "TAKEN")]
    await office.do(UnitAliasAdd(jurisdiction=CITY, unit="new", alias="新城"))
    faulty = add | {"key": "Ä", "title": "", "division_code": "12", "since": MAY, "until": date(2023, 1, 1)}
    assert codes(await office.refused(UnitAdd.model_validate(faulty))) == [
        ("key", "MALFORMED"),
        ("title", "REQUIRED"),
        ("division_code", "MALFORMED"),
        ("until", "REVERSED"),
    ]


async def test_a_unit_that_has_closed_holds_no_meetings(office: Office) -> None:
    closed = {
        "jurisdiction": CITY,
        "key": "old",
        "title": "旧镇",
        "kind": "TOWNSHIP",
        "until": date(2023, 4, 30),
    }
    await office.do(UnitAdd.model_validate(closed))
    late = PRAISE.model_copy(update={"unit": "old"})
    assert codes(await office.refused(late)) == [("unit", "CLOSED")]
    await office.do(late.model_copy(update={"on": date(2023, 4, 30)}))


async def test_readings_hold_from_their_day_and_can_be_corrected(office: Office) -> None:
    policy = office.catalog.policies[POLICY]

    async def points(day: date) -> Points:
        async with office.database.reading() as connection:
            readings = await readings_in_force(connection, policy, day, await head_no(connection))
        assert isinstance(readings, CityReadings)
        return readings.points

    await office.do(PolicyEnable(policy=POLICY, since=JUNE, readings={"points": "THIRD"}))
    assert await points(MAY) is Points.ONE
    assert await points(JUNE) is Points.THIRD
    await office.do(PolicyEnable(policy=POLICY, since=JUNE))
    assert await points(JUNE) is Points.ONE


async def test_a_reading_that_the_policy_does_not_offer_is_refused(office: Office) -> None:
    data = PolicyEnable(policy=POLICY, since=JUNE, readings={"points": "TEN", "colour": "red"})
    problems = await office.refused(data)
    assert codes(problems) == [("readings.points", "MALFORMED"), ("readings.colour", "MALFORMED")]
    assert problems[0].message == "“每个开工的得分”须为 ONE、THIRD 之一, 不能是“TEN”"
