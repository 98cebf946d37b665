"""Whoever is shown a figure is shown the same one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.access.anybody import Seer, principals
from tests.access.realm import PLACES, policy_of
from tests.access.worlds import Worlds, bounded, worlds
from xiangmu.access.principals import SYSTEM, Principal
from xiangmu.access.roles import Permission

PLACE = "unit { key } position total tied standing"
CARD = f"group {{ key }} unit {{ key }} total exact disqualified lines {{ item kind exact points }} place {{ {PLACE} }}"
PRINTED = "group { key } number cards { unit { key } position exact total lines { item kind exact } }"
TARGET = "target { key unit { key } } outcome met value { exact text } percent rate shortfall { exact }"
INDICATOR = "indicator { key } readings { period { text } unit { key } value { exact } growth }"
QUERIES = (
    f'scorecards(policy: "%s", period: "%s") {{ {CARD} }}',
    f'boards(policy: "%s", period: "%s") {{ key places {{ {PLACE} }} }}',
    f'attainment(policy: "%s", period: "%s") {{ attainments {{ {TARGET} }} }}',
    f'indicators(policy: "%s", period: "%s") {{ indicators {{ {INDICATOR} }} }}',
    f'publications(policy: "%s", period: "%s") {{ {PRINTED} }}',
    f'publicationDrafts(policy: "%s", period: "%s") {{ {PRINTED} }}',
    'accountability(policy: "%s", period: "%s") { key units { unit { key } shortfalls { clause { id } } } }',
    'dutyGaps(policy: "%s", period: "%s") { gaps { rule { key } found units { key } project { id total } } }',
    'projectLights(policy: "%s", period: "%s") { projects { project { id } units { key } lights { state { key } } } }',
    'procedureStatus(policy: "%s", period: "%s") { projects { project { id } units { key } steps { state } } }',
    'departmentProcedures(policy: "%s", period: "%s") { department { key } counts { state count } }',
    'doubleClaims(policy: "%s", period: "%s") { project { id total } claims { unit { key } state } }',
    'projectLists(policy: "%s", period: "%s") { key entries { project { id total } units { key } } }',
    'suspectedDuplicates(policy: "%s", period: "%s") { pairs { project { id } other { id } verdict counts } }',
)


@pytest.fixture(scope="module")
def told(template: Path | URL) -> Iterator[Worlds]:
    """The world."""
    with worlds(template, ()) as opened:
        yield opened


def test_figures_agree(told: Worlds, record_property: Any) -> None:
    some = st.lists(st.sampled_from(QUERIES), min_size=3, max_size=3, unique=True)
    places, periods = st.sampled_from(PLACES), st.sampled_from(["2023Q1", "2023Q2"])

    @bounded(30)
    @given(who=principals(tuple(told.owners.accounts)), place=places, period=periods, queries=some)
    def every_case(who: Principal, place: str, period: str, queries: list[str]) -> None:
        for query in queries:
            check(told, Seer(who, told.owners), place, query % (policy_of(place), period))
            told.cases += 1

    every_case()
    record_property("cases", told.cases)


def check(told: Worlds, seer: Seer, place: str, asked: str) -> None:
    """One query of one principal, beside the same of who sees everything."""
    body = {"query": f"{{ {asked} }}"}
    shown, all_of_it = told.send(seer.who, body), told.send(SYSTEM, body)
    assert "errors" not in all_of_it, all_of_it
    if shown.get("data"):
        assert seer.part(place, Permission.READ), (seer.who, body)
        assert agrees(shown["data"], all_of_it["data"]), (seer.who, body, shown, all_of_it)


def agrees(shown: Any, whole: Any) -> bool:
    """What is shown stands in the whole: fields may be missing and lists shorter."""
    match shown:
        case None:
            return True
        case dict():
            return whole is not None and all(agrees(one, whole[key]) for key, one in shown.items())
        case list():
            return whole is not None and all(any(agrees(one, other) for other in whole) for one in shown)
        case _:
            return bool(shown == whole)
