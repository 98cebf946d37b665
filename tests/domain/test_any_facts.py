"""What holds of measures, targets and boards whatever the facts are."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.county import (
    NEW_YEAR,
    POLICY,
    TOWNS,
    YEAR_END,
    about,
    board,
    county,
    on_duty,
    project,
    read,
    target,
    together,
)
from tests.support.county_rules import ADDITIVE, ALL, CATALOG, MEASURES, TARGETS
from xiangmu.catalog import Catalog
from xiangmu.domain.attainment import attain_each
from xiangmu.domain.boards import boards_of
from xiangmu.domain.duties import gaps
from xiangmu.domain.fold import Board
from xiangmu.domain.lists import members_of
from xiangmu.domain.outcome import Outcome
from xiangmu.domain.ranking import positions
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import Period
from xiangmu.plugin.scoring import Direction
from xiangmu.plugin.targets import Milestone, Targets
from xiangmu.plugin.vocabulary import Duty, ProcedureKind, Stage
from xiangmu.testing.contract import shuffled

RESERVED, STARTED = Stage.RESERVED, Stage.STARTED
days = st.dates(date(2021, 6, 1), date(2023, 1, 31))
units = st.sampled_from([*TOWNS, "works"])


@st.composite
def a_project(draw: st.DrawFn) -> Facts:
    stages = {RESERVED: draw(days)}
    if draw(st.booleans()):
        stages[STARTED] = stages[RESERVED] + timedelta(days=draw(st.integers(0, 300)))
    if draw(st.integers(0, 9)) == 0:
        stages[Stage.TERMINATED] = draw(days)
    facts = project(
        draw(units),
        draw(st.integers(1, 10)) * yi(1),
        name=draw(st.sampled_from(["甲", "乙", ""])),
        since=draw(days),
        stages=stages,
    )
    done = draw(st.none() | days)
    return together(
        about(
            facts,
            procedures=[{"kind": ProcedureKind.APPROVAL, "done_on": done}],
            year_plans=[{"year": 2022, "yuan": draw(st.integers(0, 9))}],
            progress=[
                {
                    "month": draw(days).replace(day=1),
                    "invested_yuan": draw(st.integers(0, 9)),
                    "cumulative_yuan": 9,
                }
            ],
        ),
        *(
            on_duty(Duty.COUNTY_LEADER, project=facts.versions[0].project, since=draw(days))
            for _ in range(draw(st.integers(0, 2)))
        ),
    )


some_facts = st.lists(a_project(), max_size=8).map(
    lambda told: together(*told, read("days", "2022-02", "7", "east"))
)
quarters = st.integers(1, 4).map(lambda number: Period.quarter(2022, number))


def all_said(seen: Board, catalog: Catalog = CATALOG) -> tuple[Any, ...]:
    return (
        tuple(attain_each(seen, TARGETS)),
        boards_of(catalog, seen),
        tuple(gaps(catalog, seen)),
        tuple(members_of(seen, one) for one in catalog.lists_of(POLICY)),
        seen.suspicions,
        seen.double_claims,
    )


@settings(max_examples=40, deadline=None)
@given(some_facts, quarters, days)
def test_the_order_of_facts_makes_no_difference(facts: Facts, period: Period, as_of: date) -> None:
    told, mixed = (all_said(board(one, CATALOG, period, as_of)) for one in (facts, shuffled(facts)))
    assert told == mixed


@settings(max_examples=40, deadline=None)
@given(some_facts, days, days)
def test_what_lies_after_the_day_is_invisible(facts: Facts, one: date, other: date) -> None:
    day, later = sorted((one, other))
    seen = board(facts, CATALOG, as_of=later).on(day)
    fresh = board(facts, CATALOG, as_of=day)
    assert (seen.units, seen.whole, seen.suspicions) == (fresh.units, fresh.whole, fresh.suspicions)


@settings(max_examples=60, deadline=None)
@given(some_facts, quarters)
def test_units_add_up_to_the_whole_when_every_project_has_one_unit(facts: Facts, period: Period) -> None:
    seen = board(facts, CATALOG, period)
    for key in ADDITIVE:
        whole = MEASURES[key].of(seen.whole, seen.whole).amount
        parts = (MEASURES[key].of(unit, seen.whole).amount or 0 for unit in seen.units.values())
        assert whole == sum(parts, Fraction(0)) + _before_enrolment(key, seen)


def _before_enrolment(key: str, seen: Board) -> Fraction:
    """What only the whole sees: projects that nobody had enrolled by the day."""
    homeless = tuple(one for one in seen.whole.projects if one.id not in seen.claimants)
    return MEASURES[key].formula(replace(seen.whole, projects=homeless)).amount or Fraction(0)


@settings(max_examples=60, deadline=None)
@given(some_facts, quarters, days)
def test_rates_are_none_if_and_only_if_their_base_is_zero(facts: Facts, period: Period, as_of: date) -> None:
    seen = board(facts, CATALOG, period, as_of)
    for snapshot in (*seen.units.values(), seen.whole):
        for key in ("share", "completion"):
            found = MEASURES[key].of(snapshot, seen.whole)
            assert (found.amount is None) == (found.base == 0)
            if found.amount is not None:
                assert found.amount * (found.base or 0) == (found.part or 0) * 1000


@settings(max_examples=60, deadline=None)
@given(some_facts, days, st.integers(0, 12), st.integers(0, 12))
def test_a_higher_goal_is_never_reached_more_easily(facts: Facts, as_of: date, one: int, other: int) -> None:
    low, high = sorted((one, other))
    easy, hard = (_stands(facts, as_of, goal) for goal in (low, high))
    for before, after in zip(easy, hard, strict=True):
        assert before.amount == after.amount
        assert (before.shortfall or 0) <= (after.shortfall or 0)
        if after.outcome is Outcome.MET:
            assert before.outcome is Outcome.MET


def _stands(facts: Facts, as_of: date, goal: int) -> list[Any]:
    stated = target(ALL, goal, milestones=(Milestone(due=date(2022, 9, 30), per_mille=800),))
    catalog = county(targets=Targets(targets=(stated,)))
    (found,) = attain_each(board(facts, catalog, as_of=as_of), [stated])
    return [found.stand, *(one.stand for one in found.milestones)]


@settings(max_examples=60, deadline=None)
@given(some_facts, st.dates(NEW_YEAR, YEAR_END))
def test_a_forecast_lies_above_what_there_is_and_grows_with_the_days(facts: Facts, as_of: date) -> None:
    nearer, farther = (target(ALL, 50, key=f"by-{due}", due=due) for due in (date(2022, 11, 30), YEAR_END))
    catalog = county(targets=Targets(targets=(nearer, farther)))
    seen = board(facts, catalog, as_of=as_of)
    forecasts = []
    for found in attain_each(seen, (nearer, farther)):
        forecast = found.stand.forecast
        if forecast is None:
            continue
        assert found.outcome is Outcome.NOT_YET_DUE and found.amount is not None
        assert forecast.amount >= found.amount
        assert forecast.met == (forecast.amount >= 50)
        forecasts.append(forecast.amount)
    assert forecasts == sorted(forecasts)


@given(st.dictionaries(st.text(max_size=3), st.tuples(st.fractions()), max_size=8))
def test_ties_share_a_place_and_as_many_are_skipped(keys: dict[str, tuple[Fraction, ...]]) -> None:
    for direction in Direction:
        places = positions(keys, direction)
        for unit, place in places.items():
            ahead = [
                other
                for other, key in keys.items()
                if (key > keys[unit] if direction is Direction.HIGHER else key < keys[unit])
            ]
            assert place == len(ahead) + 1
