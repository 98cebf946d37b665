"""Figures from the ledger: the board of a policy and period, its cards, and a year from its publications."""

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no, known, load_facts
from xiangmu.domain.fold import Board, fold, parse_period
from xiangmu.domain.ranking import rank_cards
from xiangmu.domain.scoring import Scorecard, score
from xiangmu.domain.tenure import known_by
from xiangmu.domain.year import Published, year_card
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import CountClaimed, Policy, Readings
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.value import value
from xiangmu.services.publications import latest_of
from xiangmu.services.stored import Printed, Seen


@value
class KnownBoard:
    """A board, and at which ledger number its facts were known."""

    board: Board
    known_no: int
    facts: Facts


async def board(
    connection: AsyncConnection,
    catalog: Catalog,
    policy: str,
    period: str,
    *,
    as_of: date | None = None,
    known_no: int | None = None,
    include_claimed: bool | None = None,
    readings: Readings | None = None,
) -> KnownBoard:
    """What the rules see of ``policy`` in ``period`` on ``as_of``, from the facts known at ``known_no`` (now).

    Claimed facts count as the readings say, unless told otherwise; the readings are those in force on the last
    day seen, unless given. Raises KeyError for an unknown policy, ValueError for a period that is none.
    """
    stated = catalog.policies[policy]
    parsed = parse_period(stated, period)
    no = await head_no(connection) if known_no is None else known_no
    day = parsed.end if as_of is None else min(as_of, parsed.end)
    applied = readings or await readings_in_force(connection, stated, day, no)
    claimed = applied.count_claimed is CountClaimed.YES if include_claimed is None else include_claimed
    facts = await load_facts(connection, stated.jurisdiction, no, include_claimed=claimed)
    facts = replace(facts, enrolments=tuple(known_by(enrolment, day) for enrolment in facts.enrolments))
    return KnownBoard(board=fold(facts, catalog, policy, applied, parsed, day), known_no=no, facts=facts)


async def readings_in_force(
    connection: AsyncConnection, policy: Policy, day: date, known_no: int
) -> Readings:
    """How the office reads ``policy`` on ``day``; the defaults where it has not said."""
    table = t.enabled_policy
    said = await connection.scalar(
        select(table.c.readings)
        .where(table.c.policy == policy.key, table.c.since <= day, known(table, known_no))
        .order_by(table.c.since.desc())
        .limit(1)
    )
    return policy.readings.model_validate(said or {})


def seen_by(known_board: KnownBoard, group: str) -> Seen:
    """All that the rules look at for one group."""
    snapshots = known_board.board.group(group)
    units = {snapshot.unit for snapshot in snapshots}
    claims = [
        enrolment
        for enrolment in known_board.facts.enrolments
        if enrolment.policy == known_board.board.policy and enrolment.since <= known_board.board.as_of
    ]
    concerned = {claim.project for claim in claims if claim.unit in units}
    concerned |= {project.id for snapshot in snapshots for project in snapshot.projects}
    enrolments = (claim for claim in claims if claim.project in concerned)
    return Seen(
        snapshots=snapshots, enrolments=tuple(sorted(enrolments, key=lambda e: (e.project, e.since, e.id)))
    )


def print_cards(catalog: Catalog, snapshots: tuple[Snapshot[Any], ...]) -> Printed:
    """The cards and places of one group's snapshots."""
    cards = tuple(score(catalog.cards[s.policy, s.group or ""], s) for s in snapshots)
    places = rank_cards(cards, snapshots[0].readings.rank_by) if snapshots else ()
    return Printed(cards=cards, places=places)


async def year_cards(
    connection: AsyncConnection,
    catalog: Catalog,
    policy: str,
    group: str,
    year: Period,
    *,
    known_no: int | None = None,
) -> tuple[Scorecard, ...]:
    """The year's card of every unit of a group: the sum of the latest publication of each quarter (A14)."""
    stated, card = catalog.policies[policy], catalog.cards[policy, group]
    no = await head_no(connection) if known_no is None else known_no
    readings = await readings_in_force(connection, stated, year.end, no)
    latest = await latest_of(connection, policy, group, no)
    by_quarter = {
        quarter: {
            printed_card.unit: Published(
                publication=publication.id,
                number=publication.number,
                total=printed_card.total,
                exact=printed_card.exact,
                no_total=printed_card.no_total,
                disqualified=printed_card.disqualified,
            )
            for publication, printed in filter(None, [latest.get(str(quarter))])
            for printed_card in printed.cards
        }
        for quarter in year.quarters()
    }
    return tuple(
        year_card(
            card,
            unit,
            year,
            {quarter: published.get(unit) for quarter, published in by_quarter.items()},
            readings.rank_by,
        )
        for unit in catalog.groups[policy, group].units
    )
