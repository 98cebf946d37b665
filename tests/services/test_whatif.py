"""What is supposed is seen exactly as if it had been recorded, and nothing is recorded."""

from datetime import date
from uuid import UUID, uuid4

import pytest

from tests.services.suppositions import (
    APRIL,
    CORRECTED,
    JUNE,
    MAY,
    RECORDED,
    REMOVED,
    UNSEEN,
    changed,
    judged,
    of,
    of_unit,
    report,
    scene,
)
from tests.support.city import POLICY
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
from xiangmu.plugin.vocabulary import EnrolmentState, Stage
from xiangmu.services.command import Command, Input
from xiangmu.services.conduct import PraiseRecord
from xiangmu.services.corrections import FactCorrect, FactReject
from xiangmu.services.enrolments import EnrolmentSet, ProjectTransfer
from xiangmu.services.events import ListRecord, StageRecord, StartRecord
from xiangmu.services.plans import PlanSet
from xiangmu.services.problems import Problem, Refused, Severity
from xiangmu.services.results import read
from xiangmu.services.whatif import FactRemove, latest_day

pytestmark = pytest.mark.anyio


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


async def test_what_holds_but_once_is_corrected(office: Office) -> None:
    told = await scene(office)
    for name, (recorded, data_of) in CORRECTED.items():
        fact, data = told.facts[recorded], data_of(told)
        [change] = (await supposed(office, [data])).changes
        assert (change.without, [one.id for one in change.facts]) == (frozenset({fact}), [fact]), name
        expected = await board_if(office, [data])
        await office.do(FactCorrect(fact=fact, replacement=data), reason="试验")
        assert shown(expected) == shown(await board_now(office)), name


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
    assert messages(found.warnings) == [(0, "on", "2023-12-01 晚于所看到的 2023-06-30, 按尚未发生计")]


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
