"""What is printed of a group in a period: cards with their places, boards, units to be reported, and awards."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db.facts import head_no
from xiangmu.domain.accountability import accountable
from xiangmu.domain.boards import boards_of
from xiangmu.domain.fold import parse_period
from xiangmu.domain.ranking import prizes, rank_cards
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.policy import Readings
from xiangmu.plugin.scoring import Ranking, RankingClass
from xiangmu.plugin.value import value
from xiangmu.services import results
from xiangmu.services.publications import latest_of
from xiangmu.services.results import KnownBoard
from xiangmu.services.stored import Printed, PrintedBoard, PrintedReport, Reported, Seen


@value
class Printing:
    """A group's result in a period, and what it rests on: the facts of ``known``, or for a year what was published."""

    as_of: date
    known_no: int
    readings: Readings
    seen: Seen
    printed: Printed
    known: KnownBoard | None


def kinds_of(catalog: Catalog, policy: str, group: str) -> tuple[PeriodKind, ...]:
    """The kinds of period for which the policy says anything about the group as a whole."""
    card = catalog.cards.get((policy, group))
    boards = (board.period_kind for board in stated_boards(catalog, policy) if board.group == group)
    kinds = (*(card.period_kinds if card else ()), *boards)
    return tuple(dict.fromkeys(kinds))


def stated_boards(catalog: Catalog, policy: str) -> tuple[Ranking | RankingClass, ...]:
    """The boards that the policy has, those by total included."""
    return (*catalog.rankings_of(policy), *catalog.classes_of(policy))


async def print_group(
    connection: AsyncConnection,
    catalog: Catalog,
    policy: str,
    group: str,
    period: str,
    *,
    as_of: date | None = None,
    known_no: int | None = None,
    readings: Readings | None = None,
) -> Printing:
    """The group's result from what is known at ``known_no`` (now). Raises ValueError for a period that is none."""
    parsed = parse_period(catalog.policies[policy], period)
    card = catalog.cards.get((policy, group))
    if card and parsed.kind is not card.period_kind and parsed.kind in card.period_kinds:
        no = await head_no(connection) if known_no is None else known_no
        return await _year(connection, catalog, policy, group, parsed, no, readings)
    known = await results.board(
        connection, catalog, policy, period, as_of=as_of, known_no=known_no, readings=readings
    )
    board = known.board
    seen = results.seen_by(known, group)
    return Printing(
        as_of=board.as_of,
        known_no=known.known.question.known_no,
        readings=board.readings,
        seen=seen,
        printed=by_rules(catalog, known, seen),
        known=known,
    )


def by_rules(catalog: Catalog, known: KnownBoard, seen: Seen) -> Printed:
    """Cards of what the rules have ``seen``; the group's boards and units to be reported of all that is known."""
    policy, board = known.board.policy, known.board
    [group] = {snapshot.group for snapshot in seen.snapshots}
    card = catalog.cards.get((policy, group or ""))
    scored = card is not None and card.period_kind is board.period.kind
    printed = results.print_cards(catalog, seen.snapshots) if scored else Printed(cards=(), places=())
    of_group = {stated.key for stated in stated_boards(catalog, policy) if stated.group == group}
    places = boards_of(catalog, board)
    lists = (entry for entry in catalog.accountability_of(policy) if entry.group == group)
    return Printed(
        cards=printed.cards,
        places=printed.places,
        boards=tuple(PrintedBoard(key=key, places=places[key]) for key in places if key in of_group),
        reports=tuple(
            PrintedReport(
                key=entry.key,
                units=tuple(
                    Reported(unit=unit, shortfalls=shortfalls)
                    for unit, shortfalls in accountable(board, entry).items()
                ),
            )
            for entry in lists
        ),
    )


async def _year(
    connection: AsyncConnection,
    catalog: Catalog,
    policy: str,
    group: str,
    year: Period,
    known_no: int,
    readings: Readings | None,
) -> Printing:
    """Added up from what was published for the quarters (A14), with the awards of the year."""
    stated = catalog.policies[policy]
    applied = readings or await results.readings_in_force(connection, stated, year.end, known_no)
    latest = await latest_of(connection, policy, group, known_no)
    cards = results.year_cards(catalog, policy, group, year, latest, applied.rank_by)
    places = rank_cards(cards, applied.rank_by)
    disqualified = frozenset(card.unit for card in cards if card.disqualified)
    awards = catalog.awards_of(policy, group)
    return Printing(
        as_of=year.end,
        known_no=known_no,
        readings=applied,
        seen=Seen(snapshots=(), enrolments=()),
        printed=Printed(
            cards=cards,
            places=places,
            prizes=prizes(places, awards, disqualified, applied.award_passes_on),
        ),
        known=None,
    )
