"""The goals as the document prints them, for the city and each of the 31 planning bodies (J9)."""

from collections import Counter

from xiangmu.plugin.money import yi
from xiangmu.plugin.policy import Basis
from xiangmu_jincheng.targets import TARGETS
from xiangmu_jincheng.units import COUNTIES, MEMBERS, ZONE

PRINTED = tuple(target for target in TARGETS.targets if target.basis is Basis.PRINTED)


def test_goals_of_the_city_are_those_of_the_document() -> None:
    assert {target.key: target.goal for target in PRINTED if not target.unit} == {
        "reserve_investment": yi(1200),
        "reserve_conversion": 300,
        "signed_investment": yi(1000),
        "signed_start_rate": 300,
        "fixed_asset_investment": yi(508),
        "fixed_asset_growth": 75,
        "technical_upgrade_growth": 200,
        "other_zones": 1000,
        "key_works_investment": yi(208),
        "city_promotions": 10,
        "attraction_reserve": 200,
        "all_resumed": 1000,
        "new_started": 700,
        "upgrade_projects": 41,
        "upgrade_emerging": 27,
        "upgrade_traditional": 14,
        "upgrade_investment": yi("474.5"),
    }


def test_every_planning_body_has_its_minima() -> None:
    goals = Counter(target.unit for target in PRINTED if target.key == "planned_1yi")
    assert list(goals) == [unit for members in MEMBERS.values() for unit in members]
    assert set(goals.values()) == {1}
    minima = {t.group: t.goal for t in PRINTED if t.key == "planned_1yi"}
    assert minima == {"county_zone": 20, "department": 2, "enterprise": 2}
    assert sum(t.goal or 0 for t in PRINTED if t.key == "planned_1yi") == 7 * 20 + 18 * 2 + 6 * 2


def test_counties_and_the_zone_owe_different_new_projects() -> None:
    owed = {target.unit: (target.key, target.goal) for target in PRINTED if target.clause == "JC-05"}
    assert owed[ZONE] == ("new_over_10yi", 5)
    assert {owed[county] for county in COUNTIES} == {("new_outside_10yi", 3)}
    assert len(COUNTIES) == 6
    promoting = {target.unit: target.goal for target in PRINTED if target.key == "promotions"}
    assert promoting == dict.fromkeys(COUNTIES, 5)


def test_lead_units_are_as_named_and_a_body_leads_its_own_goals() -> None:
    leads = {target.clause: target.lead for target in PRINTED if not target.unit and target.lead}
    assert leads == {
        "JC-01": "fagai-wei",
        "JC-02": "zhaoshang-ju",
        "JC-03": "fagai-wei",
        "JC-04": "gongxin-ju",
        "JC-06": "fagai-wei",
    }
    assert all(target.lead == target.unit for target in PRINTED if target.unit)


def test_figures_that_the_document_sets_no_goal_for_are_marked() -> None:
    assert all(target.basis is Basis.DERIVED for target in TARGETS.targets if target.goal is None)
