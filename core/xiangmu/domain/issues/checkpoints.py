"""Checkpoints of an issue: each with its own due moment and lateness."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from xiangmu.domain.issues.case import Case
from xiangmu.domain.issues.deadlines import due_moment
from xiangmu.plugin.issues import IssueStepKind
from xiangmu.plugin.moments import business_day, end_of
from xiangmu.plugin.supervision import Checkpoint
from xiangmu.plugin.value import value

K = IssueStepKind
CHAIN = (
    (K.RAISED,),
    (K.ACCEPTED,),
    (K.ASSIGNED,),
    (K.ANSWERED, K.PROGRESS),
    (K.MEASURES,),
    (K.SETTLED,),
    (K.CONFIRMED,),
    (K.CROSSED_OFF,),
)
"""Whoever has come to a later place needs no earlier one."""
_PLACES: Mapping[IssueStepKind, int] = {kind: place for place, kinds in enumerate(CHAIN) for kind in kinds}
AGREED = Checkpoint(key="agreed", title="约定的办结期限", since=K.RAISED, met_by=K.SETTLED)
"""By a day that was set for this issue."""


class CheckpointOutcome(StrEnum):
    """How a checkpoint stands."""

    IN_TIME = "IN_TIME"
    LATE = "LATE"
    WAITING = "WAITING"
    OVERDUE = "OVERDUE"
    UNTIMED = "UNTIMED"
    NOT_BEGUN = "NOT_BEGUN"
    DROPPED = "DROPPED"


CHECKPOINT_OUTCOME_TITLES = {
    CheckpointOutcome.IN_TIME: "按时完成",
    CheckpointOutcome.LATE: "逾期完成",
    CheckpointOutcome.WAITING: "未到期",
    CheckpointOutcome.OVERDUE: "已逾期",
    CheckpointOutcome.UNTIMED: "未完成,没有期限",
    CheckpointOutcome.NOT_BEGUN: "尚未起算",
    CheckpointOutcome.DROPPED: "问题已并案,不再要求",
}


@value
class Mark:
    """A checkpoint of an issue: due at the moment ``due``, met at ``met``, late by ``late``."""

    checkpoint: Checkpoint
    outcome: CheckpointOutcome
    due: datetime | None = None
    met: datetime | None = None
    late: timedelta = timedelta()


def marks(case: Case, now: datetime) -> Iterator[Mark]:
    """Every checkpoint that concerns the issue."""
    stated = [one for one in case.rules.checkpoints if case.gravity in one.gravities]
    if case.course.due and not any(one.met_by is K.SETTLED for one in stated):
        stated.append(AGREED)
    for checkpoint in stated:
        yield _mark(case, checkpoint, now)


def _mark(case: Case, checkpoint: Checkpoint, now: datetime) -> Mark:
    due, met = _due(case, checkpoint), _met(case, checkpoint.met_by)
    if met:
        late = _lateness(case, due, met)
        outcome = CheckpointOutcome.LATE if late else CheckpointOutcome.IN_TIME
        return Mark(checkpoint=checkpoint, outcome=outcome, due=due, met=met, late=late)
    if not case.course.open:
        return Mark(checkpoint=checkpoint, outcome=CheckpointOutcome.DROPPED, due=due)
    if checkpoint.since not in case.course.moments:
        return Mark(checkpoint=checkpoint, outcome=CheckpointOutcome.NOT_BEGUN)
    if due is None:
        return Mark(checkpoint=checkpoint, outcome=CheckpointOutcome.UNTIMED)
    late = _lateness(case, due, now)
    outcome = CheckpointOutcome.OVERDUE if late else CheckpointOutcome.WAITING
    return Mark(checkpoint=checkpoint, outcome=outcome, due=due, late=late)


def _due(case: Case, checkpoint: Checkpoint) -> datetime | None:
    """A day that was set for this issue goes before the limit of settlement."""
    if checkpoint.met_by is K.SETTLED and case.course.due:
        return end_of(case.course.due)
    start, limit = case.course.moments.get(checkpoint.since), checkpoint.limit_by(case.readings)
    return due_moment(limit, start, case.workdays) if start and limit else None


def _met(case: Case, kind: IssueStepKind) -> datetime | None:
    later = (at for done, at in case.course.moments.items() if _PLACES.get(done, -1) >= _PLACES[kind])
    return min(later, default=None)


def _lateness(case: Case, due: datetime | None, at: datetime) -> timedelta:
    """By how much ``at`` misses ``due``; nothing is late that fell due before the policy was issued (A18)."""
    if due is None or business_day(due) < case.issued_on:
        return timedelta()
    return max(at.replace(microsecond=0) - due, timedelta())
