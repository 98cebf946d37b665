"""What is supposed is seen exactly as if it had been recorded, and nothing is recorded."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office, codes
from tests.support.supposing import (
    QUARTER,
    board_if,
    board_now,
    known_now,
    question,
    shown,
    stored,
    supposed,
)
from xiangmu.db.facts import head_no
from xiangmu.domain.whatif import with_changes
from xiangmu.plugin.facts import StageReached
from xiangmu.plugin.money import wan, yi
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import EnrolmentState, Flag, Stage
from xiangmu.services.admissions import AdmissionGrant
from xiangmu.services.command import Command, Input
from xiangmu.services.conduct import CriticismRecord, HarmRecord, MeetingRecord, PraiseRecord
from xiangmu.services.corrections import FactCorrect, FactKind, FactReject
from xiangmu.services.enrolments import EnrolmentSet, ProjectTransfer
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.funding import FundingRecord
from xiangmu.services.judgements import JudgementGive
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.problems import Problem, Refused, Severity
from xiangmu.services.progress import ProgressReport
from xiangmu.services.projects import ProjectChange
from xiangmu.services.results import read
from xiangmu.services.whatif import FactRemove, latest_day

pytestmark = pytest.mark.anyio
APRIL, MAY, JUNE = date(2023, 4, 3), date(2023, 5, 8), date(2023, 6, 30)


@value
class Scene:
    """One project with something of everything, another with nothing, and the facts of the first by name."""

    project: UUID
    other: UUID
    facts: dict[str, UUID]


async def scene(office: Office) -> Scene:
    project, other = await office.enrolled_project(), await office.enrolled_project("陶瓷厂", "town2")
    inputs: dict[str, Input] = {
        "signed": StageRecord(project=project, stage=Stage.SIGNED, on=APRIL),
        "started": StageRecord(project=project, stage=Stage.STARTED, on=MAY),
        "ceremony": of(StartRecord, project=project, kind="CEREMONY", on=MAY),
        "plan": PlanSet(project=project, milestone=Stage.PRODUCING, due=JUNE, made_on=APRIL),
        "progress": report(project, 300),
        "listing": of(ListRecord, project=project, key_list="CITY_KEY", on=MAY),
        "funding": of(FundingRecord, **(MONEY | {"project": project, "step": "APPLIED", "on": APRIL})),
        "admission": AdmissionGrant(project=project, policy=POLICY, on=APRIL),
        "meeting": of_unit(MeetingRecord, **(MEETING | {"on": APRIL, "projects": (project,)})),
        "praise": of_unit(PraiseRecord, source="HIGHER_MEDIA", matter="专版"),
        "judgement": judged(300),
    }
    receipts = await office.run_all(*inputs.values())
    facts = {name: UUID(receipt.subject) for name, receipt in zip(inputs, receipts, strict=True)}
    facts["enrolment"] = next(e.id for e in (await known_now(office)).facts.enrolments if e.project == other)
    return Scene(project=project, other=other, facts=facts)


MEETING: dict[str, Any] = {"kind": "ON_SITE", "chair": "MAIN_LEADER", "solved": True}
MONEY: dict[str, Any] = {"source": "SPECIAL_BOND", "step": "ISSUED", "amount_yuan": wan(900), "on": MAY}


def of(model: type[Input], **given: Any) -> Input:
    return model.model_validate(given)


def of_unit(model: type[Input], **given: Any) -> Input:
    return model.model_validate({"jurisdiction": CITY, "unit": "town1", "on": MAY} | given)


def judged(hundredths: int, unit: str = "town1") -> JudgementGive:
    return JudgementGive(
        policy=POLICY,
        group="towns",
        unit=unit,
        period="2023Q2",
        item="effort",
        hundredths=hundredths,
        judgement_reason="扎实",
    )


def report(project: UUID, cumulative: int) -> ProgressReport:
    return ProgressReport(
        project=project, month=date(2023, 5, 1), invested_yuan=wan(100), cumulative_yuan=wan(cumulative)
    )


def changed(scene: Scene, version: int = 1, **given: Any) -> ProjectChange:
    return ProjectChange.model_validate({"project": scene.project, "version": version} | given)


RECORDED: dict[str, Callable[[Scene], Input]] = {
    "stage": lambda s: StageRecord(project=s.other, stage=Stage.PRODUCING, on=JUNE),
    "pause": lambda s: StageRecord(project=s.project, stage=Stage.SUSPENDED, on=JUNE),
    "library entry": lambda s: of(StartRecord, project=s.project, kind="LIBRARY_ENTRY", on=JUNE),
    "listing": lambda s: of(ListRecord, project=s.project, key_list="BATCH_STARTED", on=JUNE),
    "delisting": lambda s: of(ListRecord, project=s.project, key_list="CITY_KEY", on=JUNE, delisted=True),
    "funding": lambda s: of(FundingRecord, project=s.project, **MONEY),
    "bundle": lambda s: of(
        FundingRecord, project=s.other, bundle="一捆", applicant="bureau", **MONEY | {"step": "APPLIED"}
    ),
    "plan": lambda s: PlanSet(project=s.other, milestone=Stage.STARTED, due=JUNE, made_on=APRIL),
    "plan change": lambda s: PlanChange(
        project=s.project, milestone=Stage.PRODUCING, due=date(2023, 9, 1), made_on=MAY, approved_on=MAY
    ),
    "plan change without approval": lambda s: PlanChange(
        project=s.project, milestone=Stage.PRODUCING, due=date(2023, 10, 1), made_on=JUNE
    ),
    "progress": lambda s: report(s.other, 800),
    "attributes": lambda s: changed(
        s, effective=MAY, total_yuan=yi(5), flags=(Flag.DIGITAL_ECONOMY,), profile={"chain": "碳材料"}
    ),
    "attributes of the same day": lambda s: changed(s, 2, effective=MAY, total_yuan=yi(6)),
    "admission": lambda s: AdmissionGrant(project=s.other, policy=POLICY, on=MAY),
    "enrolment": lambda s: EnrolmentSet(project=s.other, policy=POLICY, unit="town3", since=MAY),
    "transfer": lambda s: ProjectTransfer(project=s.project, policy=POLICY, unit="town3", on=MAY),
    "meeting": lambda s: of_unit(MeetingRecord, projects=(s.project, s.other), **MEETING),
    "praise": lambda _: of_unit(PraiseRecord, source="CITY_LEADER_WRITTEN", matter="批示"),
    "criticism": lambda _: of_unit(CriticismRecord, kind="INTERVIEW", matter="滞后"),
    "harm": lambda _: of_unit(HarmRecord, kind="BLANKET_STOPPAGE", verified_by="POLICE", matter="停工"),
    "judgement": lambda _: judged(650, "town2"),
}
"""Inputs that commands record just so, one after the other."""


UNSEEN = {"plan change without approval"}
"""What rules do not see: it does not bind (A9)."""


async def test_a_supposition_shows_what_recording_it_shows(office: Office) -> None:
    told = await scene(office)
    for name, data_of in RECORDED.items():
        data, before, rows = data_of(told), await board_now(office), await stored(office)
        expected = await board_if(office, [data])
        assert await stored(office) == rows, name
        assert (shown(expected) != shown(before)) == (name not in UNSEEN), name
        await office.do(data, reason="试验")
        assert shown(expected) == shown(await board_now(office)), name


async def test_all_of_them_together_show_what_recording_them_shows(office: Office) -> None:
    told = await scene(office)
    inputs = [data_of(told) for data_of in RECORDED.values()]
    expected = await board_if(office, inputs)
    await office.run([Command(request_id=uuid4(), data=data, reason="试验") for data in inputs])
    assert shown(expected) == shown(await board_now(office))


CORRECTED: dict[str, tuple[str, Callable[[Scene], Any]]] = {
    "stage": ("started", lambda s: StageRecord(project=s.project, stage=Stage.STARTED, on=JUNE)),
    "start": ("ceremony", lambda s: of(StartRecord, project=s.project, kind="CEREMONY", on=JUNE)),
    "progress": ("progress", lambda s: report(s.project, 900)),
    "judgement": ("judgement", lambda _: judged(900)),
}
"""What holds but once: the name of the fact on record, and what is supposed instead."""


async def test_what_holds_but_once_is_corrected(office: Office) -> None:
    told = await scene(office)
    for name, (recorded, data_of) in CORRECTED.items():
        fact, data = told.facts[recorded], data_of(told)
        [change] = (await supposed(office, [data])).changes
        assert (change.without, [one.id for one in change.facts]) == (frozenset({fact}), [fact]), name
        expected = await board_if(office, [data])
        await office.do(FactCorrect(fact=fact, replacement=data), reason="试验")
        assert shown(expected) == shown(await board_now(office)), name


REMOVED = {
    "signed": FactKind.STAGE,
    "ceremony": FactKind.START,
    "plan": FactKind.PLAN,
    "progress": FactKind.PROGRESS,
    "listing": FactKind.LISTING,
    "funding": FactKind.FUNDING,
    "admission": FactKind.ADMISSION,
    "meeting": FactKind.MEETING,
    "praise": FactKind.PRAISE,
    "judgement": FactKind.JUDGEMENT,
    "enrolment": FactKind.ENROLMENT,
}


async def test_what_had_not_happened_is_not_seen(office: Office) -> None:
    told = await scene(office)
    for name, kind in REMOVED.items():
        before = await board_now(office)
        expected = await board_if(office, [FactRemove(fact=told.facts[name])])
        assert shown(expected) != shown(before), name
        await office.do(FactReject(kind=kind, fact=told.facts[name]), reason="试验")
        assert shown(expected) == shown(await board_now(office)), name


async def test_changes_build_on_each_other(office: Office) -> None:
    told = await scene(office)
    inputs = [
        FactRemove(fact=told.facts["started"]),
        StageRecord(project=told.project, stage=Stage.STARTED, on=APRIL),
        changed(told, 7, effective=MAY, total_yuan=yi(5)),
        changed(told, 7, effective=JUNE, name="新碳材料厂"),
        ProjectTransfer(project=told.project, policy=POLICY, unit="town3", on=MAY),
    ]
    board = await board_if(office, inputs)
    [project] = board.units["towns", "town3"].projects
    started = project.reached(Stage.STARTED)
    assert started is not None
    assert started.on == APRIL
    assert [(version.name, version.total_yuan) for version in project.versions] == [
        ("碳材料厂", yi(2)),
        ("碳材料厂", yi(5)),
        ("新碳材料厂", yi(5)),
    ]


async def test_what_lies_ahead_can_be_supposed(office: Office) -> None:
    told = await scene(office)
    late = date(2023, 12, 1)
    inputs = [
        of(StartRecord, project=told.project, kind="LIBRARY_ENTRY", on=late),
        judged(500).model_copy(update={"period": "2023Q4"}),
    ]
    assert latest_day(inputs) == late
    found = await supposed(office, inputs)
    assert len(found.changes) == 2
    assert messages(found.warnings) == [(0, "on", "2023-12-01 晚于所看到的 2023-06-30, 不影响结果")]


async def test_an_order_that_the_ledger_refuses_is_a_warning(office: Office) -> None:
    told = await scene(office)
    produced = StageRecord(project=told.project, stage=Stage.PRODUCING, on=date(2023, 3, 1))
    assert codes(await office.refused(produced)) == [("stage", "REVERSED")] * 2
    found = await supposed(office, [produced])
    assert codes(found.warnings) == [("stage", "REVERSED")] * 2
    assert {warning.severity for warning in found.warnings} == {Severity.WARNING}
    [produced_early] = found.changes[0].facts
    assert isinstance(produced_early, StageReached)
    assert produced_early.on == date(2023, 3, 1)


async def test_warnings_of_commands_are_those_of_suppositions(office: Office) -> None:
    told = await scene(office)
    inputs = [
        StageRecord(project=told.project, stage=Stage.BUILDING, on=JUNE),
        EnrolmentSet(project=told.other, policy=POLICY, unit="town3", since=MAY),
    ]
    found = await supposed(office, inputs)
    assert [(w.command, w.path, w.code) for w in found.warnings] == [(1, ("unit",), "TAKEN")]


async def test_everything_that_is_wrong_is_told_at_once(office: Office) -> None:
    told = await scene(office)
    nobody = uuid4()
    wrong = {
        "project": StageRecord(project=nobody, stage=Stage.SIGNED, on=APRIL),
        "unit": of_unit(PraiseRecord, unit="town9", source="HIGHER_MEDIA", matter="专版"),
        "hundredths": judged(1_001),
        "item": judged(1).model_copy(update={"item": "luck"}),
        "milestone": PlanSet(project=told.project, milestone=Stage.SIGNED, due=JUNE, made_on=APRIL),
        "fact": FactRemove(fact=nobody),
    }
    problems = await refused(office, *wrong.values())
    assert codes(problems) == [("fact", "NOT_FOUND")]
    problems = await refused(office, *list(wrong.values())[:-1])
    assert [problem.command for problem in problems] == [0, 1, 2, 3, 4]
    assert codes(problems) == [
        ("project", "NOT_FOUND"),
        ("unit", "UNKNOWN_UNIT"),
        ("hundredths", "OUT_OF_RANGE"),
        ("item", "UNKNOWN_ITEM"),
        ("milestone", "MALFORMED"),
    ]


async def test_texts_amounts_and_dates_are_checked_before_anything_is_looked_up(office: Office) -> None:
    told = await scene(office)
    problems = await refused(
        office,
        of_unit(PraiseRecord, unit="town\x00", source="HIGHER_MEDIA", matter="专版"),
        changed(told, effective=MAY, total_yuan=-1),
        StageRecord(project=told.project, stage=Stage.SIGNED, on=date(9999, 12, 31)),
    )
    assert codes(problems) == [
        ("unit", "MALFORMED"),
        ("total_yuan", "OUT_OF_RANGE"),
        ("on", "OUT_OF_RANGE"),
    ]


async def test_only_what_the_question_sees_can_be_changed(office: Office) -> None:
    async with office.database.reading() as connection:
        empty = await read(connection, office.catalog, question(await head_no(connection)))
    told = await scene(office)
    for data in (
        StageRecord(project=told.project, stage=Stage.BUILDING, on=JUNE),
        changed(told, effective=MAY, total_yuan=yi(5)),
        FactRemove(fact=told.facts["started"]),
    ):
        with pytest.raises(Refused) as refusal:
            await supposed(office, [data], empty)
        assert refusal.value.problems[0].code in ("NOT_FOUND", "NOT_ALLOWED")


async def test_what_is_claimed_stands_in_the_way_only_where_it_counts(office: Office) -> None:
    project = await office.enrolled_project()
    claim = of(ListRecord, project=project, key_list="CITY_KEY", on=MAY)
    await office.do(claim, principal=REPORTER)
    assert len((await supposed(office, [claim])).changes) == 1
    async with office.database.reading() as connection:
        counting = await read(
            connection, office.catalog, question(await head_no(connection), include_claimed=True)
        )
    with pytest.raises(Refused):
        await supposed(office, [claim], counting)


async def test_a_fact_recorded_later_is_not_seen(office: Office) -> None:
    project = await office.enrolled_project()
    async with office.database.reading() as connection:
        before = await read(connection, office.catalog, question(await head_no(connection)))
    await office.do(report(project, 300))
    [change] = (await supposed(office, [report(project, 900)], before)).changes
    assert change.without == frozenset()
    [reported] = with_changes(before.facts, [change]).progress
    assert reported.cumulative_yuan == wan(900)


async def test_equal_suppositions_give_equal_facts(office: Office) -> None:
    told = await scene(office)
    inputs = [RECORDED["stage"](told), RECORDED["meeting"](told)]
    known = await known_now(office)
    first = await supposed(office, inputs, known)
    office.pass_time(days=3)
    assert await supposed(office, inputs, known) == first


async def test_an_excluded_enrolment_can_be_supposed_away(office: Office) -> None:
    project = await office.enrolled_project()
    second = await office.do(EnrolmentSet(project=project, policy=POLICY, unit="town2", since=MAY))
    board = await board_if(office, [FactRemove(fact=UUID(second.subject))])
    assert board.double_claims == ()
    [kept] = board.units["towns", "town1"].projects
    assert kept.share_on(QUARTER.end) == 1
    assert {e.state for e in (await known_now(office)).facts.enrolments} == {EnrolmentState.COUNTED}


async def refused(office: Office, *inputs: Input) -> tuple[Problem, ...]:
    """The problems of inputs that cannot be supposed."""
    with pytest.raises(Refused) as refusal:
        await supposed(office, inputs)
    return refusal.value.problems


def messages(problems: tuple[Problem, ...]) -> list[tuple[int, str, str]]:
    return [(problem.command, ".".join(problem.path), problem.message) for problem in problems]
