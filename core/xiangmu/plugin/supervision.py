"""How a policy wants problems followed up (督办): the hook ``supervision``.

The life of an issue is data: which states it passes through and who moves it, by when what is to have happened,
when it goes up a level, and who leads its settlement. The core works all of it out.
"""

from collections.abc import Callable, Collection
from enum import StrEnum
from typing import Any

from xiangmu.plugin.inspections import InspectionRules
from xiangmu.plugin.inventories import Inventory
from xiangmu.plugin.issues import Gravity, IssueStatus, IssueStepKind
from xiangmu.plugin.libraries import LibraryRules
from xiangmu.plugin.lights import LightRule
from xiangmu.plugin.limits import Limit
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.procedures import ProcedureRule
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import KeyList


class Party(StrEnum):
    """Who moves an issue on. The office may always enter what another party did."""

    OFFICE = "OFFICE"
    UNIT = "UNIT"
    """The responsible unit."""
    RAISER = "RAISER"
    """Whoever raised it."""


class Trigger(StrEnum):
    """What makes an issue go up a level."""

    OVERDUE = "OVERDUE"
    """A checkpoint passed without what it asks for."""
    REPEATED = "REPEATED"
    """The same problem had been settled before, or was reopened after settlement."""
    UNFIXED = "UNFIXED"
    """Whoever raised it does not accept the settlement, or the day by which to settle it passed."""
    MAJOR = "MAJOR"
    """It is major or exceptional."""
    EXCEPTIONAL = "EXCEPTIONAL"
    """It is exceptional."""
    BEYOND_REMIT = "BEYOND_REMIT"
    """The responsible unit says that it cannot settle it: never by itself."""


def always(_: Any) -> bool:
    """Whatever the readings."""
    return True


@value
class Category:
    """A kind of problem. ``unit`` is responsible unless another one is named.

    ``planned``: the id of the clause that wants a person and a day by which to settle it named with the assignment.
    """

    key: str
    title: str
    clause: str = ""
    unit: str = ""
    planned: str = ""


@value
class Level:
    """Who carries an issue; levels stand in order, the highest last."""

    key: str
    title: str


@value
class LeadRule:
    """Issues of projects on one of ``lists`` begin at ``level``, whatever the problem (J11)."""

    level: str
    lists: tuple[KeyList, ...]
    clause: str


@value
class Ledger:
    """A state (账) that issues pass through, and who moves them into it. What is ``required`` cannot be skipped."""

    status: IssueStatus
    title: str
    by: Party
    clause: str = ""
    required: bool = True


@value
class Checkpoint:
    """After ``since``, ``met_by`` or a later step has to come within ``limit`` (None: some time)."""

    key: str
    title: str
    since: IssueStepKind
    met_by: IssueStepKind
    limit: Limit | Callable[[Any], Limit | None] | None = None
    clause: str = ""
    basis: Basis = Basis.PRINTED
    gravities: tuple[Gravity, ...] = tuple(Gravity)

    def limit_by(self, readings: Any) -> Limit | None:
        """The limit as the office reads its policy."""
        return self.limit(readings) if callable(self.limit) else self.limit


@value
class EscalationRule:
    """When all of ``when`` hold an issue goes up to ``to``, or ("") one level, once for each round of its life.

    With OVERDUE once for each of ``checkpoints`` (all without).
    """

    key: str
    title: str
    clause: str
    when: tuple[Trigger, ...]
    to: str = ""
    categories: tuple[str, ...] = ()
    checkpoints: tuple[str, ...] = ()
    on: Callable[[Any], bool] = always
    basis: Basis = Basis.PRINTED


class SameProblem(StrEnum):
    """Which earlier problem is the same one."""

    PROJECT_AND_KIND = "PROJECT_AND_KIND"
    UNIT_AND_KIND = "UNIT_AND_KIND"


def of_one_project(_: Any) -> SameProblem:
    """The same kind of problem of the same project."""
    return SameProblem.PROJECT_AND_KIND


LAND = Category(key="land", title="用地")
FUNDS = Category(key="funds", title="资金")
ENERGY = Category(key="energy", title="用能")
ENVIRONMENT = Category(key="environment", title="环境容量")
MATERIALS = Category(key="materials", title="建材和水电油气路")
PROCEDURES = Category(key="procedures", title="手续办理")
RELOCATION = Category(key="relocation", title="征地拆迁")
OTHER = Category(key="other", title="其他")
FACTORS = (LAND, FUNDS, ENERGY, ENVIRONMENT, MATERIALS, PROCEDURES, RELOCATION, OTHER)
"""What projects lack everywhere."""
LEVELS = (Level(key="unit", title="责任单位"), Level(key="office", title="重点项目办"))
LEDGERS = (
    Ledger(status=IssueStatus.RAISED, title="待受理", by=Party.RAISER),
    Ledger(status=IssueStatus.ACCEPTED, title="已受理", by=Party.UNIT, required=False),
    Ledger(status=IssueStatus.ASSIGNED, title="已交办", by=Party.OFFICE, required=False),
    Ledger(status=IssueStatus.HANDLING, title="办理中", by=Party.UNIT, required=False),
    Ledger(status=IssueStatus.SETTLED, title="已办结", by=Party.UNIT),
    Ledger(status=IssueStatus.CONFIRMED, title="已回访确认", by=Party.RAISER, required=False),
    Ledger(status=IssueStatus.CROSSED_OFF, title="已销号", by=Party.OFFICE),
)
"""The life of an issue where a policy prints none."""


@value
class IssueRules:
    """How problems under one policy are followed up.

    ``confirmed``: the id of the clause that wants the raiser's confirmation before an issue is crossed off; ``named``:
    of the one that wants a responsible person with every assignment.
    """

    policy: str
    clause: str = ""
    categories: tuple[Category, ...] = FACTORS
    ledgers: tuple[Ledger, ...] = LEDGERS
    levels: tuple[Level, ...] = LEVELS
    leads: tuple[LeadRule, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()
    escalations: tuple[EscalationRule, ...] = ()
    confirmed: str = ""
    named: str = ""
    same_problem: Callable[[Any], SameProblem] = of_one_project

    def category(self, key: str) -> Category | None:
        """The category with that key."""
        return next((category for category in self.categories if category.key == key), None)

    def ledger(self, status: IssueStatus) -> Ledger | None:
        """The state that the policy knows under that name of the core."""
        return next((ledger for ledger in self.ledgers if ledger.status is status), None)

    def begins_at(self, lists: Collection[KeyList]) -> str:
        """The level at which issues of a project on these lists begin (J11)."""
        leading = (lead.level for lead in self.leads if set(lists) & set(lead.lists))
        return next(leading, self.levels[0].key)

    def height(self, level: str) -> int:
        """How high a level is, from 0. Raises ValueError for one that there is not."""
        return [one.key for one in self.levels].index(level)

    def level(self, key: str) -> Level:
        """The level with that key. Raises ValueError."""
        return self.levels[self.height(key)]

    def rule(self, key: str) -> EscalationRule | None:
        """The escalation with that key."""
        return next((rule for rule in self.escalations if rule.key == key), None)


@value
class Supervision:
    """What the hook ``supervision`` returns."""

    issues: tuple[IssueRules, ...] = ()
    inspections: tuple[InspectionRules, ...] = ()
    inventories: tuple[Inventory, ...] = ()
    libraries: tuple[LibraryRules, ...] = ()
    procedures: tuple[ProcedureRule, ...] = ()
    lights: tuple[LightRule, ...] = ()
    """Besides those of the core, or under a key of theirs instead of it."""
