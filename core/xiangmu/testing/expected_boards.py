"""Expectations of boards: who stands where, who has risen, and who is best and slowest."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from xiangmu.domain.boards import best_and_slowest, boards_of
from xiangmu.domain.ranking import Place
from xiangmu.testing.cells import Cells
from xiangmu.testing.expecting import Told, keyed, same, says


def _places(told: Told, wanted: object) -> Iterator[str]:
    boards = boards_of(told.catalog, told.board)
    for key, units in keyed("位次", wanted, boards).items():
        places = {place.unit: place for place in boards[key]}
        for name, cell in units.items():
            what = f"位次 {key} {name}"
            yield from _place(what, places[told.unit(name)], cell)


def _place(what: str, place: Place, wanted: object) -> Iterator[str]:
    cells = Cells(what, wanted if isinstance(wanted, dict) else {"位次": wanted})
    actual = {"位次": place.position, "并列": place.tied, "上期": place.previous, "升降": place.change}
    for key, found in actual.items():
        if cells.has(key):
            yield from same(f"{what} {key}", found, cells.take(key))
    if cells.has("说明"):
        yield from says(f"{what} 说明", place.because, cells.take("说明"))
    cells.done()


def _no_boards(told: Told, wanted: list[str]) -> Iterator[str]:
    boards = boards_of(told.catalog, told.board)
    for key in wanted:
        if key in boards:
            yield f"榜 {key} 应未启用, 实有"


def _rolls(told: Told, wanted: object) -> Iterator[str]:
    boards = boards_of(told.catalog, told.board)
    rolls = {roll.key: roll for roll in told.catalog.rolls_of(told.case.policy.key)}
    for key, sides in keyed("红黑榜", wanted, rolls).items():
        best, slowest = best_and_slowest(rolls[key], boards.get(rolls[key].ranking, ()))
        for title, places in (("红榜", best), ("黑榜", slowest)):
            if title in sides:
                named = [told.unit(str(unit)) for unit in sides[title]]
                yield from same(f"{key} {title}", [place.unit for place in places], named)


CHECKS: Mapping[str, Callable[[Told, Any], Iterator[str]]] = {
    "位次": _places,
    "无榜": _no_boards,
    "红黑榜": _rolls,
}
