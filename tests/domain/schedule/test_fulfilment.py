"""What fulfils an occurrence: a meeting in its window, an activity that names it."""

from datetime import date, datetime, time
from itertools import permutations
from uuid import UUID

import pytest

from xiangmu.domain.schedule.fulfilment import CarriedOut, Held, fulfilled, name_of
from xiangmu.domain.schedule.occurrences import Occurrence, occurrence
from xiangmu.domain.schedule.standing import Done, State, standing
from xiangmu.domain.schedule.workdays import NOTICES
from xiangmu.plugin.policy import Shift
from xiangmu.plugin.recurrence import SHANGHAI, EveryMonths, Recurrence, Weekly
from xiangmu.plugin.schedule import Obligation, ObligationKind

JUNE = date(2021, 6, 30)


def owed(
    kind: ObligationKind = ObligationKind.MEETING,
    unit: str = "",
    recurrence: Recurrence = EveryMonths(),  # noqa: B008  # it is frozen
    due: date = JUNE,
) -> Occurrence:
    obligation = Obligation(
        policy="p", key="it", title="事项", kind=kind, recurrence=recurrence, clause="P-1", strict=False
    )
    [slot] = obligation.recurs(None).slots(due, due)
    return occurrence(obligation, unit, slot, NOTICES, Shift.NONE)


def held(on: date, number: int = 1, unit: str = "", obligation: str = "it") -> Held:
    return Held(id=UUID(int=number), policy="p", obligation=obligation, unit=unit, on=on)


def carried_out(due: date, on: date, number: int = 1, unit: str = "") -> CarriedOut:
    return CarriedOut(id=UUID(int=number), policy="p", obligation="it", unit=unit, due=due, on=on)


def moment(day: date, at: time = time(23, 59, 59)) -> datetime:
    return datetime.combine(day, at, SHANGHAI)


@pytest.mark.parametrize(
    ("on", "counts"),
    [
        (date(2021, 5, 31), False),
        (date(2021, 6, 1), True),
        (date(2021, 6, 30), True),
        (date(2021, 7, 1), False),
    ],
)
def test_a_meeting_counts_in_its_window(on: date, counts: bool) -> None:
    found = fulfilled([owed()], [held(on)], [])
    assert bool(found) is counts
    if counts:
        assert found[name_of(owed())] == Done(first=moment(on), by=str(UUID(int=1)))


def test_the_first_counts_in_whatever_order() -> None:
    meetings = [held(date(2021, 6, 20), 1), held(date(2021, 6, 8), 2), held(date(2021, 6, 8), 3)]
    for told in permutations(meetings):
        assert fulfilled([owed()], told, [])[name_of(owed())].by == str(UUID(int=2))


def test_another_obligation_s_meeting_counts_for_nothing() -> None:
    assert fulfilled([owed()], [held(JUNE, obligation="other")], []) == {}
    assert fulfilled([owed(ObligationKind.REPORT)], [held(JUNE)], []) == {}


def test_each_unit_for_itself_and_any_for_the_office() -> None:
    one, other = owed(unit="one"), owed(unit="other")
    found = fulfilled([one, other, owed()], [held(JUNE, unit="one")], [])
    assert found.keys() == {name_of(one), name_of(owed())}


def test_what_is_held_on_the_day_of_a_deadline_with_an_hour_is_in_time() -> None:
    friday = owed(recurrence=Weekly(weekday=5, at=time(16)), due=date(2021, 6, 25))
    done = fulfilled([friday], [held(date(2021, 6, 25))], [])[name_of(friday)]
    assert done.first == moment(date(2021, 6, 25), time(16))
    assert standing(friday, done, "", JUNE.replace(year=2020), moment(JUNE)).state is State.IN_TIME


def test_an_activity_names_its_deadline_and_may_come_late() -> None:
    inspection = owed(ObligationKind.INSPECTION)
    late = carried_out(JUNE, date(2021, 7, 3))
    done = fulfilled([inspection], [], [late])[name_of(inspection)]
    assert done == Done(first=moment(date(2021, 7, 3)), by=str(late.id))
    assert standing(inspection, done, "", date(2020, 1, 1), moment(date(2021, 8, 1))).state is State.LATE
    assert fulfilled([inspection], [], [carried_out(date(2021, 7, 31), JUNE)]) == {}
    assert fulfilled([owed()], [], [carried_out(JUNE, JUNE)]) == {}
