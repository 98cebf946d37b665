"""Which unit a project counts for, and when."""

from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from xiangmu.domain.tenure import double_claims, tenures
from xiangmu.plugin.facts import Enrolment
from xiangmu.plugin.policy import SharedCredit
from xiangmu.plugin.snapshot import Tenure
from xiangmu.plugin.vocabulary import EnrolmentState

JANUARY, MAY, JUNE_END, YEAR_END = date(2023, 1, 1), date(2023, 5, 1), date(2023, 6, 30), date(2023, 12, 31)
COUNTED, SUSPECTED = EnrolmentState.COUNTED, EnrolmentState.SUSPECTED
ONE = Fraction(1)


def claim(
    unit: str, since: date = JANUARY, until: date | None = None, state: EnrolmentState = COUNTED
) -> Enrolment:
    return Enrolment(
        id=UUID(int=1), project=UUID(int=2), policy="p", unit=unit, since=since, until=until, state=state
    )


def share(tenure: tuple[Tenure, ...], day: date) -> Fraction:
    return next(
        (t.share for t in tenure if t.since <= day and (t.until is None or day <= t.until)), Fraction(0)
    )


def test_an_event_before_the_first_enrolment_counts_for_the_unit_enrolled_first() -> None:
    held = tenures([claim("a", MAY)], JUNE_END, SharedCredit.NONE)
    assert share(held["a"], JANUARY) == ONE


def test_a_transfer_leaves_earlier_events_with_the_earlier_unit() -> None:
    moved = [claim("a", JANUARY, MAY - timedelta(days=1)), claim("b", MAY)]
    held = tenures(moved, JUNE_END, SharedCredit.NONE)
    assert [share(held["a"], day) for day in (JANUARY, MAY)] == [ONE, 0]
    assert [share(held["b"], day) for day in (JANUARY, MAY)] == [0, ONE]


def test_a_double_claim_counts_for_nobody_until_decided() -> None:
    both = [claim("a"), claim("b", MAY)]
    held = tenures(both, JUNE_END, SharedCredit.NONE)
    assert share(held["a"], JANUARY) == ONE
    assert share(held["a"], MAY) == 0
    assert "b" not in held
    assert {c.unit for c in double_claims(both, JUNE_END)} == {"a", "b"}


def test_a_suspected_claim_holds_back_the_counted_one() -> None:
    both = [claim("a"), claim("b", state=SUSPECTED)]
    assert tenures(both, JUNE_END, SharedCredit.NONE) == {}
    assert share(tenures(both, JUNE_END, SharedCredit.FULL)["a"], MAY) == ONE


def test_an_excluded_claim_is_none() -> None:
    both = [claim("a"), claim("b", state=EnrolmentState.EXCLUDED)]
    assert share(tenures(both, JUNE_END, SharedCredit.NONE)["a"], MAY) == ONE
    assert double_claims(both, JUNE_END) == ()


def test_shared_credit_is_halved_or_given_in_full() -> None:
    both = [claim("a"), claim("b")]
    assert share(tenures(both, JUNE_END, SharedCredit.HALF)["b"], MAY) == Fraction(1, 2)
    assert share(tenures(both, JUNE_END, SharedCredit.FULL)["b"], MAY) == ONE


def test_an_end_later_than_the_day_asked_for_is_not_known_yet() -> None:
    ended = tenures([claim("a", JANUARY, YEAR_END)], JUNE_END, SharedCredit.NONE)
    assert ended == tenures([claim("a")], JUNE_END, SharedCredit.NONE)


claims = st.builds(
    claim,
    st.sampled_from("abc"),
    st.dates(JANUARY, YEAR_END),
    st.none() | st.dates(YEAR_END, date(2024, 12, 31)),
    st.sampled_from(list(EnrolmentState)),
)


@given(st.lists(claims, max_size=5), st.dates(JANUARY, YEAR_END), st.sampled_from(list(SharedCredit)[:2]))
def test_a_project_is_never_given_out_more_than_once(
    claimed: list[Enrolment], day: date, credit: SharedCredit
) -> None:
    held = tenures(claimed, YEAR_END, credit)
    assert sum((share(tenure, day) for tenure in held.values()), Fraction(0)) <= 1
