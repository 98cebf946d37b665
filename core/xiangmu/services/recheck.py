"""Does a publication still hold? Its stored content, the rules over it, and the facts behind it."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db.records import Publication
from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin.points import printed
from xiangmu.plugin.policy import Readings
from xiangmu.plugin.value import value
from xiangmu.services import results
from xiangmu.services.fact_differences import FactDifference, compare
from xiangmu.services.publications import results_of, seen_of
from xiangmu.services.results import KnownBoard
from xiangmu.services.stored import (
    Printed,
    in_format,
    pack_printed,
    pack_seen,
    unpack_printed,
    unpack_seen,
)


class Outcome(StrEnum):
    """What a recheck found."""

    SAME = "SAME"
    RULE_CHANGED = "RULE_CHANGED"
    FACTS_DIFFER = "FACTS_DIFFER"


@value
class CardDifference:
    """A unit whose card the rules of today would print otherwise from the very same snapshot."""

    unit: str
    printed: str
    now: str
    items: tuple[str, ...]
    """Titles of the items whose lines differ."""


@value
class Recheck:
    """What a recheck found, with the reasons."""

    publication: UUID
    number: int
    outcome: Outcome
    facts: tuple[FactDifference, ...]
    cards: tuple[CardDifference, ...]
    notes: tuple[str, ...]
    """What else differs, in Chinese."""


async def recheck(connection: AsyncConnection, catalog: Catalog, publication: Publication) -> Recheck:
    """Check the stored content, the rules over it, and the facts as known then and as known now."""
    seen_blob, results_blob = seen_of(publication), results_of(publication)
    for title, blob in (("快照", seen_blob), ("结果", results_blob)):
        if not blob.intact:
            note = f"公布稿存下的{title}与其校验值不符, 已被改动"
            return _found(publication, Outcome.FACTS_DIFFER, notes=(note,))
    readings = catalog.policies[publication.policy].readings
    seen = unpack_seen(seen_blob, readings)
    applied = readings.model_validate(publication.readings)
    then = await _board(connection, catalog, publication, applied, publication.known_no)
    now = await _board(connection, catalog, publication, applied, None)
    seen_then, seen_now = (
        in_format(results.seen_by(board, publication.group), publication.format) for board in (then, now)
    )
    facts = await compare(
        connection,
        seen,
        (then.known.facts, seen_then),
        (now.known.facts, seen_now),
        publication.known_no,
    )
    again = results.print_cards(catalog, seen.snapshots)
    cards = _card_differences(unpack_printed(results_blob), again)
    notes = []
    if pack_printed(again).hash != results_blob.hash and not cards:
        notes.append("各单位得分未变, 位次与公布时不同")
    if not facts and pack_seen(seen_then, readings).hash != seen_blob.hash:
        notes.append("事实未变, 插件的目标、分组或快照的整理办法与公布时不同")
    if facts:
        return _found(publication, Outcome.FACTS_DIFFER, facts, cards, tuple(notes))
    outcome = Outcome.RULE_CHANGED if cards or notes else Outcome.SAME
    return _found(publication, outcome, facts, cards, tuple(notes))


async def _board(
    connection: AsyncConnection,
    catalog: Catalog,
    publication: Publication,
    readings: Readings,
    known_no: int | None,
) -> KnownBoard:
    return await results.board(
        connection,
        catalog,
        publication.policy,
        publication.period,
        as_of=publication.as_of,
        known_no=known_no,
        readings=readings,
    )


def _card_differences(stored: Printed, again: Printed) -> tuple[CardDifference, ...]:
    before = {card.unit: card for card in stored.cards}
    return tuple(
        CardDifference(
            unit=card.unit,
            printed=_total(before[card.unit]),
            now=_total(card),
            items=tuple(sorted({line.title for line in set(before[card.unit].lines) ^ set(card.lines)})),
        )
        for card in again.cards
        if card.unit in before and card != before[card.unit]
    )


def _total(card: Scorecard) -> str:
    return "无得分" if card.total is None else printed(card.total)


def _found(
    publication: Publication,
    outcome: Outcome,
    facts: tuple[FactDifference, ...] = (),
    cards: tuple[CardDifference, ...] = (),
    notes: tuple[str, ...] = (),
) -> Recheck:
    return Recheck(
        publication=publication.id,
        number=publication.number,
        outcome=outcome,
        facts=facts,
        cards=cards,
        notes=notes,
    )
