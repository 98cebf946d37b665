"""What was found for a level: rows under their response keys, by parent, cut to the page."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from xiangmu.api.reader.plan import Level

Record: TypeAlias = Sequence[Any]
"""The cells of a row, then the extra columns of its level; anything further does not matter."""
Content: TypeAlias = dict[str, Any]
"""A row under its response keys."""


class Found:
    """Rows of each parent, made of its records; of the parent None where rows have none."""

    def __init__(self, level: Level, groups: Mapping[Any, Sequence[Record]]) -> None:
        window = level.scope.window
        first = window.first if window else None
        self._level = level
        self._cut = {
            parent for parent, records in groups.items() if first is not None and len(records) > first
        }
        self._groups = {parent: records[:first] for parent, records in groups.items()}
        keys = [cell.key for cell in level.cells]
        # the cells come first, so that a record's further columns fall away
        self._rows: dict[Any, list[Content]] = {
            parent: [dict(zip(keys, record, strict=False)) for record in records]
            for parent, records in self._groups.items()
        }
        self.rows = [row for rows in self._rows.values() for row in rows]

    def of(self, parent: Any) -> list[Content]:
        """The rows of a parent."""
        return self._rows.get(parent, [])

    def has_more(self, parent: Any) -> bool:
        """Whether rows of a parent were left out."""
        return parent in self._cut

    def beside(self, place: int) -> list[Any]:
        """An extra column of the level, for each of ``rows``."""
        return [self._extra(record, place) for records in self._groups.values() for record in records]

    def ends(self, parent: Any) -> tuple[str | None, str | None]:
        """The cursors of the first and the last row of a parent; None when it has none."""
        records, mark = self._groups.get(parent), self._level.mark
        if not records or mark is None:
            return None, None
        return self._extra(records[0], mark), self._extra(records[-1], mark)

    def _extra(self, record: Record, place: int) -> Any:
        return record[len(self._level.cells) + place]
