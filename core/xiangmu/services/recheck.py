"""Does a publication still hold? Its stored content, the rules over it, and the facts behind it."""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db.records import Publication
from xiangmu.domain.scoring import Scorecard
from xiangmu.plugin.points import printed
from xiangmu.plugin.value import value
from xiangmu.services.fact_differences import FactDifference, compare
from xiangmu.services.printing import Printing, by_rules, print_group, stated_boards
from xiangmu.services.publications import results_of, seen_of
from xiangmu.services.results import KnownBoard, print_cards
from xiangmu.services.stored import Printed, Seen, in_format, pack_seen, unpack_printed, unpack_seen


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
    for title, blob in (("快照", seen_of(publication)), ("结果", results_of(publication))):
        if not blob.intact:
            note = f"公布稿存下的{title}与其校验值不符, 已被改动"
            return _found(publication, Outcome.FACTS_DIFFER, notes=(note,))
    stored = unpack_printed(results_of(publication))
    then = await _again(connection, catalog, publication, publication.known_no)
    now = await _again(connection, catalog, publication, None)
    if then.known is None or now.known is None:
        return _recheck_year(catalog, publication, stored, then.printed, now.printed)
    readings = catalog.policies[publication.policy].readings
    seen = unpack_seen(seen_of(publication), readings)
    seen_then, seen_now = (in_format(printing.seen, publication.format) for printing in (then, now))
    facts = await compare(
        connection,
        seen,
        (then.known.known.facts, seen_then),
        (now.known.known.facts, seen_now),
        publication.known_no,
    )
    again = _by_rules(catalog, publication, seen, then.known)
    cards = _card_differences(stored, again)
    notes = list(_notes(catalog, publication.policy, stored, again))
    if not facts and pack_seen(seen_then, readings).hash != publication.snapshots_hash:
        notes.append("事实未变, 插件的目标、分组或快照的整理办法与公布时不同")
    if facts:
        return _found(publication, Outcome.FACTS_DIFFER, facts, cards, tuple(notes))
    outcome = Outcome.RULE_CHANGED if cards or notes else Outcome.SAME
    return _found(publication, outcome, facts, cards, tuple(notes))


def _recheck_year(
    catalog: Catalog, publication: Publication, stored: Printed, then: Printed, now: Printed
) -> Recheck:
    """A year rests on what was published for its quarters: a quarter corrected since calls for a correction."""
    cards = _card_differences(stored, then)
    notes = tuple(_notes(catalog, publication.policy, stored, then))
    if now != then:
        corrected = "公布以后又公布或更正了季度结果, 年度结果应随之更正"
        return _found(publication, Outcome.FACTS_DIFFER, (), cards, (*notes, corrected))
    outcome = Outcome.RULE_CHANGED if cards or notes else Outcome.SAME
    return _found(publication, outcome, (), cards, notes)


async def _again(
    connection: AsyncConnection, catalog: Catalog, publication: Publication, known_no: int | None
) -> Printing:
    readings = catalog.policies[publication.policy].readings
    return await print_group(
        connection,
        catalog,
        publication.policy,
        publication.group,
        publication.period,
        as_of=publication.as_of,
        known_no=known_no,
        readings=readings.model_validate(publication.readings),
    )


def _by_rules(catalog: Catalog, publication: Publication, seen: Seen, then: KnownBoard) -> Printed:
    """What the rules of today print of the stored snapshots; the first format had cards alone."""
    if publication.format == 1:
        return print_cards(catalog, seen.snapshots)
    return by_rules(catalog, then, seen)


def _notes(catalog: Catalog, policy: str, stored: Printed, again: Printed) -> Iterator[str]:
    if stored.cards == again.cards and stored.places != again.places:
        yield "各单位得分未变, 位次与公布时不同"
    titles = {board.key: board.title for board in stated_boards(catalog, policy)}
    for key in sorted({board.key for board in set(stored.boards) ^ set(again.boards)}):
        yield f"{titles.get(key, key)}与公布时不同"
    if stored.reports != again.reports:
        yield "问责名单与公布时不同"
    if stored.prizes != again.prizes:
        yield "奖项与公布时不同"


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
