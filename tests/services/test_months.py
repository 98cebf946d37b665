"""Progress of months: what is reported, what adds up, and what may still be said once a month is closed."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.support.city import CITY
from tests.support.office import REPORTER, Office, codes
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no, load_facts
from xiangmu.plugin.facts import Progress
from xiangmu.plugin.money import wan
from xiangmu.services.corrections import FactConfirm, FactCorrect, FactKind, FactReject
from xiangmu.services.months import MonthClose, MonthReopen
from xiangmu.services.progress import ProgressReport

pytestmark = pytest.mark.anyio
APRIL, MAY, JUNE, JULY = (date(2023, month, 1) for month in (4, 5, 6, 7))
CLOSE, REOPEN = MonthClose(jurisdiction=CITY, month=MAY), MonthReopen(jurisdiction=CITY, month=MAY)


def report(project: UUID, month: date, invested: int, cumulative: int, **more: Any) -> ProgressReport:
    told = {"project": project, "month": month, "invested_yuan": wan(invested)}
    return ProgressReport.model_validate(told | {"cumulative_yuan": wan(cumulative)} | more)


async def progress(office: Office) -> list[Progress]:
    async with office.database.reading() as connection:
        facts = await load_facts(connection, CITY, await head_no(connection), include_claimed=True)
    return sorted(facts.progress, key=lambda one: one.month)


async def test_all_of_a_month_is_on_record(office: Office) -> None:
    project = await office.enrolled_project()
    told = {"picture": "主体封顶", "next_month_yuan": wan(80), "next_month_work": "设备安装"}
    await office.do(report(project, MAY, 100, 700, year_to_date_yuan=wan(100), **told))
    await office.do(report(project, APRIL, 0, 600))
    april, may = await progress(office)
    assert (april.year_to_date_yuan, april.picture, april.next_month_yuan) == (None, None, None)
    assert (may.year_to_date_yuan, may.picture) == (wan(100), "主体封顶")
    assert (may.next_month_yuan, may.next_month_work) == (wan(80), "设备安装")


async def test_a_year_that_is_not_the_sum_of_its_months_is_told_and_kept(office: Office) -> None:
    project = await office.enrolled_project()
    await office.do(report(project, APRIL, 100, 600))
    receipt = await office.do(report(project, JUNE, 50, 800, year_to_date_yuan=wan(200)))
    assert [warning.message for warning in receipt.warnings] == [
        "2023-06 填报的1月以来完成投资是 200万元, 台账 2 个月之和是 150万元"
    ]
    assert (await office.do(report(project, MAY, 50, 700))).warnings == ()
    assert [one.year_to_date_yuan for one in await progress(office)] == [None, None, wan(200)]


async def test_a_difference_that_rounding_explains_is_none(office: Office) -> None:
    project = await office.enrolled_project()
    await office.do(report(project, APRIL, 100, 600))
    for month, difference, told in ((MAY, 10_000, 0), (JUNE, 20_001, 1)):
        sum_of_months = wan(100) + (month.month - 4) * wan(50)
        given = report(project, month, 50, 700, year_to_date_yuan=sum_of_months + difference)
        assert len((await office.do(given)).warnings) == told


async def test_a_month_that_comes_late_can_make_a_later_year_wrong(office: Office) -> None:
    project = await office.enrolled_project()
    await office.do(report(project, JUNE, 50, 800, year_to_date_yuan=wan(50)))
    receipt = await office.do(report(project, date(2022, 6, 1), 50, 100))
    assert receipt.warnings == ()
    receipt = await office.do(report(project, MAY, 30, 700))
    assert codes(receipt.warnings) == [("year_to_date_yuan", "UNUSUAL")]


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"year_to_date_yuan": wan(99)}, ("year_to_date_yuan", "OUT_OF_RANGE")),
        ({"year_to_date_yuan": wan(701)}, ("year_to_date_yuan", "OUT_OF_RANGE")),
        ({"invested_yuan": wan(701)}, ("cumulative_yuan", "OUT_OF_RANGE")),
        ({"month": date(2023, 5, 2)}, ("month", "MALFORMED")),
        ({"month": date(2023, 8, 1)}, ("month", "IN_FUTURE")),
    ],
)
async def test_figures_that_cannot_be_are_refused(
    office: Office, given: dict[str, Any], problem: tuple[str, str]
) -> None:
    project = await office.enrolled_project()
    told = report(project, MAY, 100, 700).model_dump()
    assert codes(await office.refused(ProgressReport.model_validate(told | given))) == [problem]


async def test_words_have_a_most(office: Office) -> None:
    with pytest.raises(ValueError, match="500"):
        report(await office.enrolled_project(), MAY, 1, 1, picture="长" * 501)


async def test_a_closed_month_is_the_office_s_alone_and_for_a_reason(office: Office) -> None:
    project, other = await office.enrolled_project(), await office.enrolled_project("陶瓷厂")
    claimed = await office.do(report(project, MAY, 100, 700), principal=REPORTER)
    receipt = await office.do(CLOSE)
    assert [warning.message for warning in receipt.warnings] == ["还有 1 个项目报送的进度待核"]
    late = report(other, MAY, 1, 1)
    correction = FactCorrect(fact=UUID(claimed.subject), replacement=report(project, JUNE, 90, 700))
    for data, path in ((late, "month"), (correction, "fact")):
        [problem] = await office.refused(data, reason="漏报", principal=REPORTER)
        assert (".".join(problem.path), problem.code) == (path, "CLOSED")
        assert problem.message == "只有重点项目办可以补报或更正已关账的 2023-05"
    assert codes(await office.refused(late)) == [("reason", "REQUIRED")]
    await office.do(late, reason="单位漏报")
    await office.do(report(other, JUNE, 1, 2), principal=REPORTER)


@pytest.mark.parametrize("act", ["correct", "confirm", "reject"])
async def test_whatever_changes_after_the_closing_is_marked(office: Office, act: str) -> None:
    project = await office.enrolled_project()
    fact = UUID((await office.do(report(project, MAY, 100, 700), principal=REPORTER)).subject)
    await office.do(CLOSE)
    data = {
        "correct": FactCorrect(fact=fact, replacement=report(project, MAY, 90, 700)),
        "confirm": FactConfirm(kind=FactKind.PROGRESS, fact=fact),
        "reject": FactReject(kind=FactKind.PROGRESS, fact=fact),
    }[act]
    assert codes(await office.refused(data)) == [("reason", "REQUIRED")]
    await office.do(data, reason="核对后")
    assert await marks(office) == [(MAY, None, False), (MAY, True, True)]


async def marks(office: Office) -> list[tuple[date, bool | None, bool]]:
    """(month, mark, whether it is live) of each row, in the order of recording."""
    rows = t.month_progress.c
    async with office.database.reading() as connection:
        found = await connection.execute(
            select(rows.month, rows.after_closing, rows.ended_no.is_(None)).order_by(rows.no)
        )
        return [(month, mark, live) for month, mark, live in found]


async def test_a_month_is_closed_once_it_is_over_and_opened_for_a_reason(office: Office) -> None:
    project = await office.enrolled_project()
    future = MonthClose(jurisdiction=CITY, month=JULY)
    assert codes(await office.refused(future)) == [("month", "IN_FUTURE")]
    assert codes(await office.refused(REOPEN, reason="x")) == [("month", "NOT_FOUND")]
    closed = await office.do(CLOSE)
    assert codes(await office.refused(CLOSE)) == [("month", "DUPLICATE")]
    assert codes(await office.refused(REOPEN)) == [("reason", "REQUIRED")]
    stale = REOPEN.model_copy(update={"version": closed.no - 1})
    assert codes(await office.refused(stale, reason="x")) == [("version", "CONFLICT")]
    opened = await office.do(REOPEN, reason="两个单位漏报")
    assert opened.subject == closed.subject
    await office.do(report(project, MAY, 1, 1), principal=REPORTER)
    assert await marks(office) == [(MAY, None, True)]
    assert (await office.do(CLOSE)).subject == closed.subject


async def test_only_the_office_closes(office: Office) -> None:
    for data in (CLOSE, REOPEN):
        assert codes(await office.refused(data, reason="x", principal=REPORTER)) == [
            ("jurisdiction", "NOT_ALLOWED")
        ]
