"""Outcomes as scorecards."""

from collections.abc import Iterator
from fractions import Fraction

from xiangmu.api.outcomes import Outcome
from xiangmu.api.periods.types import Period
from xiangmu.api.places.types import Place
from xiangmu.api.projects.types import Projects
from xiangmu.api.publications.types import Publication, PublishedCard
from xiangmu.api.scalars import Points
from xiangmu.api.scorecards.lines import ScoreLine, Subtotal
from xiangmu.api.scorecards.types import ResultStatus, Scorecard
from xiangmu.api.stated import StatedPolicy
from xiangmu.domain import ranking, scoring
from xiangmu.plugin.scoring import Section


def place_of(outcome: Outcome, policy: StatedPolicy, place: ranking.Place, total: Fraction | None) -> Place:
    """A place by total, with the one before it and what it is worth."""
    award = outcome.awards.get(place.unit)
    return Place.of(
        place,
        policy.units[place.unit],
        outcome.projects,
        total=total,
        previous_position=outcome.previous.get(place.unit),
        award=policy.award(award) if award else None,
    )


def publication_of(outcome: Outcome, policy: StatedPolicy) -> Publication | None:
    """The latest publication of the period."""

    async def projects() -> Projects:
        return outcome.projects

    return Publication.of(outcome.latest, policy, projects) if outcome.latest else None


def scorecards_of(outcome: Outcome, policy: StatedPolicy, unit: str | None) -> Iterator[Scorecard]:
    """The cards of the outcome, of ``unit`` only when given."""

    publication = publication_of(outcome, policy)
    printed = outcome.latest.printed() if outcome.latest else None
    printed_cards = {card.unit: card for card in printed.cards} if printed else {}
    printed_places = {place.unit: place for place in printed.places} if printed else {}
    places = {place.unit: place for place in outcome.places}
    for card in outcome.cards:
        if unit not in (None, card.unit):
            continue
        before = printed_cards.get(card.unit)
        yield Scorecard(
            group=policy.groups[card.group],
            unit=policy.units[card.unit],
            period=Period.of(card.period),
            total=None if card.total is None else Points(card.total),
            exact=card.exact,
            no_total=card.no_total or None,
            subtotals=[Subtotal.of(section, card.subtotal(section)) for section in Section],
            disqualified=card.disqualified,
            lines=[ScoreLine.of(line, policy, outcome.projects) for line in card.lines],
            awaiting=[policy.judgement(item) for item in card.awaiting],
            place=place_of(outcome, policy, places[card.unit], card.total),
            status=_status(outcome, card, before),
            publication=publication,
            published=PublishedCard.of(before, printed_places[card.unit], policy, outcome.projects)
            if before
            else None,
            computation=outcome.computation,
        )


def _status(outcome: Outcome, card: scoring.Scorecard, before: scoring.Scorecard | None) -> ResultStatus:
    if outcome.added_up:
        return ResultStatus.PREVIEW if outcome.computation.provisional else ResultStatus.PUBLISHED
    if before is None:
        return ResultStatus.PREVIEW
    same = (card.total, card.no_total, card.lines) == (before.total, before.no_total, before.lines)
    return ResultStatus.PUBLISHED if same else ResultStatus.CHANGED
