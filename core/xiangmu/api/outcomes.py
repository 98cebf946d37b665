"""Cards and places of a group in a period, beside what was published: scorecards and boards are views of this."""

import asyncio
from collections.abc import Mapping, Sequence

from xiangmu.api.computation.building import computation_of
from xiangmu.api.computation.types import Computation
from xiangmu.api.context import Context
from xiangmu.api.errors import bad_input, not_found
from xiangmu.api.periods.types import Period
from xiangmu.api.projects.types import Projects
from xiangmu.api.publications.reading import Published, read_publications
from xiangmu.api.stated import StatedPolicy
from xiangmu.catalog import Catalog
from xiangmu.db.records import Publication
from xiangmu.domain.ranking import Place, rank_cards
from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin import periods
from xiangmu.plugin.scoring import Award, LineKind
from xiangmu.plugin.value import value
from xiangmu.services.periods import TITLES
from xiangmu.services.publications import latest_of
from xiangmu.services.results import Question, readings_in_force, year_cards


@value
class Outcome:
    """What came out for one group. ``places`` are by total."""

    group: str
    cards: tuple[Scorecard, ...]
    places: tuple[Place, ...]
    computation: Computation
    projects: Projects
    added_up: bool
    """Whether it is a year, added up from what was published for its quarters."""
    latest: Published[Publication] | None = None
    """The latest publication of the period."""
    previous: Mapping[str, int | None]
    """Positions in the latest publication of the period before, by unit."""
    awards: Mapping[str, Award]
    """By unit; only a year has awards, and only once it is published."""


def scored_groups(
    catalog: Catalog, policy: StatedPolicy, period: periods.Period, group: str | None
) -> list[str]:
    """The groups that have cards for such a period: ``group``, or all. Refuses when there are none for it."""
    cards = [catalog.cards.get((policy.policy.key, key)) for key in ([group] if group else policy.groups)]
    stated = [card for card in cards if card]
    if group and not stated:
        raise not_found("group", f"{policy.policy.title}没有为分组“{group}”规定得分表")
    fitting = [card.group for card in stated if period.kind in card.period_kinds]
    if stated and not fitting:
        kinds = "、".join(dict.fromkeys(TITLES[kind] for card in stated for kind in card.period_kinds))
        raise bad_input("period", f"得分表按{kinds}计, 不能按{TITLES[period.kind]}")
    return fitting


async def outcomes_of(
    context: Context, policy: StatedPolicy, question: Question, groups: Sequence[str]
) -> list[Outcome]:
    """The outcome of each of ``groups``; the number of statements does not depend on what is in the ledger."""
    cards = [context.catalog.cards[question.policy, group] for group in groups]
    added_up = [card.group for card in cards if card.period_kind is not question.period.kind]
    worked_out = [card.group for card in cards if card.period_kind is question.period.kind]
    return [
        *(await _worked_out(context, policy, question, worked_out) if worked_out else ()),
        *[await _added_up(context, policy, question, group) for group in added_up],
    ]


async def _worked_out(
    context: Context, policy: StatedPolicy, question: Question, groups: Sequence[str]
) -> list[Outcome]:
    figures = await context.figures.answer(question)
    before = question.period.previous()
    latest = await _latest(context, question, before)
    computation = computation_of(figures, policy)
    return [
        Outcome(
            group=group,
            cards=figures.printed[group].cards,
            places=figures.printed[group].places,
            computation=computation,
            projects=figures.projects,
            added_up=False,
            latest=latest.get((group, str(question.period))),
            previous=_positions(latest.get((group, str(before)))),
            awards={},
        )
        for group in groups
    ]


async def _latest(
    context: Context, question: Question, before: periods.Period | None
) -> dict[tuple[str, str], Published[Publication]]:
    """The latest publication of this period and the one before, by group and period, ready to be looked at."""
    asked = [str(period) for period in (question.period, before) if period]
    async with context.database.reading() as connection:
        found = await read_publications(connection, question.policy, question.known_no, periods=asked)
    latest = {(published.record.group, published.record.period): published for published in found}
    for published in latest.values():
        await asyncio.to_thread(published.printed)
    return latest


def _positions(published: Published[Publication] | None) -> dict[str, int | None]:
    return {place.unit: place.position for place in published.printed().places} if published else {}


async def _added_up(context: Context, policy: StatedPolicy, question: Question, group: str) -> Outcome:
    catalog, no, year = context.catalog, question.known_no, question.period
    async with context.database.reading() as connection:
        readings = await readings_in_force(connection, policy.policy, year.end, no)
        latest = await latest_of(connection, question.policy, group, no)
    cards = await asyncio.to_thread(
        year_cards, catalog, question.policy, group, year, latest, readings.rank_by
    )
    places = rank_cards(cards, readings.rank_by)
    approved = latest.get(str(year))
    published = Published(record=approved) if approved else None
    prizes = (await asyncio.to_thread(published.printed)).prizes if published else ()
    return Outcome(
        group=group,
        cards=cards,
        places=places,
        computation=Computation(
            policy=question.policy,
            period=Period.of(year),
            as_of=year.end,
            known_at=no,
            includes_claimed=False,
            provisional=any(_unpublished(card) for card in cards),
            readings=policy.readings(readings),
        ),
        projects=await context.sights.projects(policy.policy.jurisdiction, {}),
        added_up=True,
        latest=published,
        previous={},
        awards={prize.unit: prize.award for prize in prizes},
    )


def _unpublished(card: Scorecard) -> bool:
    """Whether a quarter of the year is missing: its line then points at no publication."""
    return any(line.kind is LineKind.POINTS and not line.evidence for line in card.lines)
