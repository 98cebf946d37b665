"""Boards of other days and periods from the same facts."""

import gc
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from weakref import ref

from tests.support.county import NEW_YEAR, YEAR, board, project, reserved, together
from xiangmu.domain.fold import MOST_BOARDS
from xiangmu.plugin.periods import Period
from xiangmu.plugin.snapshot import AnySnapshot, per_snapshot
from xiangmu.plugin.vocabulary import Stage


def test_a_later_day_shows_nothing_more_than_the_day_asked_for() -> None:
    seen = board(reserved(1), as_of=date(2022, 5, 10))
    assert seen.on(date(2022, 6, 1)) is seen
    assert seen.of(Period.month(2022, 5)).as_of == date(2022, 5, 10)
    assert seen.of(Period.month(2022, 4)).as_of == date(2022, 4, 30)


def test_the_previous_period_ends_before_the_policy_only_for_the_first() -> None:
    assert board(reserved(1), period=Period.month(2022, 1)).before() is None
    february = board(reserved(1), period=Period.month(2022, 2)).before()
    assert february is not None and february.as_of == date(2022, 1, 31)


def test_who_is_enrolled_on_the_day() -> None:
    both = project(units=("east", "west"), stages={Stage.RESERVED: NEW_YEAR})
    seen = board(together(both, project(units=())))
    assert set(seen.claimants.values()) == {("east", "west")}


def test_many_days_at_once_in_many_threads() -> None:
    seen = board(together(*(reserved(1, on=NEW_YEAR + timedelta(days=n)) for n in range(30))), period=YEAR)
    days = [NEW_YEAR + timedelta(days=n) for n in range(30)] * 8
    assert len(days) > MOST_BOARDS

    def counted(day: date) -> int:
        return sum(len(project.stages) for project in seen.on(day).units["town", "east"].projects)

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(counted, days)) == [(day - NEW_YEAR).days + 1 for day in days]


def test_what_looks_at_all_projects_is_asked_once_for_each_snapshot_and_forgotten_with_it() -> None:
    asked = []

    @per_snapshot
    def projects(snapshot: AnySnapshot) -> int:
        asked.append(snapshot.as_of)
        return len(snapshot.projects)

    first, second = board(reserved(2)).whole, board(reserved(3)).whole
    assert [projects(one) for one in (first, second, first, second)] == [2, 3, 2, 3]
    assert len(asked) == 2
    gone = ref(first)
    del first
    gc.collect()
    assert gone() is None
