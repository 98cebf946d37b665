"""What happened, when, and to which projects: the words that measures are made of."""

from datetime import date
from functools import partial
from typing import Any

import pytest

from tests.support.county import (
    NEW_YEAR,
    about,
    amount,
    board,
    found,
    new_id,
    project,
    reserved,
    together,
)
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.filters import (
    any_of,
    at_least,
    below,
    flagged,
    has_procedure,
    has_reached,
    in_sector,
    industrial,
    more_than,
    not_,
    of_kind,
    on_list,
    profile_given,
    profile_is,
)
from xiangmu.plugin.happenings import (
    by_mode,
    continuing,
    existing,
    funded,
    in_period,
    last_reached,
    listed,
    planned,
    procedure_done,
    reached,
    since,
    started,
    stock,
    this_year,
)
from xiangmu.plugin.measures import (
    count,
    total,
)
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Mode
from xiangmu.plugin.vocabulary import (
    Flag,
    FundSource,
    FundStep,
    KeyList,
    ProcedureKind,
    ProjectKind,
    Stage,
    StartKind,
)

RESERVED, SIGNED, STARTED = Stage.RESERVED, Stage.SIGNED, Stage.STARTED
MAY, JUNE = Period.month(2022, 5), Period.month(2022, 6)
ALL = count(reached(RESERVED), title="谋划")
TEN = project(total=yi(10), stages={RESERVED: NEW_YEAR})


@pytest.mark.parametrize(
    ("test", "counts"),
    [
        (at_least(yi(10)), 1),
        (more_than(yi(10)), 0),
        (more_than(yi(10) - 1), 1),
        (below(yi(10)), 0),
        (below(yi(10) + 1), 1),
        (industrial, 1),
        (of_kind(ProjectKind.SOCIAL), 0),
        (not_(of_kind(ProjectKind.SOCIAL)), 1),
        (any_of(below(1), at_least(1)), 1),
        (flagged(Flag.DIGITAL_ECONOMY), 0),
        (in_sector("C26"), 0),
        (has_reached(STARTED), 0),
        (profile_given("zone"), 0),
    ],
)
def test_bands_are_strict_or_inclusive_as_they_say(test: Any, counts: int) -> None:
    assert amount(count(reached(RESERVED), test, title="t"), TEN) == counts


def test_fields_of_the_city_are_compared_singly_or_in_lists() -> None:
    facts = project(
        stages={RESERVED: NEW_YEAR}, profile={"field": "双创", "tags": ["前期", "重点"], "zone": ""}
    )
    for test, counts in (
        (profile_is("field", "双创", "生态"), 1),
        (profile_is("field", "生态"), 0),
        (profile_is("tags", "重点"), 1),
        (profile_is("tags", "僵尸"), 0),
        (profile_given("zone"), 0),
        (profile_given("tags"), 1),
        (profile_is("unheard"), 0),
    ):
        assert amount(count(reached(RESERVED), test, title="t"), facts) == counts


def test_an_amount_is_the_one_in_force_on_the_day_of_the_event() -> None:
    own = new_id()
    before = project(at=own, total=yi(1), stages={RESERVED: date(2022, 2, 1)})
    grown = project(at=own, total=yi(3), since=date(2022, 3, 1), units=())
    facts = together(before, grown)
    assert amount(total(reached(RESERVED), title="t"), facts) == yi(1)
    assert amount(total(stock(reached(RESERVED)), title="t"), facts) == yi(3)


def _mode(mode: Mode, _: Any) -> Mode:
    return mode


def test_windows_are_the_period_the_year_a_day_on_or_the_stock() -> None:
    facts = together(
        reserved(1, on=date(2021, 12, 31)),
        reserved(2, on=date(2022, 5, 1)),
        reserved(4, on=date(2022, 6, 30)),
    )
    when = reached(RESERVED)
    windows = {in_period: 4, this_year: 6, stock: 7}
    for window, counts in windows.items():
        assert amount(count(window(when), title="t"), facts, period=JUNE) == counts
    assert amount(count(since(date(2022, 5, 2), when), title="t"), facts, period=JUNE) == 4
    assert amount(count(in_period(when), title="t"), facts, period=MAY) == 2
    for mode, counts in ((Mode.PER_MONTH, 4), (Mode.CUMULATIVE, 6), (Mode.SNAPSHOT, 7)):
        by = by_mode(when, partial(_mode, mode), NEW_YEAR)
        assert amount(count(by, title="t"), facts, period=JUNE) == counts


def test_what_was_given_up_leaves_later_counts() -> None:
    facts = project(stages={RESERVED: NEW_YEAR, Stage.TERMINATED: date(2022, 6, 1)})
    assert amount(ALL, facts, period=MAY) == 1
    assert amount(ALL, facts, period=JUNE) == 0


def test_what_continues_was_begun_before_the_year_and_not_ended() -> None:
    begun, ended = reached(STARTED), reached(Stage.COMPLETED)
    facts = together(
        project(stages={STARTED: date(2021, 3, 1)}),
        project(stages={STARTED: date(2021, 3, 1), Stage.COMPLETED: NEW_YEAR}),
        project(stages={STARTED: date(2021, 3, 1), Stage.COMPLETED: date(2021, 12, 31)}),
        project(stages={STARTED: NEW_YEAR}),
    )
    assert amount(count(continuing(begun, ended), title="续建"), facts) == 2


def test_what_happens_every_year_is_looked_at_last() -> None:
    once = project(stages={Stage.RESUMED: date(2021, 3, 1)})
    again = about_stage(once, Stage.RESUMED, date(2022, 3, 1))
    assert amount(count(this_year(last_reached(Stage.RESUMED)), title="复工"), again) == 1
    assert amount(count(this_year(reached(Stage.RESUMED)), title="复工"), again) == 0


def about_stage(facts: Facts, stage: Stage, on: date) -> Facts:
    own = facts.versions[0].project
    return together(facts, Facts(stages=project(at=own, stages={stage: on}, units=()).stages))


def test_starts_lists_plans_procedures_and_funds_are_happenings() -> None:
    facts = about(
        project(
            starts={StartKind.LIBRARY_ENTRY: date(2022, 5, 1)}, plans={Stage.PRODUCING: date(2022, 12, 1)}
        ),
        listings=[{"key_list": KeyList.CITY_KEY, "on": date(2022, 1, 9), "year": 2022}],
        procedures=[{"kind": ProcedureKind.APPROVAL, "done_on": date(2022, 5, 3)}],
        funding=[
            {"source": FundSource.INVESTOR, "step": FundStep.ISSUED, "amount_yuan": 5, "on": date(2022, 5, 4)}
        ],
    )
    for when, counts in (
        (started(StartKind.LIBRARY_ENTRY), 1),
        (started(StartKind.CEREMONY), 0),
        (listed(KeyList.CITY_KEY), 1),
        (listed(KeyList.COUNTY_KEY), 0),
        (this_year(planned(Stage.PRODUCING)), 1),
        (planned(STARTED), 0),
        (procedure_done(ProcedureKind.APPROVAL), 1),
        (procedure_done(ProcedureKind.EIA), 0),
        (funded(FundStep.ISSUED, FundSource.INVESTOR), 1),
        (funded(FundStep.ISSUED, FundSource.SPECIAL_BOND), 0),
        (existing, 1),
    ):
        measured = found(count(when, title="t"), facts, period=MAY)
        assert measured.amount == counts
        assert all(pointer.note for pointer in measured.evidence)
    of_year = [on_list(KeyList.CITY_KEY, year=year) for year in (2021, 2022)]
    assert [amount(count(existing, test, title="t"), facts) for test in of_year] == [0, 0]
    in_stock = [
        count(stock(existing), test, title="t") for test in (*of_year, has_procedure(ProcedureKind.APPROVAL))
    ]
    assert [amount(measure, facts) for measure in in_stock] == [0, 1, 1]


def test_a_procedure_done_later_is_not_done_yet() -> None:
    facts = about(
        project(),
        procedures=[{"kind": ProcedureKind.EIA, "applied_on": NEW_YEAR, "done_on": date(2022, 6, 1)}],
    )
    done = count(procedure_done(ProcedureKind.EIA), title="t")
    assert [amount(done, facts, period=month) for month in (MAY, JUNE)] == [0, 1]
    (seen,) = board(facts, period=MAY).whole.projects[0].procedures
    assert (seen.applied_on, seen.done_on) == (NEW_YEAR, None)
