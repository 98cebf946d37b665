"""What one statement of a level brought: rows under their response keys, by parent, cut to the page."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

from xiangmu.api.reader.plan import Level

Record: TypeAlias = Sequence[Any]
"""The cells of a row, the extra columns of its level and, under parents, what tells the parent apart."""
Content: TypeAlias = dict[str, Any]
"""A row under its response keys."""


class Found:
    """Rows and the records that they were made of, in the same order."""

    def __init__(self, level: Level, records: Iterable[Record], *, parented: bool) -> None:
        self._level = level
        self._width = len(level.cells)
        self.records: list[Record] = []
        self._places: dict[Any, list[int]] = defaultdict(list)
        self._cut: set[Any] = set()
        self._keep(records, parented)
        keys = [cell.key for cell in level.cells]
        # the cells come first, so that a record's further columns fall away
        self.rows: list[Content] = [dict(zip(keys, record, strict=False)) for record in self.records]

    def _keep(self, records: Iterable[Record], parented: bool) -> None:
        window = self._level.scope.window
        for record in records:
            parent = record[-1] if parented else None
            places = self._places[parent]
            if window is not None and len(places) == window.first:
                self._cut.add(parent)
            else:
                places.append(len(self.records))
                self.records.append(record)

    def beside(self, place: int) -> list[Any]:
        """An extra column of the level, for every row."""
        at = self._width + place
        return [record[at] for record in self.records]

    def of(self, parent: Any) -> list[Content]:
        """The rows under a parent; under None when the level has no parents."""
        return [self.rows[place] for place in self._places.get(parent, ())]

    def by_parent(self) -> dict[Any, Content]:
        """The only row under each parent."""
        return {parent: self.rows[places[0]] for parent, places in self._places.items()}

    def has_more(self, parent: Any) -> bool:
        """Whether rows under a parent were left out."""
        return parent in self._cut

    def cursors(self) -> list[str]:
        """The cursor of every row."""
        return [self._cursor(record) for record in self.records]

    def ends(self, parent: Any) -> tuple[str | None, str | None]:
        """The cursors of the first and the last row under a parent; None when there is none."""
        places = self._places.get(parent)
        if not places:
            return None, None
        return self._cursor(self.records[places[0]]), self._cursor(self.records[places[-1]])

    def _cursor(self, record: Record) -> str:
        window = self._level.scope.window
        if window is None:
            raise TypeError("只有分页的层有游标")
        return window.order.cursor([record[self._width + mark] for mark in self._level.marks])
