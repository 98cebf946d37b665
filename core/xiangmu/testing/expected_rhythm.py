"""Expectations of the rhythm: phases, who owes what, when it is due, about which days, and how it then stands."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any

from xiangmu.domain.schedule.occurrences import Occurrence, occurrence, owners, slots
from xiangmu.domain.schedule.standing import STATE_TITLES, Done, standing
from xiangmu.domain.schedule.workdays import NOTICES
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.recurrence import Slot
from xiangmu.plugin.schedule import Obligation
from xiangmu.testing.cells import CaseError, Cells
from xiangmu.testing.expecting import Told, keyed, same, says


def _phases(told: Told, wanted: object) -> Iterator[str]:
    stated = {phase.key: phase for phase in told.catalog.phases_of(told.case.policy.key)}
    for key, days in keyed("阶段", wanted, stated).items():
        yield from same(f"阶段 {key}", [stated[key].starts, stated[key].ends], days)


def _owners(told: Told, wanted: object) -> Iterator[str]:
    for obligation, names in _obligations(told, "承办", wanted):
        owing = [told.title(unit) for unit in owners(told.catalog, obligation) if unit]
        yield from same(f"承办 {obligation.key}", sorted(owing), sorted(map(str, names)))


def _due(told: Told, wanted: object) -> Iterator[str]:
    for obligation, days in _obligations(told, "到期日", wanted):
        due = [slot.due.date() for slot in _slots(told, obligation)]
        yield from same(f"到期日 {obligation.key}", _listed(due), _listed(days))


def _stretches(told: Told, wanted: object) -> Iterator[str]:
    for obligation, stretches in _obligations(told, "所报期间", wanted):
        for day, stretch in Cells(f"所报期间 {obligation.key}", stretches).left().items():
            slot = _occurrence(told, obligation, day).slot
            yield from same(f"所报期间 {obligation.key} {day}", [slot.first, slot.last], stretch)


def _effective(told: Told, wanted: object) -> Iterator[str]:
    for obligation, days in _obligations(told, "宜办日", wanted):
        for day, cell in Cells(f"宜办日 {obligation.key}", days).left().items():
            what = f"宜办日 {obligation.key} {day}"
            cells = Cells(what, cell if isinstance(cell, dict) else {"日期": cell})
            effective = _occurrence(told, obligation, day).effective
            yield from same(what, effective.due.date(), cells.day("日期"))
            if cells.has("说明"):
                yield from says(f"{what} 说明", effective.because, cells.take("说明"))
            cells.done()


def _standings(told: Told, wanted: object) -> Iterator[str]:
    for obligation, rows in _obligations(told, "状态", wanted):
        for cells in Cells(f"状态 {obligation.key}", {"一次": rows}).rows("一次"):
            yield from _standing(told, obligation, cells)


def _standing(told: Told, obligation: Obligation, cells: Cells) -> Iterator[str]:
    due, waived = cells.day("到期"), str(cells.take("免办", ""))
    returned = bool(cells.take("退回", False))
    done = Done(first=cells.moment("办理"), returned=returned) if cells.has("办理") else None
    found = _occurrence(told, obligation, due)
    now = cells.moment("此刻") if cells.has("此刻") else done.first if done else found.due
    stands = standing(found, done, waived, told.case.policy.issued_on, now)
    yield from same(f"{cells.place} {due} 状态", STATE_TITLES[stands.state], cells.need("状态"))
    if cells.has("说明"):
        yield from says(f"{cells.place} {due} 说明", stands.because, cells.take("说明"))
    if cells.has("违反"):
        yield from same(f"{cells.place} {due} 违反", stands.breach, cells.take("违反"))


def _obligations(told: Told, what: str, wanted: object) -> Iterator[tuple[Obligation, Any]]:
    stated = {one.key: one for one in told.catalog.obligations_of(told.case.policy.key)}
    for key, cell in keyed(what, wanted, stated).items():
        yield stated[key], cell


def _slots(told: Told, obligation: Obligation) -> Iterator[Slot]:
    """Those due in the case's period; of a campaign all, for some are due only when it is over."""
    case = told.case
    whole = case.period.kind is PeriodKind.CAMPAIGN
    first, last = (date.min, date.max) if whole else (case.period.start, case.period.end)
    return slots(case.policy, case.readings, obligation, first, last)


def _occurrence(told: Told, obligation: Obligation, day: object) -> Occurrence:
    case = told.case
    slot = None
    if isinstance(day, date):
        slot = next(slots(case.policy, case.readings, obligation, day, day), None)
    if slot is None:
        raise CaseError(f"{case.place}: {obligation.key} 没有{day}到期的一次")
    return occurrence(obligation, case.unit, slot, NOTICES, case.readings.deadline_shift)


def _listed(days: list[date]) -> str:
    return "、".join(map(str, days)) or "没有"


CHECKS: Mapping[str, Callable[[Told, Any], Iterator[str]]] = {
    "阶段": _phases,
    "承办": _owners,
    "到期日": _due,
    "所报期间": _stretches,
    "宜办日": _effective,
    "状态": _standings,
}
