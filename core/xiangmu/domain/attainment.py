"""Targets against what was reached: met, missed or not yet due, what is short, and where the pace so far leads."""

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from xiangmu.domain import attainment_words as words
from xiangmu.domain.fold import Board
from xiangmu.domain.forecast import Forecast, forecast
from xiangmu.domain.outcome import Outcome
from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.facts import GoalRevision
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.measures import Measured
from xiangmu.plugin.periods import Period
from xiangmu.plugin.points import ratio
from xiangmu.plugin.targets import Comparison, Milestone, Target
from xiangmu.plugin.value import value

WHOLE_GOAL = 1000


@value
class Stand:
    """How one goal, or a part of it, stands on its day, or so far while that day lies ahead."""

    due: date
    wanted: Fraction | None
    """What should be reached by then, not rounded; None without a goal."""
    amount: Fraction | None
    rate: Fraction | None
    """The amount as a part of the whole goal, not clamped."""
    outcome: Outcome
    shortfall: Fraction | None
    """What is missing, in what the measure counts; 0 when nothing is, None when it cannot be told."""
    forecast: Forecast | None
    because: str


@value
class MilestoneReached:
    """How a milestone stands."""

    milestone: Milestone
    stand: Stand


@value
class Attainment:
    """How far one target has come.

    ``amount``, ``base``, ``rate`` and ``met`` are those of the board's day; ``stand`` is how it stood when it fell due.
    ``amount`` None: its base is zero, or nothing was read (A4). Rates are not clamped.
    """

    target: Target
    period: Period
    goal: int | None
    """The goal in force: as printed, or as ``revision`` changed it."""
    revision: GoalRevision | None
    amount: Fraction | None
    part: Fraction | None
    base: Fraction | None
    base_counts: Amount | None
    """What part and base count in."""
    rate: Fraction | None
    met: bool
    stand: Stand
    milestones: tuple[MilestoneReached, ...]
    because: str
    evidence: tuple[Evidence, ...]
    base_evidence: tuple[Evidence, ...]

    @property
    def outcome(self) -> Outcome:
        """How the target stands."""
        return self.stand.outcome


def shown(target: Target, period: Period) -> bool:
    """Whether ``target`` is shown for ``period``: one that recurs, for periods of its own kind only."""
    return target.every in (None, period.kind)


def attain(board: Board, targets: Iterable[Target]) -> Iterator[Attainment]:
    """How far each target that is shown for the board's period has come on the board's day."""
    return (_attain(board, target) for target in targets if shown(target, board.period))


def attain_each(board: Board, targets: Iterable[Target]) -> Iterator[Attainment]:
    """Like :func:`attain`; a target that recurs within the period comes once for each time that has ended."""
    for target in targets:
        if shown(target, board.period):
            yield _attain(board, target)
        elif target.every is not None:
            for period in board.period.split(target.every):
                if board.document.starts <= _due(target, period) <= board.as_of:
                    yield _attain(board.of(period), target)


def _attain(board: Board, target: Target) -> Attainment:
    taken = _Taken(board, target)
    found, goal = taken.on(board), _goal(board, target)
    revision = board.goals.revisions.get((target.group, target.unit, target.key))
    return Attainment(
        target=target,
        period=board.period,
        goal=goal,
        revision=revision,
        amount=found.amount,
        part=found.part,
        base=found.base,
        base_counts=found.base_counts,
        rate=_rate(target.comparison, found.amount, goal),
        met=found.amount is not None and goal is not None and target.comparison.met(found.amount, goal),
        stand=taken.stand(_due(target, board.period), WHOLE_GOAL),
        milestones=tuple(
            MilestoneReached(milestone=one, stand=taken.stand(one.due, one.per_mille))
            for one in target.milestones
        ),
        because=f"{found.because}; {words.of_goal(target, goal, revision)}",
        evidence=found.evidence,
        base_evidence=found.base_evidence,
    )


def _due(target: Target, period: Period) -> date:
    return target.due if target.every is None else min(target.due, period.end)


def _goal(board: Board, target: Target) -> int | None:
    return board.snapshot(target.group, target.unit).goals.get(target.key)


class _Taken:
    """What one target's measure finds on different days, each taken once."""

    def __init__(self, board: Board, target: Target) -> None:
        self._board = board
        self._target = target
        self._found: dict[date, Measured] = {}

    def on(self, board: Board) -> Measured:
        """What the measure finds on the day of ``board``."""
        if board.as_of not in self._found:
            snapshot = board.snapshot(self._target.group, self._target.unit)
            self._found[board.as_of] = self._target.measure.of(snapshot, board.whole)
        return self._found[board.as_of]

    def stand(self, due: date, per_mille: int) -> Stand:
        """How ``per_mille`` of the goal stand on ``due``, or so far; the goal is the one in force on that day."""
        board, target = self._board, self._target
        then = board.on(due)
        found, goal = self.on(then), _goal(then, target)
        wanted = None if goal is None else Fraction(goal * per_mille, WHOLE_GOAL)
        amount = found.amount
        outcome = _outcome(board, target.comparison, amount, wanted, due)
        shortfall = _shortfall(target.comparison, amount, wanted)
        ahead = None
        if outcome is Outcome.NOT_YET_DUE and amount is not None and wanted is not None:
            ahead = forecast(board, target, amount, wanted, due, self.on)
        return Stand(
            due=due,
            wanted=wanted,
            amount=amount,
            rate=_rate(target.comparison, amount, goal),
            outcome=outcome,
            shortfall=shortfall,
            forecast=ahead,
            because=words.of_stand(target, found, wanted, due, outcome, shortfall),
        )


def _outcome(
    board: Board, comparison: Comparison, amount: Fraction | None, wanted: Fraction | None, due: date
) -> Outcome:
    if wanted is None:
        return Outcome.UNKNOWN
    closing = min(board.period.end, board.document.ends)
    over = board.as_of > due or board.as_of == due >= closing
    met = amount is not None and comparison.met(amount, wanted)
    if met and (over or comparison is not Comparison.AT_MOST):
        return Outcome.MET
    if due < board.document.issued_on:
        return Outcome.BEFORE_ISSUE
    if not over:
        return Outcome.NOT_YET_DUE
    return Outcome.UNKNOWN if amount is None else Outcome.MISSED


def _rate(comparison: Comparison, amount: Fraction | None, goal: int | None) -> Fraction | None:
    if amount is None or goal is None:
        return None
    return ratio(goal, amount) if comparison is Comparison.AT_MOST else ratio(amount, goal)


def _shortfall(comparison: Comparison, amount: Fraction | None, wanted: Fraction | None) -> Fraction | None:
    if amount is None or wanted is None:
        return None
    missing = amount - wanted if comparison is Comparison.AT_MOST else wanted - amount
    return max(missing, Fraction(0))
