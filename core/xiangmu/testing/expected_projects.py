"""Expectations of what is said of projects: lists, duties not on record, suspected duplicates, faults."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from xiangmu.domain.duties import Gap, gaps
from xiangmu.domain.lists import members_of
from xiangmu.testing import words
from xiangmu.testing.cells import Cells
from xiangmu.testing.expecting import Told, keyed, same, says


def _lists(told: Told, wanted: object) -> Iterator[str]:
    stated = {one.key: one for one in told.catalog.lists_of(told.case.policy.key)}
    for key, named in keyed("名单", wanted, stated).items():
        found = {told.name(one.project): one.because for one in members_of(told.board, stated[key])}
        yield from _named(f"名单 {key}", found, named)


def _gaps(told: Told, wanted: object) -> Iterator[str]:
    rules = {rule.key: rule for rule in told.catalog.duties_of(told.case.policy.key)}
    found: dict[str, dict[str, str]] = {key: {} for key in rules}
    for gap in gaps(told.catalog, told.board):
        said = found[gap.rule.key]
        of = _subject(told, gap)
        said[of] = f"{said[of]}; {gap.because}" if of in said else gap.because
    for key, named in keyed("缺口", wanted, rules).items():
        yield from _named(f"缺口 {key}", found[key], named)


def _subject(told: Told, gap: Gap) -> str:
    return told.title(gap.units[0]) if gap.project is None else told.name(gap.project)


def _named(what: str, found: dict[str, str], wanted: list[str] | dict[str, str]) -> Iterator[str]:
    """A list names all that is found; a mapping says of some why they are, or (null) that they are not."""
    if not isinstance(wanted, dict):
        yield from same(what, sorted(found), sorted(map(str, wanted)))
        return
    for name, text in wanted.items():
        if text is None:
            yield from same(f"{what} {name}", name in found, False)
        else:
            yield from says(f"{what} {name}", found.get(name, "不在其中"), text)


def _duplicates(told: Told, wanted: list[Any]) -> Iterator[str]:
    found = {(one.project, one.other): one for one in told.board.suspicions}
    named = []
    for number, cell in enumerate(wanted, 1):
        cells = Cells(f"疑似重复{number}", cell)
        pair = (told.project(str(cells.need("项目"))), told.project(str(cells.need("另一项目"))))
        named.append(pair)
        if pair not in found:
            yield f"{cells.place}: 没有这一对"
            continue
        one = found[pair]
        if cells.has("状态"):
            yield from same(f"{cells.place} 状态", words.VERDICTS[one.verdict], cells.take("状态"))
        if cells.has("计入"):
            yield from same(f"{cells.place} 计入", one.counts, cells.take("计入"))
        if cells.has("说明"):
            yield from says(f"{cells.place} 说明", one.because, cells.take("说明"))
        cells.done()
    for project, other in found.keys() - set(named):
        yield f"疑似重复: 多出 {told.name(project)} 与 {told.name(other)}"


def _faults(told: Told, wanted: object) -> Iterator[str]:
    rules = {rule.key: rule for rule in told.catalog.project_rules_of(told.case.policy.key)}
    for key, projects in keyed("校验", wanted, rules).items():
        for name, fields in projects.items():
            version = max(
                (v for v in told.case.facts.versions if v.project == told.project(name)),
                key=lambda v: v.effective,
            )
            found = sorted(fault.field for fault in rules[key].check(version))
            yield from same(f"校验 {key} {name}", found, sorted(fields))


CHECKS: Mapping[str, Callable[[Told, Any], Iterator[str]]] = {
    "名单": _lists,
    "缺口": _gaps,
    "疑似重复": _duplicates,
    "校验": _faults,
}
