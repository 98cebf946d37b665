"""Enrolments of one project → which unit it counts for, and when (A15, R17)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from xiangmu.plugin.facts import Enrolment
from xiangmu.plugin.policy import SharedCredit
from xiangmu.plugin.snapshot import Tenure
from xiangmu.plugin.vocabulary import EnrolmentState

ONE_DAY = timedelta(days=1)
WHOLE = Fraction(1)


def tenures(
    enrolments: Iterable[Enrolment], as_of: date, credit: SharedCredit
) -> dict[str, tuple[Tenure, ...]]:
    """For each unit the stretches in which a share of the project counts for it.

    An event before the first enrolment counts for whoever was enrolled first: it keeps its own date (R1a).
    """
    claims = [known_by(claim, as_of) for claim in enrolments if _claims(claim, as_of)]
    if len(claims) == 1 and claims[0].state is EnrolmentState.COUNTED:
        return {claims[0].unit: (Tenure(since=date.min, until=claims[0].until, share=WHOLE),)}
    found: dict[str, list[Tenure]] = defaultdict(list)
    for since, until in _stretches(claims):
        for unit, share in _shares(_claiming(claims, since), credit).items():
            found[unit].append(Tenure(since=since, until=until, share=share))
    return {unit: tuple(stretches) for unit, stretches in found.items()}


def double_claims(enrolments: Iterable[Enrolment], as_of: date) -> tuple[Enrolment, ...]:
    """The enrolments of one project that overlap with another unit's: a person has to decide between them."""
    claims = [claim for claim in enrolments if _claims(claim, as_of)]
    return tuple(one for one in claims if any(_overlap(one, other) for other in claims))


def claimants(enrolments: Iterable[Enrolment], as_of: date) -> tuple[str, ...]:
    """The units that a project is enrolled for on ``as_of``, counting for them or not, in order of key."""
    return tuple(sorted({c.unit for c in enrolments if _claims(c, as_of) and _holds_on(c, as_of)}))


def _claims(claim: Enrolment, as_of: date) -> bool:
    return claim.state is not EnrolmentState.EXCLUDED and claim.since <= as_of


def known_by(claim: Enrolment, as_of: date) -> Enrolment:
    """``claim`` as ``as_of`` shows it: an end later than that day has not come yet."""
    ended_later = claim.until is not None and claim.until > as_of
    return replace(claim, until=None) if ended_later else claim


def _overlap(one: Enrolment, other: Enrolment) -> bool:
    return (
        one.unit != other.unit
        and _holds_on(one, max(one.since, other.since))
        and _holds_on(other, max(one.since, other.since))
    )


def _holds_on(claim: Enrolment, day: date) -> bool:
    return claim.since <= day and (claim.until is None or day <= claim.until)


def _stretches(claims: list[Enrolment]) -> list[tuple[date, date | None]]:
    """The stretches between the days on which any claim begins or ends; the first reaches back for ever."""
    if not claims:
        return []
    begins = {claim.since for claim in claims} | {c.until + ONE_DAY for c in claims if c.until is not None}
    days = sorted(begins)
    ends: list[date | None] = [day - ONE_DAY for day in days[1:]]
    return list(zip([date.min, *days[1:]], [*ends, None], strict=True))


def _claiming(claims: list[Enrolment], day: date) -> list[Enrolment]:
    first = min(claim.since for claim in claims)
    return [claim for claim in claims if _holds_on(claim, max(day, first))]


def _shares(claims: list[Enrolment], credit: SharedCredit) -> dict[str, Fraction]:
    claimants = {claim.unit for claim in claims}
    counted = {claim.unit for claim in claims if claim.state is EnrolmentState.COUNTED}
    if not counted or (len(claimants) > 1 and credit is SharedCredit.NONE):
        return {}
    share = Fraction(1, len(counted)) if credit is SharedCredit.HALF else Fraction(1)
    return dict.fromkeys(sorted(counted), share)
