"""Where the pace so far leads: the product's own projection, never a promise."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from xiangmu.domain.fold import Board
from xiangmu.plugin.figures import Amount, roughly, said
from xiangmu.plugin.measures import Measured
from xiangmu.plugin.targets import Comparison, Target
from xiangmu.plugin.value import value

GROWING = (Amount.COUNT, Amount.YUAN, Amount.TIMES)
"""What adds up from day to day."""


@value
class Forecast:
    """What will be reached by ``due`` if every further day adds as much as the days so far did on average."""

    due: date
    amount: Fraction
    met: bool
    because: str


def forecast(
    board: Board,
    target: Target,
    amount: Fraction,
    wanted: Fraction,
    due: date,
    take: Callable[[Board], Measured],
) -> Forecast | None:
    """The forecast for a goal that is not due yet; None when the measure has no pace, or nothing was added so far.

    Counted are the days from the first on which the target counts: the day the policy starts, or the period of a
    target that recurs. ``take`` tells what the target's measure finds on the day of a board.
    """
    first = board.document.starts
    if target.every is not None:
        first = max(first, board.period.start)
    days = (board.as_of - first).days + 1
    if not _has_pace(target) or days < 1:
        return None
    gained = amount - (take(board.on(first - timedelta(days=1))).amount or 0)
    if gained <= 0:
        return None
    expected = amount + gained / days * (due - board.as_of).days
    met = target.comparison.met(expected, wanted)
    counts = target.measure.counts
    so_far = f"{first}至{board.as_of}的{days}天增加{said(gained, counts)}"
    outlook = "可达到" if met else f"约差{roughly(wanted - expected, counts)}"
    return Forecast(
        due=due,
        amount=expected,
        met=met,
        because=(
            f"{so_far}, 照此进度到{due}约为{roughly(expected, counts)}, "
            f"应达到{said(wanted, counts)}, {outlook}(系统按进度推算, 不是承诺)"
        ),
    )


def _has_pace(target: Target) -> bool:
    """Whether the days so far tell it: a rate or a median does not add up, a reading is of an earlier day."""
    measure = target.measure
    adds_up = measure.counts in GROWING and not measure.indicators
    return adds_up and target.comparison is not Comparison.AT_MOST
