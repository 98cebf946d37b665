"""What was due in the quarter, and how much of it was done in time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.points import ZERO
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.readings import RuzhouSnapshot


@value
class Due:
    """One project that was due: how much of it counts for the unit, and how far it was done (0 to 1).

    A project counts for the unit that it was enrolled under on the day it fell due (A15).
    """

    share: Fraction
    done: Fraction
    evidence: tuple[Evidence, ...]


def due_starts(
    snapshot: RuzhouSnapshot, projects: Iterable[ProjectView], first: date, last: date
) -> Iterator[Due]:
    """Which of ``projects`` had to start between ``first`` and ``last``, and whether they did in time."""
    for project in projects:
        due = milestones.start_due(snapshot.readings, project)
        if due is None or not first <= due.on <= last:
            continue
        if share := project.share_on(due.on):
            start = milestones.started(snapshot, project)
            in_time = start is not None and start.on <= due.until
            evidence = due.evidence if start is None else (*due.evidence, start.evidence)
            yield Due(share=share, done=Fraction(in_time), evidence=evidence)


def weight(due: Sequence[Due]) -> Fraction:
    """How many projects were due."""
    return sum((item.share for item in due), ZERO)


def weight_done(due: Sequence[Due]) -> Fraction:
    """How many of them were done."""
    return sum((item.share * item.done for item in due), ZERO)


def evidence_of(due: Sequence[Due]) -> tuple[Evidence, ...]:
    """What shows them."""
    return tuple(evidence for item in due for evidence in item.evidence)
