"""Reports: handed in once, given back with a reason, handed in again; what is waived; days decided to be worked."""

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office, codes
from xiangmu.access.principals import SYSTEM, Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no
from xiangmu.db.ids import unit_id
from xiangmu.db.rhythm import rhythm_of
from xiangmu.domain.schedule.standing import State
from xiangmu.plugin.money import wan
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.command import Input, Receipt
from xiangmu.services.events import StageRecord
from xiangmu.services.problems import Problem, Refused
from xiangmu.services.progress import ProgressReport
from xiangmu.services.reporting import ReportSubmit, submit_report
from xiangmu.services.reports import OccurrenceWaive, ReportGiveBack, WorkdayDecide
from xiangmu.services.rhythm import Due, due_between

pytestmark = pytest.mark.anyio
DUE = date(2023, 7, 5)
IN_TIME, LATE = datetime(2023, 7, 5, 8, tzinfo=UTC), datetime(2023, 7, 5, 8, 0, 1, tzinfo=UTC)
"""16:00:00 and 16:00:01 in Shanghai."""


def report(**given: Any) -> ReportSubmit:
    said = {"policy": POLICY, "obligation": "report", "due": DUE, "unit": "town1", "text": "一切正常"}
    return ReportSubmit.model_validate(said | given)


async def submit(office: Office, data: ReportSubmit, principal: Principal = SYSTEM) -> Receipt:
    return await submit_report(
        office.database,
        office.catalog,
        data,
        request_id=uuid4(),
        principal=principal,
        clock=office.clock,
    )


async def refused(office: Office, data: ReportSubmit, principal: Principal = SYSTEM) -> tuple[Problem, ...]:
    try:
        await submit(office, data, principal)
    except Refused as answer:
        return answer.problems
    raise AssertionError(f"not refused: {data!r}")


async def standing(office: Office, unit: str = "town1", due: date = DUE) -> Due:
    async with office.database.reading() as connection:
        rhythm = await rhythm_of(connection, office.catalog.policies[POLICY], await head_no(connection))
    [found] = due_between(
        office.catalog, rhythm, due, due, office.now, units=(unit,), obligations=("report", "summary")
    )
    return found


@pytest.mark.parametrize(("at", "state"), [(IN_TIME, State.IN_TIME), (LATE, State.LATE)])
async def test_the_printed_second_is_in_time_and_the_next_is_late(
    office: Office, at: datetime, state: State
) -> None:
    office.now = at
    await submit(office, report())
    assert (await standing(office)).standing.state is state
    assert (await standing(office, "town2")).standing.state is (
        State.OPEN if state is State.IN_TIME else State.MISSING
    )


async def test_figures_are_read_from_the_ledger_claims_apart(office: Office) -> None:
    project = await office.enrolled_project()
    office.now = IN_TIME
    await office.do(StageRecord(project=project, stage=Stage.SIGNED, on=date(2023, 6, 20)))
    await office.do(StageRecord(project=project, stage=Stage.PRELIMINARY, on=date(2023, 7, 2)))
    await office.do(
        ProgressReport(
            project=project, month=date(2023, 6, 1), invested_yuan=wan(10), cumulative_yuan=wan(10)
        ),
        principal=REPORTER,
    )
    await submit(office, report(), REPORTER)
    async with office.database.reading() as connection:
        [figures] = (await connection.execute(t.report.select())).mappings()
    told = figures["figures"]
    assert (told["first"], told["last"], told["projects"]) == ("2023-06-01", "2023-06-30", 1)
    assert [(m["on"], m["what"], m["claimed"]) for m in told["movements"]] == [
        ("2023-06-20", "签约", False),
        ("2023-06-30", "2023-06完成投资", True),
    ]
    assert {"title": "完成投资", "counts": "YUAN", "confirmed": 0, "claimed": wan(10)} in told["sums"]
    assert {"title": "签约项目数", "counts": "COUNT", "confirmed": 1, "claimed": 0} in told["sums"]


async def test_figures_that_changed_since_they_were_seen_are_not_handed_in(office: Office) -> None:
    office.now = IN_TIME
    assert codes(await refused(office, report(seen="0" * 64))) == [("seen", "CONFLICT")]


async def test_a_report_stands_until_it_is_given_back_and_both_stay_on_record(office: Office) -> None:
    office.now = IN_TIME
    first = UUID((await submit(office, report(), REPORTER)).subject)
    assert codes(await refused(office, report(text="改"), REPORTER)) == [("due", "DUPLICATE")]
    office.pass_time(days=1)
    await office.do(ReportGiveBack(report=first, text="数字不实", again_by=datetime(2023, 7, 8, tzinfo=UTC)))
    found = await standing(office)
    assert (found.standing.state, found.standing.breach) == (State.RETURNED, False)
    assert found.reports[0].returned_because == "数字不实"
    office.pass_time(days=3)
    assert (await standing(office)).standing.breach
    await submit(office, report(text="改过"), REPORTER)
    found = await standing(office)
    assert (found.standing.state, [r.number for r in found.reports]) == (State.IN_TIME, [1, 2])
    assert codes(await office.refused(ReportGiveBack(report=first, text="再退"))) == [("report", "CLOSED")]


async def test_the_office_enters_what_came_on_paper_when_it_came(office: Office) -> None:
    office.now = datetime(2023, 7, 7, tzinfo=UTC)
    assert codes(await refused(office, report(received_at=IN_TIME), REPORTER)) == [
        ("received_at", "NOT_ALLOWED")
    ]
    await submit(office, report(received_at=IN_TIME))
    assert (await standing(office)).standing.state is State.IN_TIME


async def test_the_offices_own_summary(office: Office) -> None:
    office.now = IN_TIME
    own = report(obligation="summary", due=date(2023, 9, 30), unit="")
    assert codes(await refused(office, own, REPORTER))[:1] == [("unit", "NOT_ALLOWED")]
    await submit(office, own)
    assert (await standing(office, "", date(2023, 9, 30))).standing.state is State.IN_TIME


@pytest.mark.parametrize(
    ("given", "problem", "message"),
    [
        ({"obligation": "moon"}, ("obligation", "UNKNOWN_ITEM"), "试验办法没有调度事项 moon"),
        (
            {"obligation": "dispatch", "due": "2023-05-31", "unit": ""},
            ("obligation", "NOT_ALLOWED"),
            "月调度是会议",
        ),
        ({"due": "2023-07-06"}, ("due", "NOT_FOUND"), "月报没有在 2023-07-06 到期的一次"),
        ({"due": "2023-08-05"}, ("due", "NOT_ALLOWED"), "要到 2023-07-31 23:59 才可以报送"),
        ({"unit": "bureau"}, ("unit", "UNKNOWN_UNIT"), "月报不由 服务局 办"),
        ({"unit": "town9"}, ("unit", "UNKNOWN_UNIT"), "没有单位 town9"),
        ({"unit": ""}, ("unit", "UNKNOWN_UNIT"), "月报由各单位分别办, 须写明单位"),
        ({"received_at": "2024-01-01T00:00:00Z"}, ("received_at", "IN_FUTURE"), "晚于现在"),
        ({"policy": "moon-2023"}, ("policy", "UNKNOWN_POLICY"), "没有文件 moon-2023"),
    ],
)
async def test_what_is_refused_and_why(
    office: Office, given: dict[str, Any], problem: tuple[str, str], message: str
) -> None:
    office.now = IN_TIME
    before = await _head(office)
    problems = await refused(office, report(**given))
    assert problem in codes(problems)
    assert any(message in one.message for one in problems)
    assert await _head(office) == before


async def test_another_town_reports_nothing_for_it(office: Office) -> None:
    office.now = IN_TIME
    grant = Grant(role=Role.REPORTER, jurisdiction=CITY, unit=unit_id(CITY, "town1"))
    somebody = Principal(id="somebody", grants=(grant,))
    assert codes(await refused(office, report(unit="town2"), somebody)) == [("unit", "NOT_ALLOWED")]
    await submit(office, report(), somebody)


async def test_a_waived_occurrence_is_nobodys_fault(office: Office) -> None:
    office.now = LATE
    waive = OccurrenceWaive(policy=POLICY, obligation="report", due=DUE, text="防汛")
    await office.do(waive)
    for unit in ("town1", "town2"):
        found = (await standing(office, unit)).standing
        assert (found.state, found.because, found.breach) == (State.WAIVED, "防汛", False)
    assert codes(await office.refused(waive)) == [("due", "DUPLICATE")]
    one = OccurrenceWaive(policy=POLICY, obligation="report", due=date(2023, 6, 5), unit="town2", text="汛")
    await office.do(one)
    assert (await standing(office, "town1", date(2023, 6, 5))).standing.state is State.MISSING
    assert (await standing(office, "town2", date(2023, 6, 5))).standing.state is State.WAIVED


def waive(**given: Any) -> OccurrenceWaive:
    said = {"policy": POLICY, "obligation": "report", "due": DUE, "text": "防汛"}
    return OccurrenceWaive.model_validate(said | given)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (waive(text=""), ("text", "REQUIRED")),
        (waive(unit="bureau"), ("unit", "UNKNOWN_UNIT")),
        (waive(due=date(2023, 7, 4)), ("due", "NOT_FOUND")),
        (WorkdayDecide(jurisdiction=CITY, day=DUE, works=False, text=" "), ("text", "REQUIRED")),
        (ReportGiveBack(report=UUID(int=7), text="x"), ("report", "NOT_FOUND")),
    ],
)
async def test_decisions_that_are_refused(office: Office, data: Input, problem: tuple[str, str]) -> None:
    assert problem in codes(await office.refused(data))


async def test_a_day_decided_to_be_off_moves_what_to_aim_at(office: Office) -> None:
    assert (await standing(office)).occurrence.effective.due.date() == DUE
    await office.do(WorkdayDecide(jurisdiction=CITY, day=DUE, works=False, text="市运会"))
    found = (await standing(office)).occurrence
    assert (found.due.date(), found.effective.due.date()) == (DUE, date(2023, 7, 4))
    assert found.effective.because.startswith("2023-07-05是周三, 本地定为休息")
    await office.do(WorkdayDecide(jurisdiction=CITY, day=DUE, works=True, text="改期"))
    assert (await standing(office)).occurrence.effective.due.date() == DUE


async def _head(office: Office) -> int:
    async with office.database.reading() as connection:
        return await head_no(connection)
