"""What a bulletin rests on: figures and names of one moment, from which alone its content follows."""

from datetime import date, datetime
from fractions import Fraction

from xiangmu.domain.outcome import Outcome
from xiangmu.domain.schedule.movements import Sum
from xiangmu.domain.schedule.standing import State
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.schedule import BulletinSection
from xiangmu.plugin.targets import Comparison
from xiangmu.plugin.value import value


@value
class Remark:
    """What the office says of a section in its own words."""

    section: BulletinSection
    text: str


@value
class Words:
    """What the office wrote: who issues the bulletin, an introduction, remarks."""

    issuer: str
    introduction: str = ""
    remarks: tuple[Remark, ...] = ()


@value
class Corrected:
    """The bulletin that this one corrects, and why."""

    year: int
    number: int
    because: str


@value
class Progress:
    """How one target stands; ``unit`` "" is the whole jurisdiction. ``elapsed``: the part of its time that is over.

    ``forecast``: what is reached when it falls due at the pace so far, None without a pace.
    """

    title: str
    unit: str
    counts: Amount
    comparison: Comparison
    goal: Fraction | None
    amount: Fraction | None
    rate: Fraction | None
    elapsed: Fraction
    outcome: Outcome
    shortfall: Fraction | None
    forecast: Fraction | None


@value
class Placed:
    """A unit in a ranking; ``before``: its place in the bulletin before. ``said``: what it is ranked by, in words."""

    unit: str
    position: int | None
    before: int | None
    said: str


@value
class Ranked:
    """A ranking for a period. One by total comes from publication ``publication`` alone, else it has no places."""

    key: str
    title: str
    group: str
    period: str
    places: tuple[Placed, ...]
    by_total: bool = False
    publication: int | None = None


@value
class Decided:
    """What an approved publication of a group says of awards and accountability."""

    group: str
    period: str
    publication: int
    awards: tuple[str, ...]
    accountable: tuple[str, ...]


@value
class RollOf:
    """The best and the slowest of a ranking."""

    title: str
    best: tuple[str, ...]
    slowest: tuple[str, ...]


@value
class Unpunctual:
    """An occurrence that was late, is missing or was given back."""

    unit: str
    title: str
    due: datetime
    state: State
    because: str
    breach: bool


@value
class Reporting:
    """How the reports stood that were due in the stretch: how many in which state, and those that are not in order."""

    counts: tuple[tuple[State, int], ...]
    unpunctual: tuple[Unpunctual, ...]


@value
class UnitIssues:
    """The problems that a unit is to settle; ``raised`` and ``closed`` in the stretch."""

    unit: str
    open: int
    overdue: int
    raised: int
    closed: int


@value
class Deadline:
    """What is due next, and who owes it."""

    due: datetime
    title: str
    whom: str


@value
class Gathered:
    """All of it; ``at`` is the moment it is about, ``as_of`` the last day whose events count.

    ``before``: year and number of the bulletin that places are compared with.
    """

    jurisdiction: str
    policy: str
    title: str
    first: date
    last: date
    as_of: date
    at: datetime
    sections: tuple[BulletinSection, ...]
    words: Words
    corrected: Corrected | None
    before: tuple[int, int] | None
    progress: tuple[Progress, ...]
    rankings: tuple[Ranked, ...]
    decided: tuple[Decided, ...]
    rolls: tuple[RollOf, ...]
    movements: tuple[Sum, ...]
    reporting: Reporting | None
    issues: tuple[UnitIssues, ...]
    deadlines: tuple[Deadline, ...]
