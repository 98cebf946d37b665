"""Figures from the ledger: the board of a policy and period, its cards, and a year from its publications."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.facts import head_no, load_facts
from xiangmu.db.facts import known as known_rows
from xiangmu.db.records import Publication
from xiangmu.domain.fold import Board, fold, parse_period
from xiangmu.domain.ranking import rank_cards
from xiangmu.domain.scoring import Scorecard, score
from xiangmu.domain.tenure import known_by
from xiangmu.domain.year import Published, year_card
from xiangmu.plugin.facts import DuplicateRuling, Facts, GoalRevision
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import CountClaimed, Policy, RankBy, Readings
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.value import value
from xiangmu.services.publications import printed_of
from xiangmu.services.stored import Printed, Seen


@value
class Question:
    """What decides every figure: equal questions have equal answers for ever.

    ``include_claimed`` None leaves it to the readings.
    """

    policy: str
    period: Period
    as_of: date
    known_no: int
    include_claimed: bool | None = None


@value
class Known:
    """What the ledger knew when a question was asked: the facts, with nothing later than the day seen, and how the
    office read its policy."""

    question: Question
    facts: Facts
    readings: Readings
    includes_claimed: bool


async def read(
    connection: AsyncConnection, catalog: Catalog, question: Question, readings: Readings | None = None
) -> Known:
    """What is known; the readings are those in force on the last day seen, unless given."""
    policy = catalog.policies[question.policy]
    applied = readings or await readings_in_force(connection, policy, question.as_of, question.known_no)
    claimed = question.include_claimed
    if claimed is None:
        claimed = applied.count_claimed is CountClaimed.YES
    facts = await load_facts(connection, policy.jurisdiction, question.known_no, include_claimed=claimed)
    enrolments = tuple(known_by(enrolment, question.as_of) for enrolment in facts.enrolments)
    return Known(
        question=question,
        facts=replace(facts, enrolments=enrolments),
        readings=applied,
        includes_claimed=claimed,
    )


def fold_known(catalog: Catalog, known: Known) -> Board:
    """What the rules see of what is known."""
    question = known.question
    return fold(known.facts, catalog, question.policy, known.readings, question.period, question.as_of)


@value
class KnownBoard:
    """A board with the knowledge it was folded from."""

    board: Board
    known: Known


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
    """The board of ``policy`` in ``period`` on ``as_of`` (its last day), from what is known at ``known_no`` (now).

    Raises KeyError for an unknown policy, ValueError for a period that is none.
    """
    parsed = parse_period(catalog.policies[policy], period)
    question = Question(
        policy=policy,
        period=parsed,
        as_of=parsed.end if as_of is None else min(as_of, parsed.end),
        known_no=await head_no(connection) if known_no is None else known_no,
        include_claimed=include_claimed,
    )
    known = await read(connection, catalog, question, readings)
    return KnownBoard(board=fold_known(catalog, known), known=known)


async def readings_in_force(
    connection: AsyncConnection, policy: Policy, day: date, known_no: int
) -> Readings:
    """How the office reads ``policy`` on ``day``; the defaults where it has not said."""
    table = t.enabled_policy
    said = await connection.scalar(
        select(table.c.readings)
        .where(table.c.policy == policy.key, table.c.since <= day, known_rows(table, known_no))
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
        for enrolment in known_board.known.facts.enrolments
        if enrolment.policy == known_board.board.policy and enrolment.since <= known_board.board.as_of
    ]
    concerned = {claim.project for claim in claims if claim.unit in units}
    concerned |= {project.id for snapshot in snapshots for project in snapshot.projects}
    enrolments = (claim for claim in claims if claim.project in concerned)
    return Seen(
        snapshots=snapshots,
        enrolments=tuple(sorted(enrolments, key=lambda e: (e.project, e.since, e.id))),
        rulings=_rulings(known_board, concerned),
        revisions=_revisions(known_board, group),
    )


def _rulings(known_board: KnownBoard, concerned: Collection[UUID]) -> tuple[DuplicateRuling, ...]:
    day = known_board.board.as_of
    rulings = (
        ruling
        for ruling in known_board.known.facts.rulings
        if ruling.on <= day and (ruling.project in concerned or ruling.other in concerned)
    )
    return tuple(sorted(rulings, key=lambda r: (r.project, r.other)))


def _revisions(known_board: KnownBoard, group: str) -> tuple[GoalRevision, ...]:
    board = known_board.board
    revisions = (
        revision
        for revision in known_board.known.facts.goal_revisions
        if (revision.policy, revision.group) == (board.policy, group)
        and max(revision.effective, revision.approved_on) <= board.as_of
    )
    return tuple(sorted(revisions, key=lambda r: (r.target, r.unit, r.effective)))


def print_cards(catalog: Catalog, snapshots: tuple[Snapshot[Any], ...]) -> Printed:
    """The cards and places of one group's snapshots."""
    cards = tuple(score(catalog.cards[s.policy, s.group or ""], s) for s in snapshots)
    places = rank_cards(cards, snapshots[0].readings.rank_by) if snapshots else ()
    return Printed(cards=cards, places=places)


def year_cards(
    catalog: Catalog,
    policy: str,
    group: str,
    year: Period,
    latest: Mapping[str, Publication],
    rank_by: RankBy,
) -> tuple[Scorecard, ...]:
    """The year's card of every unit of a group: the sum of the ``latest`` publication of each quarter (A14)."""
    card = catalog.cards[policy, group]
    published = {
        quarter: _published(latest[str(quarter)]) if str(quarter) in latest else {}
        for quarter in year.quarters()
    }
    return tuple(
        year_card(
            card, unit, year, {quarter: cards.get(unit) for quarter, cards in published.items()}, rank_by
        )
        for unit in catalog.groups[policy, group].units
    )


def _published(publication: Publication) -> dict[str, Published]:
    return {
        card.unit: Published(
            publication=publication.id,
            number=publication.number,
            total=card.total,
            exact=card.exact,
            no_total=card.no_total,
            disqualified=card.disqualified,
        )
        for card in printed_of(publication).cards
    }
