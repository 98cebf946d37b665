"""灵宝's own score is null with its reason, while 三门峡's attainment for its unit 灵宝市 is a figure."""

from dataclasses import replace
from datetime import date

from xiangmu.catalog import load_catalog
from xiangmu.domain.attainment import attain
from xiangmu.domain.fold import fold
from xiangmu.domain.scoring import score
from xiangmu.plugin.periods import Period
from xiangmu_lingbao.demo import DEMO
from xiangmu_lingbao.demo.projects import ABOVE, UNIT_ABOVE
from xiangmu_lingbao.policy import POLICY
from xiangmu_lingbao.readings import LingbaoReadings
from xiangmu_lingbao.units import ASSESSED


def test_no_score_below_and_figures_above() -> None:
    catalog = load_catalog()
    below = fold(DEMO.facts, catalog, POLICY.key, LingbaoReadings(), Period.parse("2020"))
    cards = [score(catalog.cards[POLICY.key, ASSESSED], one) for one in below.group(ASSESSED)]
    assert {card.total for card in cards} == {None}
    assert all("没有规定计分办法" in card.no_total for card in cards)

    versions = tuple(replace(version, home=POLICY.jurisdiction) for version in DEMO.facts.versions)
    above_policy = catalog.policies[ABOVE]
    above = fold(
        replace(DEMO.facts, versions=versions),
        catalog,
        ABOVE,
        above_policy.readings(),
        Period.parse("campaign", campaign=(above_policy.starts, above_policy.ends)),
    )
    own = [target for target in catalog.targets_of(ABOVE) if target.unit == UNIT_ABOVE]
    found = {one.target.key: one for one in attain(above, own)}
    reported = {one.project for one in DEMO.facts.enrolments if one.policy == ABOVE}
    assert found["planned"].amount
    assert len(found["planned"].evidence) < len(reported) < len(DEMO.facts.versions)
    assert {project.id for project in above.whole.projects} == reported


def test_sample_days_are_in_order() -> None:
    entered = {one.project: one.on for one in DEMO.facts.stages if one.stage == "RESERVED"}
    assert all(one.on >= entered.get(one.project, date.min) for one in DEMO.facts.stages)
