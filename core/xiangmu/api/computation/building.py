"""Computations of what was worked out from facts, and of a year added up from publications."""

from xiangmu.api.computation.types import Computation
from xiangmu.api.figures import Figures
from xiangmu.api.periods.types import Period
from xiangmu.api.stated import StatedPolicy


def computation_of(figures: Figures, policy: StatedPolicy) -> Computation:
    """From what ``figures`` were worked out."""
    board = figures.board
    return Computation(
        policy=board.policy,
        period=Period.of(board.period),
        as_of=board.as_of,
        known_at=figures.question.known_no,
        includes_claimed=figures.includes_claimed,
        provisional=board.as_of < board.period.end,
        readings=policy.readings(board.readings),
    )
