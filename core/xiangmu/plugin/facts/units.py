"""Facts about units: what they did, what happened to them, what was decided on them and what they undertook."""

from datetime import date
from fractions import Fraction
from typing import Annotated
from uuid import UUID

from xiangmu.plugin.value import LATER, value
from xiangmu.plugin.vocabulary import (
    ChairRole,
    CriticismKind,
    HarmKind,
    MeetingKind,
    PraiseSource,
    Verifier,
)

MICRO = 10**6


@value
class Meeting:
    """A meeting that a unit held, or ("") the office; ``obligation`` of ``policy`` is what it fulfils."""

    id: UUID
    unit: str
    kind: MeetingKind
    on: date
    chair: ChairRole
    solved: bool
    projects: tuple[UUID, ...] = ()
    policy: Annotated[str | None, LATER] = None
    obligation: Annotated[str | None, LATER] = None


@value
class Praise:
    """Praise of a unit; several reports on one ``matter`` are one."""

    id: UUID
    unit: str
    source: PraiseSource
    on: date
    matter: str


@value
class Criticism:
    """Criticism of, or an interview with, a unit; several on one ``matter`` are one."""

    id: UUID
    unit: str
    kind: CriticismKind
    on: date
    matter: str


@value
class Harm:
    """Verified harm; ``on`` is the day of verification."""

    id: UUID
    unit: str
    kind: HarmKind
    verified_by: Verifier
    on: date
    matter: str


@value
class Judgement:
    """What a person decided for one unit and period; ``matter`` tells several on one item apart."""

    id: UUID
    policy: str
    group: str
    unit: str
    period: str
    item: str
    hundredths: int
    reason: str
    matter: str = ""

    @property
    def points(self) -> Fraction:
        """The exact points."""
        return Fraction(self.hundredths, 100)


@value
class Ballot:
    """One enterprise's ballot on one department, in hundredths of a point; it names nobody."""

    id: UUID
    policy: str
    period: str
    unit: str
    attitude: int
    efficiency: int
    quality: int


@value
class IndicatorReading:
    """What the office read of an indicator for a unit ("": the whole jurisdiction) and a period.

    ``micro`` is millionths of what the indicator counts in: a number, 元, or a rate of which 1 is 100%.
    """

    id: UUID
    indicator: str
    unit: str
    period: str
    micro: int
    source: str

    @property
    def value(self) -> Fraction:
        """The exact reading."""
        return Fraction(self.micro, MICRO)


@value
class GoalRevision:
    """A goal that was changed: from ``effective`` on, but never before it was approved.

    ``group`` and ``unit`` are those of the target ("" for the whole jurisdiction), ``goal`` counts like its measure.
    """

    id: UUID
    policy: str
    target: str
    group: str
    unit: str
    goal: int
    effective: date
    approved_on: date
    approver: str
    """Post of who approved."""
    reason: str


@value
class Commitment:
    """What a unit publicly promised."""

    id: UUID
    policy: str
    unit: str
    text: str
    on: date
    due: date | None = None
