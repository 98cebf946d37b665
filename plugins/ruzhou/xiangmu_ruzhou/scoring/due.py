"""What was due in the quarter, and how much of it was done in time."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.points import ZERO
from xiangmu.plugin.scoring import Line
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value
from xiangmu_ruzhou import milestones
from xiangmu_ruzhou.readings import Credit, RuzhouSnapshot
from xiangmu_ruzhou.wording import number


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


def credited(due: Sequence[Due], full: int, credit: Credit, said: str) -> Line:
    """The line for what was done of ``due``: in proportion, or ``full`` points for all of it and none for less."""
    every, in_time = weight(due), weight_done(due)
    because = f"{said}{number(every)}个，按期开工{number(in_time)}个"
    if credit is Credit.ALL_OR_NOTHING:
        points = Fraction(full if in_time == every else 0)
        because += f"，全部按期才记{full}分，记{number(points)}分"
    else:
        points = full * in_time / every
        because += f"，记{full}×{number(in_time)}/{number(every)}={number(points)}分"
    return Line(points=points, because=because, evidence=evidence_of(due))


def evidence_of(due: Sequence[Due]) -> tuple[Evidence, ...]:
    """What shows them."""
    return tuple(evidence for item in due for evidence in item.evidence)
