"""Next year's document is a new policy beside the old one: 2023 stays as it is."""

from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest

import xiangmu_ruzhou
from xiangmu.catalog import Catalog, build_catalog, load_catalog
from xiangmu.catalog.coverage import coverage
from xiangmu.domain.fold import fold
from xiangmu.domain.scoring import score
from xiangmu.plugin import hookimpl
from xiangmu.plugin.facts import Facts, Praise
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Policies
from xiangmu.plugin.scoring import Scoring
from xiangmu.plugin.targets import Targets
from xiangmu.plugin.units import Units
from xiangmu.plugin.vocabulary import PraiseSource

OLD, NEW = "ruzhou-2023", "ruzhou-2024"


def both_years() -> ModuleType:
    """The plugin of 汝州 as it might be a year later: one more policy, with praise worth three times as much."""
    policies, units = xiangmu_ruzhou.policies(), xiangmu_ruzhou.units()
    scoring, targets = xiangmu_ruzhou.scoring(), xiangmu_ruzhou.targets()
    (old,) = policies.policies
    new = replace(old, key=NEW, title="2024年方案", starts=date(2024, 1, 1), ends=date(2024, 12, 31))
    says: dict[str, Any] = {
        "plugin_info": xiangmu_ruzhou.plugin_info(),
        "policies": Policies(policies=(old, new)),
        "units": Units(
            units=units.units,
            groups=(*units.groups, *(replace(group, policy=NEW) for group in units.groups)),
            bodies=units.bodies,
        ),
        "targets": Targets(
            targets=(
                *targets.targets,
                *(replace(t, policy=NEW, goal=(t.goal or 0) * 2) for t in targets.targets),
            )
        ),
        "scoring": Scoring(cards=(*scoring.cards, *(_dearer(card) for card in scoring.cards))),
        "profile": xiangmu_ruzhou.profile(),
    }
    module = ModuleType("ruzhou")
    for hook, answer in says.items():
        setattr(module, hook, hookimpl(lambda answer=answer: answer))
    return module


def _dearer(card: Any) -> Any:
    def tripled(rule: Any) -> Any:
        def formula(snapshot: Any) -> Any:
            return [replace(line, points=line.points * 3) for line in rule.formula(snapshot)]

        return replace(rule, formula=formula) if rule.key == "praise" else rule

    return replace(card, policy=NEW, rules=tuple(map(tripled, card.rules)))


@pytest.fixture(scope="module")
def later() -> Catalog:
    return build_catalog([("ruzhou", both_years())])


def praised(year: int) -> Facts:
    return Facts(
        praises=(
            Praise(
                id=UUID(int=year),
                unit="wenquan-zhen",
                source=PraiseSource.HIGHER_MEDIA,
                on=date(year, 5, 4),
                matter="甲",
            ),
        )
    )


def card_of(catalog: Catalog, policy: str, year: int) -> Any:
    readings = catalog.policies[policy].readings()
    board = fold(praised(year), catalog, policy, readings, Period.quarter(year, 2))
    return score(catalog.cards[policy, "area"], board.units["area", "wenquan-zhen"])


def test_the_old_year_scores_as_before(later: Catalog) -> None:
    assert card_of(later, OLD, 2023) == card_of(load_catalog(["ruzhou"]), OLD, 2023)
    assert later.goals(OLD, "area", "wenquan-zhen")["planned"] == 12


def test_the_new_year_scores_by_its_own_rules(later: Catalog) -> None:
    old, new = card_of(later, OLD, 2023), card_of(later, NEW, 2024)
    assert new.exact - old.exact == 4
    assert later.goals(NEW, "area", "wenquan-zhen")["planned"] == 24


def test_both_years_have_all_their_clauses(later: Catalog) -> None:
    counted = {policy: sum(c.policy == policy for c in coverage(later)) for policy in (OLD, NEW)}
    assert counted == {OLD: 39, NEW: 39}
