"""What implements a clause is found wherever a plugin states it; features of the core each have their own tests."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.county import POLICY, STATED, county
from tests.support.county_rules import CATALOG
from xiangmu.catalog import Catalog
from xiangmu.catalog.coverage import Status, coverage
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.policy import Feature, Policies, Provided
from xiangmu.plugin.profile import DuplicateRule, Profile, ProjectRule, Severity, StageName, required
from xiangmu.plugin.vocabulary import Duty, Stage

HELD_BY = {
    Feature.COMMITMENTS: "tests/services/test_undertakings.py",
    Feature.REPORTED_UPWARDS: "tests/services/test_upwards.py",
}
ROOT = Path(__file__).parents[2]


def by(catalog: Catalog) -> dict[str, tuple[str, ...]]:
    return {covered.clause: covered.by for covered in coverage(catalog)}


def test_targets_boards_lists_and_duties_implement_their_clauses() -> None:
    names = by(CATALOG)["C-1"]
    assert {
        "targets.share",
        "targets.days",
        "scoring.n",
        "leaders.lead",
        "lists.idle",
        "profile.r",
        "readings.base",
        "units.town",
    } <= set(names)
    assert "units.bureau" not in names


def test_a_group_of_which_nothing_is_worked_out_implements_nothing() -> None:
    assert all(not name.startswith("units.") for name in by(county())["C-1"])


@pytest.mark.parametrize(
    ("says", "name"),
    [
        (
            {
                "leaders": Leaders(
                    duties=(
                        DutyRule(
                            policy=POLICY,
                            key="force",
                            title="专班",
                            clause="C-2",
                            scope=DutyScope.UNIT,
                            needs=(DutyNeed(duty=Duty.TASK_FORCE),),
                        ),
                    )
                )
            },
            "leaders.force",
        ),
        (
            {
                "profile": Profile(
                    stages=(
                        StageName(
                            policy=POLICY, key="plan", title="谋划", stages=(Stage.RESERVED,), clause="C-2"
                        ),
                    )
                )
            },
            "profile.plan",
        ),
        (
            {
                "profile": Profile(
                    rules=(
                        ProjectRule(
                            policy=POLICY,
                            key="form",
                            title="必填",
                            clause="C-2",
                            severity=Severity.WARNING,
                            check=required("place"),
                        ),
                    )
                )
            },
            "profile.form",
        ),
        (
            {
                "profile": Profile(
                    duplicates=(
                        DuplicateRule(
                            policy=POLICY,
                            key="twice",
                            title="重复",
                            clause="C-2",
                            groups=("town",),
                            others=("town",),
                        ),
                    )
                )
            },
            "profile.twice",
        ),
    ],
)
def test_every_statement_with_a_clause_counts(says: dict[str, Any], name: str) -> None:
    assert by(county(**says))["C-2"] == (name,)


def test_the_span_and_the_features_of_the_core_count() -> None:
    city = county(replace(STATED, span_clause="C-2")).cities[0]
    provided = tuple(Provided(policy=POLICY, clause="C-2", feature=feature) for feature in Feature)
    catalog = Catalog((replace(city, policies=Policies(policies=city.policies.policies, provided=provided)),))
    assert by(catalog)["C-2"] == ("core.commitments", "core.reported_upwards", "policies.span")


def test_what_nothing_implements_is_open_unless_it_asks_for_nothing() -> None:
    first, second = STATED.clauses
    policy = replace(
        STATED, clauses=(first, second, replace(second, id="C-3", nothing_to_compute="只是要求"))
    )
    found = {covered.clause: (covered.status, covered.reason) for covered in coverage(county(policy))}
    assert found["C-2"] == (Status.OPEN, "尚无规则实现本条")
    assert found["C-3"] == (Status.NOTHING_TO_COMPUTE, "只是要求")


def test_every_feature_of_the_core_is_held_by_tests_of_its_own() -> None:
    assert set(HELD_BY) == set(Feature)
    for path in HELD_BY.values():
        assert (ROOT / path).is_file(), path
