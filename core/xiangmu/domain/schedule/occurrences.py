"""Occurrences (一次): what a policy's obligations make due, for each unit that owes it."""

from collections.abc import Iterator
from datetime import date, datetime

from xiangmu.catalog import Catalog
from xiangmu.domain.schedule.workdays import Workdays
from xiangmu.plugin.policy import Policy, Shift
from xiangmu.plugin.recurrence import SHANGHAI, Slot
from xiangmu.plugin.schedule import Obligation
from xiangmu.plugin.value import value

MARGIN = 62
"""Days by which a shifted deadline may lie beside the printed one, and then some."""


@value
class Effective:
    """When people aim at it: the printed moment or, on a day off, a workday beside it; and why, in Chinese."""

    due: datetime
    because: str
    provisional: bool


@value
class Occurrence:
    """One time of an obligation. ``unit`` owes it; "" where it is the office's own.

    ``due`` is what lateness is measured against: as printed, unless the reading on days off moves it.
    """

    obligation: Obligation
    unit: str
    slot: Slot
    due: datetime
    effective: Effective

    @property
    def key(self) -> str:
        """Names it within its obligation and unit: the printed day."""
        return self.slot.due.date().isoformat()


def owners(catalog: Catalog, obligation: Obligation) -> tuple[str, ...]:
    """The units that owe it each; ``("",)`` where the office itself does."""
    if obligation.group:
        return catalog.groups[obligation.policy, obligation.group].units
    return obligation.units or ("",)


def slots(
    policy: Policy, readings: object, obligation: Obligation, first: date, last: date
) -> Iterator[Slot]:
    """The slots of an obligation due from ``first`` to ``last`` that belong to it."""
    since = max(first, obligation.starts or policy.starts)
    until = min(last, obligation.ends or policy.ends)
    if since <= until:
        yield from obligation.recurs(readings).slots(since, until)


def occurrence(obligation: Obligation, unit: str, slot: Slot, workdays: Workdays, shift: Shift) -> Occurrence:
    """The slot as ``unit`` owes it; ``shift``: whether a day off moves the deadline itself (A10)."""
    return Occurrence(
        obligation=obligation,
        unit=unit,
        slot=slot,
        due=_on(slot.due, workdays.nearest(slot.due.date(), shift)),
        effective=effective(slot.due, workdays, obligation.towards if shift is Shift.NONE else shift),
    )


def effective(due: datetime, workdays: Workdays, towards: Shift) -> Effective:
    """The moment to aim at for what is printed as ``due``."""
    printed = due.date()
    day = workdays.nearest(printed, towards)
    provisional = workdays.provisional(printed) or workdays.provisional(day)
    if day == printed:
        because = ""
    else:
        side = "前" if day < printed else "后"
        because = f"{printed}是{workdays.called(printed)}; {side}一个工作日是{day}({workdays.called(day)})"
    if provisional:
        because += f"{'; ' if because else ''}国务院办公厅尚未公布{printed.year}年的放假安排, 暂按周一至周五"
    return Effective(due=_on(due, day), because=because, provisional=provisional)


def _on(moment: datetime, day: date) -> datetime:
    return datetime.combine(day, moment.timetz())


def local(moment: datetime) -> datetime:
    """The moment in Shanghai, to the second: what a clock on the wall shows."""
    return moment.astimezone(SHANGHAI).replace(microsecond=0)
