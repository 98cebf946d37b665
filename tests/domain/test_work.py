"""The work of folding and judging grows with the facts, not with their square: calls are counted, not seconds."""

from datetime import date, timedelta

import pytest

from tests.support.county import TOWNS, about, board, on_duty, project, together
from tests.support.county_rules import CATALOG, TARGETS
from tests.support.work import calls
from xiangmu.domain.attainment import attain_each
from xiangmu.domain.boards import boards_of
from xiangmu.domain.duties import gaps
from xiangmu.domain.fold import Board
from xiangmu.domain.lists import members_of
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.periods import Period
from xiangmu.plugin.vocabulary import Duty, ProcedureKind, Stage

SMALL, LARGE = 150, 600
QUARTER = Period.quarter(2022, 2)
JANUARY = date(2022, 1, 1)


def told(number: int, name: str = "") -> Facts:
    """So many projects of every unit in turn, all called ``name`` if one is given."""
    units = (*TOWNS, "works")
    return together(
        *(_one(units[n % len(units)], JANUARY + timedelta(days=n % 300), name) for n in range(number))
    )


def _one(unit: str, day: date, name: str) -> Facts:
    facts = project(unit, name=name, stages={Stage.RESERVED: day, Stage.STARTED: day + timedelta(days=30)})
    more = about(
        facts,
        procedures=[{"kind": ProcedureKind.APPROVAL, "applied_on": day, "done_on": day}],
        progress=[{"month": day.replace(day=1), "invested_yuan": 1, "cumulative_yuan": 1}],
    )
    return together(more, on_duty(Duty.COUNTY_LEADER, project=facts.versions[0].project))


def everything(facts: Facts) -> None:
    seen: Board = board(facts, CATALOG, QUARTER)
    list(attain_each(seen, TARGETS))
    boards_of(CATALOG, seen)
    list(gaps(CATALOG, seen))
    [members_of(seen, one) for one in CATALOG.lists_of(seen.policy)]


@pytest.mark.parametrize("name", ["", "甲"], ids=["names of their own", "one name for all"])
def test_four_times_the_projects_are_at_most_five_times_the_work(name: str) -> None:
    small, large = told(SMALL, name), told(LARGE, name)
    everything(small)
    assert calls(lambda: everything(large)) < 5 * calls(lambda: everything(small))
