"""Meetings that fulfil an obligation: proposed, approved or returned, held; what they decide; what is done besides."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Table, select

from tests.support.attached import received_upload
from tests.support.city import CITY, POLICY
from tests.support.office import APPROVER, REPORTER, Office, codes
from xiangmu.access.principals import SYSTEM
from xiangmu.db import tables as t
from xiangmu.services.activities import ActivityRecord
from xiangmu.services.conduct import MeetingRecord
from xiangmu.services.corrections import FactConfirm, FactCorrect, FactKind, FactReject
from xiangmu.services.meetings import MeetingApprove, MeetingPropose, MeetingReturn
from xiangmu.services.people import PersonRegister

pytestmark = pytest.mark.anyio
JUNE = date(2023, 6, 20)


async def rows(office: Office, table: Table) -> list[dict[str, Any]]:
    """The live rows of a table."""
    async with office.database.reading() as connection:
        found = await connection.execute(select(table).where(table.c.ended_no.is_(None)))
        return [dict(row) for row in found.mappings()]


def proposal(project: UUID, **given: Any) -> MeetingPropose:
    told = {
        "policy": POLICY,
        "obligation": "dispatch",
        "on": JUNE,
        "hour": "09:30",
        "place": "市政府三楼",
        "matters": "用地和资金",
        "projects": (project,),
        "participants": ({"post": "常务副市长"}, {"unit": "bureau", "post": "局长"}),
        "opinions": ({"unit": "bureau", "text": "资金下月到位"},),
    }
    return MeetingPropose.model_validate(told | given)


def dispatch(project: UUID, proposed: UUID | None, **given: Any) -> MeetingRecord:
    told = {
        "jurisdiction": CITY,
        "policy": POLICY,
        "obligation": "dispatch",
        "proposal": proposed,
        "on": JUNE,
        "hour": "09:30",
        "place": "市政府三楼",
        "matters": "用地和资金",
        "kind": "DISPATCH",
        "chair": "DEPUTY",
        "post": "常务副市长",
        "solved": True,
        "projects": (project,),
        "participants": ({"post": "常务副市长"}, {"unit": "bureau", "post": "局长"}),
        "opinions": ({"unit": "bureau", "text": "资金下月到位"},),
    }
    return MeetingRecord.model_validate(told | given)


DECISION = {"unit": "town1", "text": "月底前交地", "due": date(2023, 6, 30)}


async def approved(office: Office, project: UUID) -> UUID:
    proposed = UUID((await office.do(proposal(project))).subject)
    await office.do(MeetingApprove(proposal=proposed, words="同意"), principal=APPROVER)
    return proposed


async def test_proposed_approved_held(office: Office) -> None:
    project = await office.enrolled_project()
    proposed = UUID((await office.do(proposal(project))).subject)
    [row] = await rows(office, t.meeting_proposal)
    assert (row["status"], row["post"], row["meeting_id"]) == ("PROPOSED", "常务副市长", None)
    await office.do(MeetingApprove(proposal=proposed, words="同意"), principal=APPROVER)
    held = await office.do(dispatch(project, proposed, decisions=(DECISION | {"project": project},)))
    [row] = await rows(office, t.meeting_proposal)
    assert (row["status"], row["meeting_id"], row["words"]) == ("HELD", UUID(held.subject), "同意")
    [meeting] = await rows(office, t.meeting)
    assert (meeting["unit_id"], meeting["proposal_id"], meeting["place"]) == (None, proposed, "市政府三楼")
    [decision], [issue] = await rows(office, t.meeting_decision), await rows(office, t.issue)
    assert (decision["issue_id"], issue["source_id"]) == (issue["fact_id"], decision["fact_id"])
    assert (issue["due"], issue["source"], issue["project_id"]) == (date(2023, 6, 30), "MEETING", project)


async def test_what_was_not_approved_was_not_held(office: Office) -> None:
    project = await office.enrolled_project()
    [problem] = await office.refused(dispatch(project, None))
    assert (problem.path, problem.code, problem.clause) == (("proposal",), "AGAINST_RULE", "T-2")
    assert problem.message == "“月调度”须先提出方案并经批准, 未经批准的不能记为已召开"
    proposed = UUID((await office.do(proposal(project))).subject)
    [problem] = await office.refused(dispatch(project, proposed))
    assert (problem.message, problem.clause) == ("方案尚未批准, 不能记为已召开", "T-2")
    await office.do(MeetingReturn(proposal=proposed, words="先碰头"), principal=APPROVER)
    [problem] = await office.refused(dispatch(project, proposed))
    assert (problem.message, problem.clause) == ("方案已被退回, 须修改后重报, 不能记为已召开", "T-2")
    await office.do(proposal(project, proposal=proposed, place="现场"))
    [row] = await rows(office, t.meeting_proposal)
    assert (row["fact_id"], row["status"], row["place"], row["words"]) == (proposed, "PROPOSED", "现场", "")
    assert len(await rows(office, t.participant)) == 2
    await office.do(MeetingApprove(proposal=proposed), principal=APPROVER)
    await office.do(dispatch(project, proposed))
    [problem] = await office.refused(dispatch(project, proposed))
    assert problem.message == "方案的会议已经召开, 不能记为已召开"


async def test_who_proposes_does_not_approve(office: Office) -> None:
    project = await office.enrolled_project()
    proposed = UUID((await office.do(proposal(project))).subject)
    assert codes(await office.refused(MeetingApprove(proposal=proposed))) == [("proposal", "NOT_ALLOWED")]
    for data in (MeetingApprove(proposal=proposed), MeetingReturn(proposal=proposed, words="x")):
        assert codes(await office.refused(data, principal=REPORTER)) in (
            [("proposal", "NOT_FOUND")],
            [("proposal", "NOT_ALLOWED")],
        )
    await office.do(MeetingApprove(proposal=proposed), principal=APPROVER)
    again = await office.refused(MeetingApprove(proposal=proposed), principal=APPROVER)
    assert codes(again) == [("proposal", "CLOSED")]
    assert codes(await office.refused(proposal(project, proposal=proposed))) == [("proposal", "CLOSED")]


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"hour": ""}, [("hour", "REQUIRED")]),
        ({"hour": "25:00"}, [("hour", "MALFORMED")]),
        ({"place": "", "matters": ""}, [("place", "REQUIRED"), ("matters", "REQUIRED")]),
        ({"participants": ()}, [("participants", "REQUIRED")]),
        ({"projects": ()}, [("projects", "REQUIRED")]),
        ({"projects": (UUID(int=1),)}, [("projects.0", "NOT_FOUND")]),
        ({"participants": ({},)}, [("participants.0", "REQUIRED")]),
        ({"participants": ({"unit": "moon"},)}, [("participants.0.unit", "UNKNOWN_UNIT")]),
        ({"participants": ({"post": "x", "person": UUID(int=1)},)}, [("participants.0.person", "NOT_FOUND")]),
        ({"participants": ({"post": "x"}, {"post": "x"})}, [("participants.1", "DUPLICATE")]),
        ({"opinions": ({"unit": "bureau", "text": ""},)}, [("opinions.0.text", "REQUIRED")]),
        ({"obligation": "inspection"}, [("obligation", "UNKNOWN_ITEM")]),
        ({"obligation": "on_site"}, [("unit", "AGAINST_RULE")]),
        ({"policy": "moon"}, [("policy", "UNKNOWN_POLICY")]),
        ({"proposal": UUID(int=1)}, [("proposal", "NOT_FOUND")]),
    ],
)
async def test_a_proposal_that_lacks_something(
    office: Office, given: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    project = await office.enrolled_project()
    assert codes(await office.refused(proposal(project, **given))) == problems


@pytest.mark.parametrize(
    ("given", "problems"),
    [
        ({"kind": "STUDY"}, [("kind", "AGAINST_RULE")]),
        ({"policy": ""}, [("policy", "REQUIRED")]),
        ({"policy": "moon"}, [("policy", "UNKNOWN_POLICY")]),
        ({"obligation": "moon"}, [("obligation", "UNKNOWN_ITEM")]),
        ({"obligation": "on_site", "kind": "ON_SITE", "proposal": None}, [("unit", "AGAINST_RULE")]),
        ({"obligation": ""}, [("proposal", "NOT_ALLOWED")]),
        ({"decisions": (DECISION | {"unit": "moon"},)}, [("decisions.0.unit", "UNKNOWN_UNIT")]),
        ({"decisions": (DECISION | {"text": " "},)}, [("decisions.0.text", "REQUIRED")]),
        ({"decisions": (DECISION | {"due": date(2023, 6, 1)},)}, [("decisions.0.due", "REVERSED")]),
        ({"decisions": (DECISION | {"project": UUID(int=1)},)}, [("decisions.0.project", "NOT_FOUND")]),
        ({"decisions": (DECISION | {"category": "moon"},)}, [("decisions.0.category", "UNKNOWN_ITEM")]),
        ({"attachments": (UUID(int=1),)}, [("attachments.0", "NOT_FOUND")]),
    ],
)
async def test_a_meeting_that_cannot_have_been(
    office: Office, given: dict[str, Any], problems: list[tuple[str, str]]
) -> None:
    project = await office.enrolled_project()
    data = dispatch(project, await approved(office, project), **given)
    assert codes(await office.refused(data)) == problems


async def test_a_chair_other_than_the_policy_s_is_told(office: Office) -> None:
    project = await office.enrolled_project()
    receipt = await office.do(dispatch(project, await approved(office, project), chair="MAIN_LEADER"))
    assert [w.message for w in receipt.warnings] == ["文件写明由常务副市长主持"]


async def test_a_meeting_without_a_schedule_can_decide(office: Office) -> None:
    project = await office.enrolled_project()
    data = dispatch(project, None, obligation="", unit="town1", kind="STUDY", decisions=(DECISION,))
    await office.do(data)
    assert len(await rows(office, t.issue)) == 1
    data = dispatch(project, None, obligation="", policy="", decisions=(DECISION,))
    assert codes(await office.refused(data)) == [("policy", "REQUIRED")]


async def test_a_unit_holds_its_own_and_none_of_the_office_s(office: Office) -> None:
    project = await office.enrolled_project()
    own = {"obligation": "on_site", "kind": "ON_SITE", "chair": "MAIN_LEADER"}
    await office.do(dispatch(project, None, unit="town1", **own), principal=REPORTER)
    [meeting] = await rows(office, t.meeting)
    assert (meeting["state"], meeting["obligation"]) == ("CLAIMED", "on_site")
    await office.do(FactConfirm(kind=FactKind.MEETING, fact=meeting["fact_id"]))
    [meeting] = await rows(office, t.meeting)
    assert (meeting["state"], meeting["place"]) == ("CONFIRMED", "市政府三楼")
    data = dispatch(project, None, obligation="", policy="", participants=({"unit": "town1"},))
    assert codes(await office.refused(data, principal=REPORTER)) == [("unit", "NOT_ALLOWED")]


async def test_a_correction_tells_all_anew_and_keeps_what_was_decided(office: Office) -> None:
    project = await office.enrolled_project()
    proposed = await approved(office, project)
    other = DECISION | {"text": "另一件"}
    held = await office.do(dispatch(project, proposed, decisions=(DECISION, other)))
    third = DECISION | {"text": "第三件"}
    corrected = dispatch(project, proposed, place="现场", opinions=(), decisions=(DECISION, third))
    await office.do(FactCorrect(fact=UUID(held.subject), replacement=corrected), reason="记错地点")
    [meeting], [row] = await rows(office, t.meeting), await rows(office, t.meeting_proposal)
    assert (meeting["place"], row["status"], row["meeting_id"]) == ("现场", "HELD", meeting["fact_id"])
    of_meeting = [
        one for one in await rows(office, t.meeting_opinion) if one["meeting_id"] == meeting["fact_id"]
    ]
    assert of_meeting == []
    decided = sorted(one["text"] for one in await rows(office, t.meeting_decision))
    assert decided == ["月底前交地", "第三件"]
    assert len(await rows(office, t.issue)) == 3


async def test_a_rejected_meeting_was_not_held(office: Office) -> None:
    project = await office.enrolled_project()
    proposed = await approved(office, project)
    held = await office.do(dispatch(project, proposed))
    await office.do(FactReject(kind=FactKind.MEETING, fact=UUID(held.subject)), reason="并未召开")
    [row] = await rows(office, t.meeting_proposal)
    assert (row["status"], row["meeting_id"]) == ("APPROVED", None)
    await office.do(dispatch(project, proposed))


async def test_people_are_ids(office: Office) -> None:
    project = await office.enrolled_project()
    person = UUID((await office.do(PersonRegister(jurisdiction=CITY, name="某人"))).subject)
    await office.do(proposal(project, participants=({"post": "局长", "person": person},)))
    [participant] = await rows(office, t.participant)
    assert (participant["post"], participant["person_id"]) == ("局长", person)


async def test_minutes_and_pictures_belong_to_what_was_held_and_done(office: Office) -> None:
    project = await office.enrolled_project()
    minutes, picture = [await received_upload(office.database, SYSTEM, CITY) for _ in range(2)]
    held = await office.do(dispatch(project, await approved(office, project), attachments=(minutes,)))
    done = await office.do(activity(attachments=(picture,)))
    links = {(one["owner_id"], one["attachment_id"]) for one in await rows(office, t.attachment_link)}
    assert links == {(UUID(held.subject), minutes), (UUID(done.subject), picture)}
    again = FactCorrect(fact=UUID(done.subject), replacement=activity(attachments=(picture,), results="两处"))
    await office.do(again, reason="核实")
    links = {(one["owner_id"], one["attachment_id"]) for one in await rows(office, t.attachment_link)}
    assert links == {(UUID(held.subject), minutes), (UUID(done.subject), picture)}


def activity(**given: Any) -> ActivityRecord:
    told = {
        "policy": POLICY,
        "obligation": "inspection",
        "due": date(2023, 6, 30),
        "on": JUNE,
        "results": "两处停工",
    }
    return ActivityRecord.model_validate(told | given)


async def test_an_activity_is_for_one_occurrence(office: Office) -> None:
    project = await office.enrolled_project()
    recorded = await office.do(activity(projects=(project,), participants=({"unit": "bureau"},)))
    [row] = await rows(office, t.activity)
    assert (row["kind"], row["delivered_to"], row["unit_id"]) == ("INSPECTION", "市长", None)
    assert [(w.code, w.message) for w in (await office.do(activity())).warnings] == [
        ("DUPLICATE", "到期日为 2023-06-30 的一次已有记录(2023-06-20)")
    ]
    corrected = FactCorrect(fact=UUID(recorded.subject), replacement=activity(results="一处停工"))
    await office.do(corrected, reason="核实")
    assert await rows(office, t.activity_project) == []
    assert await rows(office, t.participant) == []


@pytest.mark.parametrize(
    ("given", "problems", "message"),
    [
        (
            {"due": date(2023, 6, 15)},
            [("due", "NOT_FOUND")],
            "没有到期日为 2023-06-15 的一次; 邻近的到期日是 2023-04-30、2023-05-31、2023-06-30",
        ),
        ({"results": ""}, [("results", "REQUIRED")], ""),
        ({"obligation": "dispatch"}, [("obligation", "UNKNOWN_ITEM")], "试验办法没有这样的事项 dispatch"),
        ({"unit": "town1"}, [], ""),
        (
            {"obligation": "forwarding", "due": date(2023, 7, 5)},
            [("unit", "AGAINST_RULE")],
            "不由这个单位办理",
        ),
        ({"on": date(2023, 7, 2)}, [("on", "IN_FUTURE")], ""),
        ({"projects": (UUID(int=1),)}, [("projects.0", "NOT_FOUND")], ""),
    ],
)
async def test_an_activity_that_cannot_have_been(
    office: Office, given: dict[str, Any], problems: list[tuple[str, str]], message: str
) -> None:
    if not problems:
        await office.do(activity(**given))
        return
    found = await office.refused(activity(**given))
    assert codes(found) == problems
    assert message in found[0].message


async def test_a_unit_records_its_own_activity(office: Office) -> None:
    own = activity(obligation="forwarding", unit="bureau", due=date(2023, 7, 5))
    await office.do(own, principal=REPORTER)
    [row] = await rows(office, t.activity)
    assert row["state"] == "CLAIMED"
    assert codes(await office.refused(activity(), principal=REPORTER)) == [("unit", "NOT_ALLOWED")]
    await office.do(FactReject(kind=FactKind.ACTIVITY, fact=row["fact_id"]), reason="未转办")
