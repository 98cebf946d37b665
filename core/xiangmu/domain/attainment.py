"""Targets against what was reached."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from xiangmu.domain.fold import Board
from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.points import ratio
from xiangmu.plugin.targets import Target
from xiangmu.plugin.value import value


@value
class Attainment:
    """How far one target has come. ``amount`` None: its base is zero (A4). Rates are not clamped."""

    target: Target
    amount: Fraction | None
    base: Fraction | None
    rate: Fraction | None
    met: bool
    evidence: tuple[Evidence, ...]


def attain(board: Board, targets: Iterable[Target]) -> Iterator[Attainment]:
    """How far each target has come on the board's day."""
    for target in targets:
        snapshot = board.units[target.group, target.unit] if target.unit else board.whole
        measured = target.measure.of(snapshot, board.whole)
        amount, goal = measured.amount, target.goal
        yield Attainment(
            target=target,
            amount=amount,
            base=measured.base,
            rate=None if amount is None or goal is None else ratio(amount, goal),
            met=amount is not None and goal is not None and target.comparison.met(amount, goal),
            evidence=measured.evidence,
        )
