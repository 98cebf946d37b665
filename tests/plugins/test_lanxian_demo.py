"""The sample campaign: small, honest about being made up, and with something to see in every board and list."""

from collections import Counter
from dataclasses import fields
from functools import cache

import pytest

from xiangmu.catalog import load_catalog
from xiangmu.domain.boards import boards_of
from xiangmu.domain.fold import Board, fold
from xiangmu.domain.lists import members_of
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Switch
from xiangmu_lanxian.demo import DEMO
from xiangmu_lanxian.fields import LanxianProfile
from xiangmu_lanxian.lists import LISTS
from xiangmu_lanxian.policy import POLICY
from xiangmu_lanxian.readings import LanxianReadings
from xiangmu_lanxian.scoring import SCORING
from xiangmu_lanxian.units import OWNERS

FACTS = DEMO.facts
WITHOUT = "shengtai-huanjing-fenju"
NOVEMBER = Period.parse("2022-11")


@cache
def november() -> Board:
    """The end of November, with everything switched on."""
    readings = LanxianReadings(composite=Switch.ON)
    return fold(FACTS, load_catalog(), POLICY.key, readings, NOVEMBER)


def test_it_is_small_and_all_sample() -> None:
    assert len(FACTS.versions) <= 150
    assert all(version.sample for version in FACTS.versions)
    assert len({version.name for version in FACTS.versions}) == len(FACTS.versions)
    assert all(LanxianProfile.model_validate(version.profile) for version in FACTS.versions)
    ids = Counter(fact.id for field in fields(FACTS) for fact in getattr(FACTS, field.name))
    assert set(ids.values()) == {1}


@pytest.mark.parametrize(
    "key",
    [ranking.key for ranking in SCORING.rankings if ranking.key.endswith("-month") and ranking.on is None],
)
def test_every_indicator_has_data_of_some_units(key: str) -> None:
    places = boards_of(load_catalog(), november())[key]
    assert {place.unit for place in places} == set(OWNERS)
    assert sum(place.position is not None for place in places) >= 2


def test_a_unit_without_projects_stands_apart_where_there_is_nothing_to_divide_by() -> None:
    boards = boards_of(load_catalog(), november())
    for key in ("start_rate-month", "investment_rate-month", "procedure_days-month"):
        [apart] = [place for place in boards[key] if place.unit == WITHOUT]
        assert apart.position is None
        assert apart.because


@pytest.mark.parametrize("key", [one.key for one in LISTS.lists])
def test_every_list_has_members(key: str) -> None:
    [stated] = [one for one in LISTS.lists if one.key == key]
    assert list(members_of(november(), stated))


def test_classes_are_ranked_once_switched_on() -> None:
    boards = boards_of(load_catalog(), november())
    assert [place.position for place in boards["whole-month"]][:1] == [1]
    off = fold(FACTS, load_catalog(), POLICY.key, LanxianReadings(), NOVEMBER)
    assert "whole-month" not in boards_of(load_catalog(), off)
