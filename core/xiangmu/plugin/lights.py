"""Lights (亮灯) of projects: the hook ``supervision``.

A policy replaces a light of the core under the same key, or adds its own.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.procedures import ProcedureStanding
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.value import value


@value
class LightState:
    """A colour, or that there is none; a policy may have states of its own."""

    key: str
    title: str


GREEN = LightState(key="GREEN", title="绿灯")
YELLOW = LightState(key="YELLOW", title="黄灯")
RED = LightState(key="RED", title="红灯")
UNDEFINED = LightState(key="UNDEFINED", title="无法判定")
COLOURS = (GREEN, YELLOW, RED, UNDEFINED)


@value
class Light:
    """A state with the figures that decide it, in Chinese."""

    state: LightState
    because: str
    evidence: tuple[Evidence, ...] = ()


@value
class OpenIssue:
    """A problem of the project that was open on the day seen. ``due``: by when something has to happen next."""

    category: str
    raised_on: date
    due: date | None


@value
class Situation:
    """All that a light may look at: one project on the snapshot's day."""

    snapshot: AnySnapshot
    """Of the whole jurisdiction."""
    project: ProjectView
    procedures: tuple[ProcedureStanding, ...]
    issues: tuple[OpenIssue, ...]
    before: tuple[LightState, ...] = ()
    """What this light showed at the end of earlier months, the latest first, as many as the rule remembers: each worked
    out from that day alone. A project that was not there yet has fewer."""

    @property
    def day(self) -> date:
        """The day seen."""
        return self.snapshot.as_of


Look = Callable[[Situation], Light | None]
"""A pure function: None where the light has nothing to do with the project."""


@value
class LightRule:
    """One light. ``clause`` "" with basis DERIVED: the product's own; ``memory``: how many earlier months it sees."""

    key: str
    title: str
    look: Look
    policy: str = ""
    clause: str = ""
    basis: Basis = Basis.DERIVED
    states: tuple[LightState, ...] = COLOURS
    memory: int = 0

    def under(self, policy: str, clause: str) -> "LightRule":
        """The same light as ``clause`` wants it; where it turns is still the product's own."""
        return replace(self, policy=policy, clause=clause)
