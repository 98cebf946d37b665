"""The figures of a bulletin that follow from dated facts: targets, rankings, what moved."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.facts import known
from xiangmu.db.records import Publication
from xiangmu.domain.attainment import Attainment, attain
from xiangmu.domain.boards import best_and_slowest, boards_of
from xiangmu.domain.bulletins.gathered import Decided, Gathered, Placed, Progress, Ranked, RollOf
from xiangmu.domain.fold import Board
from xiangmu.domain.ranking import Place
from xiangmu.domain.schedule.movements import Sum, figures_of
from xiangmu.plugin.figures import said
from xiangmu.plugin.measures import Measure
from xiangmu.plugin.money import in_words
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.points import printed
from xiangmu.plugin.policy import CountClaimed, Readings
from xiangmu.plugin.scoring import Ranking, RankingClass, TargetsMet
from xiangmu.plugin.value import value
from xiangmu.services.bulletins.stored import unpack_gathered
from xiangmu.services.bulletins.subject import Subject
from xiangmu.services.publications import printed_of, publications_of
from xiangmu.services.results import Question, fold_known, read, readings_in_force

Before = Mapping[tuple[str, str], int | None]
"""Places in the bulletin before, by ranking and unit."""


@value
class Figures:
    """See the module. ``before``: which bulletin places are compared with."""

    before: tuple[int, int] | None
    progress: tuple[Progress, ...]
    rankings: tuple[Ranked, ...]
    decided: tuple[Decided, ...]
    rolls: tuple[RollOf, ...]
    movements: tuple[Sum, ...]


async def readings_of(connection: AsyncConnection, subject: Subject) -> Readings:
    """The readings in force on the day that the bulletin shows."""
    return await readings_in_force(connection, subject.policy, subject.as_of, subject.known_no)


async def figures_for(
    connection: AsyncConnection, catalog: Catalog, subject: Subject, readings: Readings
) -> Figures:
    """The figures of ``subject``; what is only claimed counts as the readings say, and is shown apart."""
    confirmed = await _board(connection, catalog, subject, readings, include_claimed=False)
    everything = await _board(connection, catalog, subject, readings, include_claimed=True)
    board = everything if readings.count_claimed is CountClaimed.YES else confirmed
    earlier = await _before(connection, subject)
    published = await publications_of(connection, subject.policy.key, subject.known_no)
    taken = _Taken(catalog, subject, board, _places(earlier), published)
    return Figures(
        before=earlier[0] if earlier else None,
        progress=tuple(taken.progress()),
        rankings=tuple(taken.rankings()),
        decided=tuple(taken.decided()),
        rolls=tuple(taken.rolls()),
        movements=_movements(subject, confirmed, everything),
    )


async def _board(
    connection: AsyncConnection,
    catalog: Catalog,
    subject: Subject,
    readings: Readings,
    *,
    include_claimed: bool,
) -> Board:
    question = Question(
        policy=subject.policy.key,
        period=subject.campaign,
        as_of=subject.as_of,
        known_no=subject.known_no,
        include_claimed=include_claimed,
    )
    return fold_known(catalog, await read(connection, catalog, question, readings))


async def _before(connection: AsyncConnection, subject: Subject) -> tuple[tuple[int, int], Gathered] | None:
    """The latest bulletin for an earlier occurrence of the same obligation."""
    columns = t.bulletin.c
    row = (
        await connection.execute(
            select(columns.year, columns.number, columns.gathered, columns.gathered_hash)
            .where(
                columns.policy == subject.policy.key,
                columns.obligation == subject.obligation.key,
                columns.due < subject.slot.due.date(),
                known(t.bulletin, subject.known_no),
            )
            .order_by(columns.due.desc(), columns.year.desc(), columns.number.desc())
            .limit(1)
        )
    ).one_or_none()
    if row is None:
        return None
    return (row.year, row.number), unpack_gathered(Blob(content=row.gathered, hash=row.gathered_hash))


def _places(earlier: tuple[object, Gathered] | None) -> Before:
    rankings = earlier[1].rankings if earlier else ()
    return {(one.key, place.unit): place.position for one in rankings for place in one.places}


def _movements(subject: Subject, confirmed: Board, everything: Board) -> tuple[Sum, ...]:
    first, last = subject.slot.first, subject.as_of
    sure = {m.id for m in figures_of(confirmed.whole.projects, first, last).movements}
    claimed = {m.id for m in figures_of(everything.whole.projects, first, last).movements} - sure
    return figures_of(everything.whole.projects, first, last, claimed).sums


class _Taken:
    """What one board shows."""

    def __init__(
        self,
        catalog: Catalog,
        subject: Subject,
        board: Board,
        before: Before,
        published: Iterable[Publication],
    ) -> None:
        self._catalog = catalog
        self._subject = subject
        self._board = board
        self._before = before
        policy = subject.policy.key
        self._latest = {(one.group, one.period): one for one in published}
        self._titles = {unit.key: unit.title for unit in catalog.city_of(policy).units.units}
        self._stated = {one.key: one for one in self._chosen()}
        periods = {subject.holding(one.period_kind) for one in self._stated.values()}
        self._places = {
            key: places
            for period in sorted(periods, key=str)
            for key, places in boards_of(catalog, board.of(period)).items()
            if key in self._stated
        }

    def _chosen(self) -> Iterator[Ranking | RankingClass]:
        """The rankings that the obligation names or, if it names none, those whose period is the stretch."""
        policy, named = self._subject.policy.key, self._subject.obligation.bulletin.rankings
        every: tuple[Ranking | RankingClass, ...]
        every = (*self._catalog.rankings_of(policy), *self._catalog.classes_of(policy))
        for one in every:
            fits = self._subject.fits(self._subject.holding(one.period_kind))
            if one.key in named or (fits and not named):
                yield one

    def progress(self) -> Iterator[Progress]:
        """Every target of the policy; one that recurs for its period that the last day lies in."""
        targets = self._catalog.targets_of(self._subject.policy.key)
        kinds = dict.fromkeys(target.every for target in targets)
        boards = {kind: self._board.of(self._subject.holding(kind or PeriodKind.CAMPAIGN)) for kind in kinds}
        for target in targets:
            yield from map(self._progress, attain(boards[target.every], [target]))

    def _progress(self, found: Attainment) -> Progress:
        target, stand = found.target, found.stand
        starts = self._subject.policy.starts
        if target.every is not None:
            starts = max(starts, found.period.start)
        return Progress(
            title=target.title,
            unit=self._titles[target.unit] if target.unit else "",
            counts=target.measure.counts,
            comparison=target.comparison,
            goal=None if found.goal is None else Fraction(found.goal),
            amount=found.amount,
            rate=found.rate,
            elapsed=_elapsed(Period(kind=PeriodKind.CAMPAIGN, start=starts, end=stand.due), self._board),
            outcome=stand.outcome,
            shortfall=stand.shortfall,
            forecast=stand.forecast.amount if stand.forecast else None,
        )

    def rankings(self) -> Iterator[Ranked]:
        """Those by a measure as the facts have it, those by total as they were published."""
        for one in self._stated.values():
            by_total = isinstance(one, Ranking) and one.measure is None
            if not by_total and one.key not in self._places:
                continue
            period = self._subject.holding(one.period_kind)
            publication = self._latest.get((one.group, str(period))) if by_total else None
            yield Ranked(
                key=one.key,
                title=one.title,
                group=self._catalog.groups[one.policy, one.group].title,
                period=period.title,
                places=tuple(self._published(one, publication) if by_total else self._measured(one)),
                by_total=by_total,
                publication=publication.number if publication else None,
            )

    def _measured(self, one: Ranking | RankingClass) -> Iterator[Placed]:
        for place in self._places[one.key]:
            yield self._placed(one, place, _basis(one, place))

    def _published(self, one: Ranking | RankingClass, publication: Publication | None) -> Iterator[Placed]:
        if publication is None:
            return
        result = printed_of(publication)
        totals = {card.unit: card.total for card in result.cards}
        for place in result.places:
            total = totals.get(place.unit)
            yield self._placed(one, place, "不参加排名" if total is None else f"{printed(total)}分")

    def _placed(self, one: Ranking | RankingClass, place: Place, basis: str) -> Placed:
        unit = self._titles[place.unit]
        before = self._before.get((one.key, unit))
        return Placed(unit=unit, position=place.position, before=before, said=basis)

    def decided(self) -> Iterator[Decided]:
        """What approved publications for just this stretch say of awards and accountability."""
        policy = self._subject.policy.key
        periods = [period for kind in PeriodKind if self._subject.fits(period := self._subject.holding(kind))]
        for group in self._catalog.groups_of(policy):
            for period in periods:
                publication = self._latest.get((group.key, str(period)))
                result = printed_of(publication) if publication else None
                if publication is None or result is None or not (result.prizes or result.reports):
                    continue
                yield Decided(
                    group=group.title,
                    period=period.title,
                    publication=publication.number,
                    awards=tuple(
                        f"{prize.award.title}{self._titles[prize.unit]}（{in_words(prize.award.yuan)}）"
                        for prize in result.prizes
                    ),
                    accountable=tuple(
                        dict.fromkeys(
                            self._titles[one.unit] for listed in result.reports for one in listed.units
                        )
                    ),
                )

    def rolls(self) -> Iterator[RollOf]:
        """The best and the slowest of the rankings shown."""
        for roll in self._catalog.rolls_of(self._subject.policy.key):
            if roll.ranking in self._places:
                sides = best_and_slowest(roll, self._places[roll.ranking])
                best, slowest = (tuple(self._titles[place.unit] for place in side) for side in sides)
                yield RollOf(title=roll.title, best=best, slowest=slowest)


def _elapsed(span: Period, board: Board) -> Fraction:
    """The part of the days of ``span`` that is over on the board's day."""
    days = (span.end - span.start).days + 1
    over = (board.as_of - span.start).days + 1
    return Fraction(min(max(over, 0), days), days)


def _basis(one: Ranking | RankingClass, place: Place) -> str:
    """What the unit is ranked by. Never the reasons: they name projects, and everybody reads a bulletin."""
    if place.position is None or place.standing is None:
        return "不参加排名"
    first = place.standing.by[0]
    match one:
        case RankingClass():
            return f"平均位次{printed(first)}"
        case Ranking(measure=Measure() as measure):
            return said(first, measure.counts)
        case Ranking(measure=TargetsMet()):
            return f"完成{printed(first)}项"
        case _:
            return printed(first)
