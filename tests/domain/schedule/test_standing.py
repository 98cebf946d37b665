"""How an occurrence stands: to the second, before the document was issued, on days off, returned, waived."""

from datetime import date, datetime, time, timedelta

import pytest

from xiangmu.domain.schedule.occurrences import Occurrence, occurrence
from xiangmu.domain.schedule.standing import BEFORE_ISSUE, Done, State, standing
from xiangmu.domain.schedule.workdays import NOTICES
from xiangmu.plugin.policy import Shift
from xiangmu.plugin.recurrence import SHANGHAI, EveryMonths, Weekly
from xiangmu.plugin.schedule import Obligation, ObligationKind

ISSUED = date(2020, 9, 21)
WEEKLY = Obligation(
    policy="p",
    key="weekly",
    title="周报",
    kind=ObligationKind.REPORT,
    recurrence=Weekly(weekday=5, at=time(16)),
    clause="P-1",
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def report(day: str, shift: Shift = Shift.NONE, obligation: Obligation = WEEKLY) -> Occurrence:
    slot = next(obligation.recurs(None).slots(date.fromisoformat(day), date.fromisoformat(day)))
    return occurrence(obligation, "town", slot, NOTICES, shift)


@pytest.mark.parametrize(
    ("handed_in", "state", "because"),
    [
        ("2020-09-25 16:00:00", State.IN_TIME, "2020-09-25 16:00完成, 期限是2020-09-25 16:00"),
        ("2020-09-25 16:00:00.9", State.IN_TIME, "2020-09-25 16:00完成, 期限是2020-09-25 16:00"),
        ("2020-09-25 16:00:01", State.LATE, "2020-09-25 16:00:01才完成, 比期限2020-09-25 16:00迟1秒"),
        ("2020-09-27 17:30:00", State.LATE, "2020-09-27 17:30才完成, 比期限2020-09-25 16:00迟2天1小时30分"),
    ],
)
def test_sixteen_hundred_is_in_time_and_a_second_later_is_late(
    handed_in: str, state: State, because: str
) -> None:
    found = standing(report("2020-09-25"), Done(first=at(handed_in)), "", ISSUED, at("2020-10-01"))
    assert (found.state, found.because, found.breach) == (state, because, state is State.LATE)


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("2020-09-18 15:59:59", State.NOT_OPEN),
        ("2020-09-18 16:00:00", State.OPEN),
        ("2020-09-25 16:00:00", State.OPEN),
        ("2020-09-25 16:00:01", State.MISSING),
    ],
)
def test_nothing_handed_in(now: str, state: State) -> None:
    assert standing(report("2020-09-25"), None, "", ISSUED, at(now)).state is state


def test_the_printed_friday_of_a_holiday_stays_and_the_day_to_aim_at_is_shown() -> None:
    found = report("2020-10-02")
    assert found.due == at("2020-10-02 16:00")
    assert found.effective.due == at("2020-09-30 16:00")
    assert found.effective.because == ("2020-10-02是周五, 法定节假日或调休; 前一个工作日是2020-09-30(周三)")
    assert (
        standing(found, Done(first=at("2020-10-02 09:00")), "", ISSUED, at("2020-10-09")).state
        is State.IN_TIME
    )


def test_a_reading_moves_the_deadline_itself() -> None:
    found = report("2020-10-02", Shift.NEXT)
    assert found.due == found.effective.due == at("2020-10-09 16:00")
    assert found.key == "2020-10-02"


def test_what_is_published_is_published_after_days_off() -> None:
    bulletin = Obligation(
        policy="p",
        key="bulletin",
        title="周通报",
        kind=ObligationKind.BULLETIN,
        recurrence=Weekly(weekday=1),
        clause="P-2",
    )
    assert report("2020-10-05", obligation=bulletin).effective.due.date() == date(2020, 10, 9)


def test_nothing_is_late_that_was_due_before_the_document_was_issued() -> None:
    early = report("2020-09-18")
    assert standing(early, None, "", ISSUED, at("2020-09-30")).because == BEFORE_ISSUE
    assert standing(early, Done(first=at("2020-09-22")), "", ISSUED, at("2020-09-30")).state is State.WAIVED
    assert standing(early, Done(first=at("2020-09-17")), "", ISSUED, at("2020-09-30")).state is State.IN_TIME


def test_what_the_document_leaves_loose_is_a_notice_and_no_breach() -> None:
    monthly = Obligation(
        policy="p",
        key="monthly",
        title="月例会",
        kind=ObligationKind.RESEARCH,
        recurrence=EveryMonths(),
        clause="P-3",
        strict=False,
    )
    found = standing(report("2020-10-31", obligation=monthly), None, "", ISSUED, at("2020-11-01"))
    assert (found.state, found.breach) == (State.MISSING, False)
    assert found.because == "2020-10-31到期, 至今没有记录; 文件没有写死, 只作提示"


def test_returned_and_waived() -> None:
    handed_in = at("2020-09-25 10:00")
    back = standing(report("2020-09-25"), Done(first=handed_in, returned=True), "", ISSUED, at("2020-09-28"))
    assert (back.state, back.breach) == (State.RETURNED, False)
    waived = standing(report("2020-09-25"), None, "防汛", ISSUED, at("2020-09-28"))
    assert (waived.state, waived.because) == (State.WAIVED, "防汛")


def test_a_year_without_a_notice_is_provisional() -> None:
    found = report("2027-10-01")
    assert found.effective.provisional
    assert found.effective.because == "国务院办公厅尚未公布2027年的放假安排, 暂按周一至周五"
    assert found.effective.due - found.due == timedelta()
