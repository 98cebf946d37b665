"""Which units are to be reported, and for what."""

from collections.abc import Iterator

from xiangmu.domain.attainment import Attainment, Stand, attain_each
from xiangmu.domain.fold import Board
from xiangmu.domain.outcome import Outcome
from xiangmu.plugin.figures import said
from xiangmu.plugin.scoring import AccountabilityList, Shortfall, TargetsUnmet


def accountable(board: Board, entry: AccountabilityList) -> dict[str, tuple[Shortfall, ...]]:
    """The units of the list's group that have shortfalls, in the group's order, each with all of its own."""
    found = {
        snapshot.unit or "": tuple(_unmet(board, entry.measure, entry.group, snapshot.unit or ""))
        if isinstance(entry.measure, TargetsUnmet)
        else entry.measure(snapshot)
        for snapshot in board.group(entry.group)
    }
    return {unit: shortfalls for unit, shortfalls in found.items() if shortfalls}


def _unmet(board: Board, unmet: TargetsUnmet, group: str, unit: str) -> Iterator[Shortfall]:
    own = (target for target in unmet.targets if (target.group, target.unit) == (group, unit))
    for attainment in attain_each(board, own):
        target = attainment.target
        for reached in attainment.milestones:
            clause = unmet.clause or reached.milestone.clause or target.clause
            if reached.stand.due < attainment.stand.due:
                yield from _missed(attainment, reached.stand, f"{target.title}(节点)", clause)
        yield from _missed(attainment, attainment.stand, target.title, unmet.clause or target.clause)


def _missed(attainment: Attainment, stand: Stand, title: str, clause: str) -> Iterator[Shortfall]:
    if stand.outcome is Outcome.MISSED:
        because = f"{title}: {stand.because}{_since(attainment, stand)}"
        yield Shortfall(because=because, clause=clause, evidence=attainment.evidence)


def _since(attainment: Attainment, stand: Stand) -> str:
    if attainment.amount is None or attainment.amount == stand.amount:
        return ""
    return f"; 现为{said(attainment.amount, attainment.target.measure.counts)}"
