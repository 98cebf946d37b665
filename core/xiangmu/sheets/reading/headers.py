"""The header of a table, found by its labels: one row or several, wherever in the sheet it begins."""

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from xiangmu.sheets.reading.grid import Grid
from xiangmu.sheets.reading.labels import KEPT, fold, readings
from xiangmu.sheets.reading.money_units import in_line
from xiangmu.sheets.reading.wanted import Wanted, WantedColumn

DEPTHS = (1, 2, 3)
LEAST = 2
"""So many labels make a header, or all when the form has fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The label of a column of the sheet: its own text, and those above it from the top."""

    column: int
    text: str
    above: tuple[str, ...]

    @property
    def group(self) -> str:
        """What stands above, as one text."""
        return " ".join(self.above)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """``rows`` of the sheet, its labels, and which of them mean which column of the form.

    ``unclear`` are labels that fit a column of the form, but not them alone.
    """

    rows: tuple[int, ...]
    labels: tuple[Label, ...]
    meant: dict[int, WantedColumn]
    unclear: dict[int, WantedColumn]


def header_of(grid: Grid, wanted: Wanted) -> Header | None:
    """The rows whose labels fit most columns of the form; None when none fit enough."""
    best: tuple[tuple[int, int, int, int], Header] | None = None
    for row in grid.rows:
        for depth in DEPTHS:
            header = _at(grid, tuple(range(row, row + depth)), wanted)
            groups = sum(bool(column.group) for column in header.meant.values() if _in_group(header, column))
            rank = (len(header.meant), groups, -depth, -row)
            if best is None or rank > best[0]:
                best = (rank, header)
    if best is None or len(best[1].meant) < min(LEAST, len(wanted.columns)):
        return None
    rows = _upwards(grid, best[1])
    return best[1] if rows == best[1].rows else _at(grid, rows, wanted)


def _at(grid: Grid, rows: tuple[int, ...], wanted: Wanted) -> Header:
    labels = tuple(_labels(grid, rows))
    meant, unclear = _matched(labels, wanted)
    return Header(rows=rows, labels=labels, meant=meant, unclear=unclear)


def _labels(grid: Grid, rows: tuple[int, ...]) -> list[Label]:
    """A text above carries on to the right over columns that have a label of their own below, merged or not."""
    found = []
    carried: dict[int, str] = {}
    for column in range(1, grid.width + 1):
        path: list[str] = []
        for row in rows:
            text = grid.text(row, column)
            below = any(grid.text(lower, column) for lower in rows if lower > row)
            if text and below:
                carried[row] = text
            elif not text and below:
                text = carried.get(row, "")
            else:
                carried.pop(row, None)
            if text and text not in path:
                path.append(text)
        if path:
            found.append(Label(column=column, text=path[-1], above=tuple(path[:-1])))
    return found


def _matched(
    labels: tuple[Label, ...], wanted: Wanted
) -> tuple[dict[int, WantedColumn], dict[int, WantedColumn]]:
    """A column of the form goes to the label that fits it best, if one alone does; each label means one column."""
    meant: dict[int, WantedColumn] = {}
    unclear: dict[int, WantedColumn] = {}
    known = frozenset(name for column in wanted.columns for name in _names(column))
    called = [(label, names) for label in labels if (names := _called(label, known))]
    fits = [
        (_fit(label, names, column), label, column) for column in wanted.columns for label, names in called
    ]
    for rank in sorted({fit for fit, _, _ in fits if fit}):
        taken = {column.field for column in meant.values()} | {column.field for column in unclear.values()}
        level = [
            (label, column)
            for fit, label, column in fits
            if fit == rank and column.field not in taken and label.column not in meant | unclear
        ]
        per_field = Counter(column.field for _, column in level)
        per_label = Counter(label.column for label, _ in level)
        for label, column in level:
            alone = per_field[column.field] == 1 and per_label[label.column] == 1
            (meant if alone else unclear)[label.column] = column
    return meant, unclear


def _called(label: Label, known: frozenset[str]) -> list[tuple[int, str]]:
    """The names of the form's columns that the label bears, with how exact it is; 0 is word by word."""
    own = readings(label.text)
    joined = (fold(one + label.text) for above in label.above for one in readings(above))
    ranked = [*enumerate(own), *((len(own), name) for name in joined)]
    return [(exactness, name) for exactness, name in ranked if name in known]


def _fit(label: Label, called: list[tuple[int, str]], column: WantedColumn) -> tuple[int, int, int] | None:
    """How well a label fits, the least best: in the group asked for, by how exact a reading, by title or alias."""
    names = _names(column)
    for exactness, name in called:
        if name in names:
            return _group_fit(label, column), exactness, min(names.index(name), 1)
    return None


@lru_cache(KEPT)
def _names(column: WantedColumn) -> tuple[str, ...]:
    return tuple(fold(name) for name in column.labels)


def _group_fit(label: Label, column: WantedColumn) -> int:
    above = {reading for text in label.above for reading in readings(text)}
    if column.group:
        return 0 if fold(column.group) in above else 2
    return 1 if above else 0


def _in_group(header: Header, column: WantedColumn) -> bool:
    return any(
        header.meant.get(label.column) is column and _group_fit(label, column) == 0 for label in header.labels
    )


def _upwards(grid: Grid, header: Header) -> tuple[int, ...]:
    """Rows above that belong to the header: those that its merged labels begin in, or a line of groups."""
    first = header.rows[0]
    top = min((grid.top_of(first, column) for column in header.meant), default=first)
    if top == first and grid.spans(first - 1) > 1 and not any(map(in_line, grid.line(first - 1).values())):
        top = first - 1
    return tuple(range(top, header.rows[-1] + 1))
