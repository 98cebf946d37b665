"""Which procedures (手续) a policy wants of which projects, by when, and how each of them stands: the hook
``supervision``.

A department may act on several at once (并联), or take them in and accept together (联合验收): they then share a group.
"""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any

from xiangmu.plugin.facts import Procedure
from xiangmu.plugin.filters import Test, has_reached, not_
from xiangmu.plugin.limits import Limit
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import STAGE_ORDER, ProcedureKind, Stage

Limited = Limit | Callable[[Any], Limit | None] | None
"""A limit in days or workdays from the day of application, be it that the readings say which."""


def whatever(_: ProjectView, __: date) -> bool:
    """Every project, at any time."""
    return True


def from_stage(stage: Stage) -> Test:
    """From the day a project reaches ``stage`` or one that comes after it."""
    return has_reached(*STAGE_ORDER[STAGE_ORDER.index(stage) :])


unfinished: Test = not_(from_stage(Stage.COMPLETED))
"""Until the works are completed: what comes before them is not looked for afterwards."""


@value
class ProcedureGroup:
    """Procedures that go on at the same time; ``joint``: they are taken in and accepted together."""

    key: str
    title: str
    joint: bool = False


@value
class ProcedureRule:
    """A procedure of every project that ``applies``; once ``needed`` it is missing until it is applied for.

    ``department`` has to act where the record names nobody. ``promised`` holds where the record has no day of its own.
    ``basis`` is of the procedure's being wanted; what ``statutory`` comes from is told by ``statutory_basis`` and, in
    Chinese, by ``source``.
    """

    policy: str
    kind: ProcedureKind
    clause: str
    basis: Basis = Basis.PRINTED
    department: str = ""
    applies: Test = whatever
    needed: Test = whatever
    statutory: Limited = None
    statutory_basis: Basis = Basis.LAW
    source: str = ""
    promised: Limited = None
    group: ProcedureGroup | None = None


LICENCE = Limit(workdays=20)
LICENCE_SOURCE = "行政许可法第四十二条"
PERMIT = Limit(days=7)
PERMIT_SOURCE = "建筑法第八条"
EIA = Limit(days=60)
EIA_SOURCE = "环境影响评价法第二十二条关于报告书"


class ProcedureState(StrEnum):
    """How far a procedure has come."""

    NOT_NEEDED = "NOT_NEEDED"
    MISSING = "MISSING"
    IN_PROGRESS = "IN_PROGRESS"
    OVERDUE = "OVERDUE"
    DONE = "DONE"
    DONE_LATE = "DONE_LATE"


PROCEDURE_STATE_TITLES = {
    ProcedureState.NOT_NEEDED: "尚不需办",
    ProcedureState.MISSING: "应办未报",
    ProcedureState.IN_PROGRESS: "办理中",
    ProcedureState.OVERDUE: "办理超期",
    ProcedureState.DONE: "已办结",
    ProcedureState.DONE_LATE: "超期办结",
}
FINISHED = (ProcedureState.DONE, ProcedureState.DONE_LATE)


@value
class ProcedureStanding:
    """How one procedure of a project stands on the day seen."""

    rule: ProcedureRule
    state: ProcedureState
    department: str
    """Key of the unit that has to act; "" when nobody is named."""
    record: Procedure | None
    promised_on: date | None
    statutory_on: date | None
    workdays: int | None
    """From application to completion, or to the day seen; None before it."""
    late: int
    """Workdays after the earlier of the two limits."""
    because: str

    @property
    def limited(self) -> bool:
        """Whether there is any limit to keep."""
        return self.promised_on is not None or self.statutory_on is not None
