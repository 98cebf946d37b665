"""The course of an issue: its steps in order, and what they make of it. Neither rules nor time come in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from xiangmu.plugin.issues import IssueStatus, IssueStep, IssueStepKind
from xiangmu.plugin.moments import business_day
from xiangmu.plugin.value import value

K = IssueStepKind
S = IssueStatus
ORDER = tuple(IssueStatus)
REACHES: Mapping[IssueStepKind, IssueStatus] = {
    K.RAISED: S.RAISED,
    K.ACCEPTED: S.ACCEPTED,
    K.ASSIGNED: S.ASSIGNED,
    K.ANSWERED: S.HANDLING,
    K.MEASURES: S.HANDLING,
    K.PROGRESS: S.HANDLING,
    K.SETTLED: S.SETTLED,
    K.CONFIRMED: S.CONFIRMED,
    K.CROSSED_OFF: S.CROSSED_OFF,
    K.MERGED: S.MERGED,
}
"""The status that a step brings about, unless the issue is further already."""
RETURNS: Mapping[IssueStepKind, IssueStatus] = {K.DECLINED: S.HANDLING, K.REOPENED: S.ACCEPTED}
"""The only steps by which an issue goes back, and to where."""
CLOSED = (S.CROSSED_OFF, S.MERGED)
UNDONE = (K.SETTLED, K.CONFIRMED, K.CROSSED_OFF)
"""What no longer holds once an issue has gone back."""


@value
class Course:
    """Where the steps of an issue have brought it. ``moments`` are the first of each kind in this round.

    A round begins with raising or reopening; ``entered`` are the states that it has come to in this round, and
    ``acted`` the (rule, checkpoint) by which it was escalated.
    """

    steps: tuple[IssueStep, ...]
    status: IssueStatus
    round: int
    entered: frozenset[IssueStatus]
    moments: Mapping[IssueStepKind, datetime]
    acted: frozenset[tuple[str, str]]
    level: str
    unit: str
    post: str
    person: UUID | None
    due: date | None
    merged_into: UUID | None
    repeats: UUID | None
    closed_on: date | None

    @property
    def open(self) -> bool:
        """Whether something is left to do."""
        return self.status not in CLOSED

    @property
    def evidence(self) -> Mapping[IssueStepKind, UUID]:
        """The last step of each kind."""
        return {step.kind: step.id for step in self.steps}


@dataclass(slots=True)
class _Under:
    """A course under way."""

    status: IssueStatus = S.RAISED
    round: int = 1
    entered: set[IssueStatus] = field(default_factory=set)
    moments: dict[IssueStepKind, datetime] = field(default_factory=dict)
    acted: set[tuple[str, str]] = field(default_factory=set)
    level: str = ""
    unit: str = ""
    post: str = ""
    person: UUID | None = None
    due: date | None = None
    merged_into: UUID | None = None
    repeats: UUID | None = None
    closed_on: date | None = None

    def take(self, step: IssueStep) -> None:
        if step.kind in RETURNS:
            self._go_back(step)
        elif step.kind in REACHES:
            self._go_on(step)
        self.moments.setdefault(step.kind, step.at)
        self._carry(step)

    def _go_on(self, step: IssueStep) -> None:
        reached = REACHES[step.kind]
        self.entered.add(reached)
        self.status = max(self.status, reached, key=ORDER.index)
        if self.status in CLOSED:
            self.closed_on = business_day(step.at)

    def _go_back(self, step: IssueStep) -> None:
        self.status, self.closed_on = RETURNS[step.kind], None
        self.entered = {state for state in self.entered if ORDER.index(state) <= ORDER.index(self.status)}
        for kind in UNDONE:
            self.moments.pop(kind, None)
        if step.kind is K.REOPENED:
            self.round += 1
            self.entered |= {S.RAISED, S.ACCEPTED}
            self.moments = {K.RAISED: step.at, K.ACCEPTED: step.at}
            self.acted, self.due, self.merged_into = set(), None, None

    def _carry(self, step: IssueStep) -> None:
        if step.unit:
            self.unit, self.post, self.person = step.unit, step.post, step.person
        self.level = step.level or self.level
        self.due = step.due or self.due
        match step.kind:
            case K.ESCALATED if step.rule:
                self.acted.add((step.rule, step.checkpoint))
            case K.MERGED:
                self.merged_into = step.other
            case K.RAISED:
                self.repeats = step.other


def course(steps: Iterable[IssueStep]) -> Course:
    """What ``steps`` of one issue make of it, in whatever order they are given."""
    ordered = tuple(sorted(steps, key=lambda step: step.place))
    under = _Under()
    for step in ordered:
        under.take(step)
    return Course(
        steps=ordered,
        status=under.status,
        round=under.round,
        entered=frozenset(under.entered),
        moments=under.moments,
        acted=frozenset(under.acted),
        level=under.level,
        unit=under.unit,
        post=under.post,
        person=under.person,
        due=under.due,
        merged_into=under.merged_into,
        repeats=under.repeats,
        closed_on=under.closed_on,
    )
