"""Expectations of targets: how far they have come, how they stood on their days, and who is to be reported."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from xiangmu.domain.accountability import accountable
from xiangmu.domain.attainment import Attainment, Stand, attain
from xiangmu.testing import words
from xiangmu.testing.cells import CaseError, Cells
from xiangmu.testing.expecting import Told, amounts, keyed, same, says


def _targets(told: Told, wanted: dict[str, Any]) -> Iterator[str]:
    case = told.case
    own = ((case.group, case.unit), ("", ""))
    targets = [t for t in told.catalog.targets_of(case.policy.key) if (t.group, t.unit) in own]
    found = {one.target.key: one for one in attain(told.board, targets)}
    for key, cells in wanted.items():
        if key in found:
            yield from _target(f"目标 {key}", found[key], cells)
        else:
            yield f"没有目标 {key}, 本期有: {'、'.join(found)}"


def _target(what: str, found: Attainment, wanted: object) -> Iterator[str]:
    cells = Cells(what, wanted)
    if cells.has("数量"):
        yield from amounts(f"{what} 数量", found.amount, cells.take("数量"))
    if cells.has("目标"):
        yield from amounts(f"{what} 目标", found.goal, cells.take("目标"))
    if cells.has("达成"):
        yield from same(f"{what} 达成", found.met, cells.take("达成"))
    if cells.has("基数"):
        yield from amounts(f"{what} 基数", found.base, cells.take("基数"))
    if cells.has("完成率"):
        rate = None if found.rate is None else found.rate * 1000
        yield from amounts(f"{what} 完成率", rate, cells.take("完成率"))
    if cells.has("依据数"):
        yield from same(f"{what} 依据数", len(found.evidence), cells.take("依据数"))
    if cells.has("说明"):
        yield from says(f"{what} 说明", found.because, cells.take("说明"))
    yield from _stand(what, found.stand, cells)
    stands = {reached.stand.due: reached.stand for reached in found.milestones}
    for due, told in (cells.take("节点") or {}).items():
        if due not in stands:
            raise CaseError(f"{what}没有节点 {due}")
        milestone = Cells(f"{what} 节点 {due}", told)
        yield from _stand(milestone.place, stands[due], milestone)
        milestone.done()
    cells.done()


def _stand(what: str, stand: Stand, cells: Cells) -> Iterator[str]:
    if cells.has("状态"):
        yield from same(f"{what} 状态", words.OUTCOMES[stand.outcome], cells.take("状态"))
    if cells.has("应达到"):
        yield from amounts(f"{what} 应达到", stand.wanted, cells.take("应达到"))
    if cells.has("到期数量"):
        yield from amounts(f"{what} 到期数量", stand.amount, cells.take("到期数量"))
    if cells.has("差额"):
        yield from amounts(f"{what} 差额", stand.shortfall, cells.take("差额"))
    if cells.has("到期说明"):
        yield from says(f"{what} 到期说明", stand.because, cells.take("到期说明"))
    if cells.has("预计"):
        forecast = None if stand.forecast is None else stand.forecast.amount
        yield from amounts(f"{what} 预计", forecast, cells.take("预计"))
    if cells.has("预计说明"):
        said = "" if stand.forecast is None else stand.forecast.because
        yield from says(f"{what} 预计说明", said, cells.take("预计说明"))


def _accountability(told: Told, wanted: object) -> Iterator[str]:
    entries = {entry.key: entry for entry in told.catalog.accountability_of(told.case.policy.key)}
    for key, units in keyed("问责", wanted, entries).items():
        found = accountable(told.board, entries[key])
        if isinstance(units, list):
            named = sorted(told.unit(str(unit)) for unit in units)
            yield from same(f"问责 {key}", sorted(found), named)
            continue
        for name, texts in units.items():
            said = [shortfall.because for shortfall in found.get(told.unit(name), ())]
            for text in texts if isinstance(texts, list) else [texts]:
                if not any(str(text) in because for because in said):
                    yield f"问责 {key} {name}: 应含“{text}”, 实为 {said}"


CHECKS: Mapping[str, Callable[[Told, Any], Iterator[str]]] = {
    "目标": _targets,
    "问责": _accountability,
}
