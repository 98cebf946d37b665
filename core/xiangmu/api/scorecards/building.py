"""Outcomes as scorecards."""

from collections.abc import Iterator
from fractions import Fraction

from xiangmu.access.figures import Sight
from xiangmu.api.outcomes import Outcome
from xiangmu.api.periods.types import Period
from xiangmu.api.places.types import Place
from xiangmu.api.projects.types import Projects
from xiangmu.api.publications.types import Publication, PublishedCard
from xiangmu.api.scalars import Points
from xiangmu.api.scorecards.types import Scorecard
from xiangmu.api.stated import StatedPolicy
from xiangmu.domain import ranking


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


def scorecards_of(
    outcome: Outcome, policy: StatedPolicy, unit: str | None, sight: Sight
) -> Iterator[Scorecard]:
    """The cards of the outcome that somebody sees, of ``unit`` only when given."""
    publication = publication_of(outcome, policy)
    printed = outcome.latest.printed() if outcome.latest else None
    printed_cards = {card.unit: card for card in printed.cards} if printed else {}
    printed_places = {place.unit: place for place in printed.places} if printed else {}
    places = {place.unit: place for place in outcome.places}
    for card in outcome.cards:
        if unit not in (None, card.unit) or not sight.of_unit(card.unit):
            continue
        before = printed_cards.get(card.unit)
        yield Scorecard(
            policy=policy,
            projects=outcome.projects,
            card=card,
            before=before,
            added_up=outcome.added_up,
            group=policy.groups[card.group],
            unit=policy.units[card.unit],
            period=Period.of(card.period),
            total=None if card.total is None else Points(card.total),
            exact=card.exact,
            no_total=outcome.projects.told(card.no_total) or None,
            disqualified=card.disqualified,
            # places tell how others stand: before they are published that is for those who see all of it
            place=place_of(outcome, policy, places[card.unit], card.total) if sight.whole() else None,
            publication=publication,
            published=PublishedCard.of(before, printed_places[card.unit], policy, outcome.projects)
            if before
            else None,
            computation=outcome.computation,
        )
