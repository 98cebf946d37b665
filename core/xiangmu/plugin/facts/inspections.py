"""Facts about inspections (核查): which projects were looked at, and what became of what was found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import FindingStepKind

ANSWERS = frozenset(
    {FindingStepKind.REPORTED, FindingStepKind.ACCEPTED, FindingStepKind.POOR, FindingStepKind.UNTRUE}
)
"""What ends the waiting for a unit's report."""


@value
class Inspected:
    """Under ``policy`` a project was looked at ``on`` a day."""

    id: UUID
    project: UUID
    policy: str
    on: date


@value
class FollowUp:
    """One thing done about a finding; ``due`` is the deadline that a reminder letter sets."""

    id: UUID
    kind: FindingStepKind
    on: date
    due: date | None = None


@value
class Finding:
    """What was found under ``policy``, with all that was done about it, in the order in which it was recorded.

    ``unit`` is to rectify it; ``category`` is the key of one that the policy states.
    """

    id: UUID
    policy: str
    unit: str
    project: UUID | None
    category: str
    on: date
    severe: bool = False
    steps: tuple[FollowUp, ...] = ()

    @property
    def closed_on(self) -> date | None:
        """The day on which its rectification was accepted; None while it is open."""
        return next((step.on for step in self.steps if step.kind is FindingStepKind.ACCEPTED), None)

    @property
    def due(self) -> date | None:
        """The day by which the unit has to report, that day included; None while nothing is awaited."""
        awaited: date | None = None
        for step in self.steps:
            if step.kind is FindingStepKind.REMINDED:
                awaited = step.due
            elif step.kind in ANSWERS:
                awaited = None
        return awaited

    def overdue(self, day: date) -> bool:
        """Whether on ``day`` the unit should have reported and has not."""
        return self.due is not None and self.due < day

    def seen_on(self, day: date) -> "Finding":
        """As ``day`` shows it: nothing that was done later."""
        steps = tuple(self._until(day))
        return self if len(steps) == len(self.steps) else replace(self, steps=steps)

    def _until(self, day: date) -> Iterator[FollowUp]:
        return (step for step in self.steps if step.on <= day)
