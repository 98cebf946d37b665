"""When a finding goes up: any of three grounds, or as the office reads its document otherwise (L3)."""

from datetime import date
from itertools import product

import pytest

from tests.support.county import about, board, county, on_duty, project, together
from xiangmu.domain.duties import gaps
from xiangmu.domain.findings import Grounds, because
from xiangmu.plugin.inspections import EscalateWhen
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope, Leaders
from xiangmu.plugin.vocabulary import Duty

ALL = [*product((False, True), repeat=3)]


@pytest.mark.parametrize("severe,unfixed,repeated", ALL)
def test_any_ground_is_enough(*, severe: bool, unfixed: bool, repeated: bool) -> None:
    grounds = Grounds(severe=severe, unfixed=unfixed, repeated=repeated)
    assert bool(because(grounds, EscalateWhen.ANY)) == (severe or unfixed or repeated)


@pytest.mark.parametrize("severe,unfixed,repeated", ALL)
def test_severe_and_unfixed_or_again(*, severe: bool, unfixed: bool, repeated: bool) -> None:
    grounds = Grounds(severe=severe, unfixed=unfixed, repeated=repeated)
    expected = repeated or (severe and unfixed)
    assert bool(because(grounds, EscalateWhen.SEVERE_AND_UNFIXED_OR_REPEAT)) == expected


def test_it_says_every_ground() -> None:
    every = Grounds(severe=True, unfixed=True, repeated=True)
    assert because(every, EscalateWhen.ANY) == "情节特别严重、自行整改不落实、同一问题再次发生"


def test_a_leader_who_leaves_leaves_a_gap_from_that_very_day_and_a_successor_closes_it() -> None:
    """As the day ends: whoever is on duty to the 14th is missed that evening."""
    one = project(name="甲")
    own = one.versions[0].project
    left = on_duty(Duty.COUNTY_LEADER, project=own, since=date(2022, 2, 1), until=date(2022, 6, 14))
    came = on_duty(Duty.COUNTY_LEADER, project=own, post="新任", since=date(2022, 6, 17))
    rule = DutyRule(
        policy="county-2022",
        key="package",
        title="包联",
        clause="C-1",
        scope=DutyScope.PROJECT,
        needs=(DutyNeed(duty=Duty.COUNTY_LEADER, least=1, most=1),),
    )
    catalog = county(leaders=Leaders(duties=(rule,)))
    facts = together(about(one), left, came)
    missing = [
        day for day in range(13, 20) if [*gaps(catalog, board(facts, catalog, as_of=date(2022, 6, day)))]
    ]
    assert missing == [14, 15, 16]
