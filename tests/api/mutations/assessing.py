"""What an office assesses with, entered through the API: conduct, enrolments, claims, a survey, a publication."""

from uuid import UUID

from tests.api.mutations.desk import Desk, key
from tests.support.city import CITY, POLICY
from tests.support.office import APPROVER, REPORTER
from xiangmu.access.principals import SYSTEM
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.events import StageRecord

SECRET = "一把足够长的发券密钥-只在试验里用"  # noqa: S105  # invented for this test
DECIDED = "draft { round decision { outcome publication { number } } }"
OF_UNIT = {"jurisdiction": CITY, "unit": "2镇", "on": "2023-05-01"}


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
    show = "enrolment { id version unit { key } since until counting ground }"
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
        version=moved["version"],
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


async def publication(desk: Desk) -> None:
    for give in (withdrawn, returned, approved):
        payload = await desk.give(
            "publicationDraft",
            "draft { id number period group objections { id } }",
            policy=POLICY,
            group="towns",
            period="2023Q2",
            asOf="2023-06-20",
            objectionsUntil="2023-07-01T18:00:00+08:00",
        )
        draft = payload["draft"].pop("id")
        assert payload["draft"] == {"number": 1, "period": "2023Q2", "group": "towns", "objections": []}
        await give(desk, draft)


async def withdrawn(desk: Desk, draft: str) -> None:
    payload = await desk.give(
        "objectionRaise",
        "objection { id item text unit { key } answer { text } }",
        draft=draft,
        unit="1镇",
        text="少计一个开工项目",
    )
    objection = payload["objection"].pop("id")
    assert payload["objection"] == {
        "item": None,
        "text": "少计一个开工项目",
        "unit": {"key": "town1"},
        "answer": None,
    }
    payload = await desk.give(
        "objectionAnswer",
        "answer { upheld text }",
        draft=draft,
        objection=objection,
        upheld=True,
        text="属实",
    )
    assert payload["answer"] == {"upheld": True, "text": "属实"}
    payload = await desk.give("draftWithdraw", DECIDED, draft=draft, reason="补录后重拟")
    assert payload["draft"] == {"round": 1, "decision": {"outcome": "WITHDRAWN", "publication": None}}


async def returned(desk: Desk, draft: str) -> None:
    desk.principal = APPROVER
    payload = await desk.give("draftReturn", DECIDED, draft=draft, reason="再核一遍")
    assert payload["draft"] == {"round": 2, "decision": {"outcome": "RETURNED", "publication": None}}
    desk.principal = SYSTEM


async def approved(desk: Desk, draft: str) -> None:
    desk.principal = APPROVER
    desk.office.pass_time(hours=7)
    payload = await desk.give("draftApprove", DECIDED, draft=draft)
    assert payload["draft"] == {
        "round": 3,
        "decision": {"outcome": "APPROVED", "publication": {"number": 1}},
    }
    desk.principal = SYSTEM
