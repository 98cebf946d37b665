"""Connections: what stands beside the rows of a page."""

from collections.abc import Iterable, Mapping
from typing import Any

from xiangmu.api.reader.found import Found, Record
from xiangmu.api.reader.plan import Connection, Constant, Count, PageInfo, Rows, Sums
from xiangmu.api.reader.shapes import shape_object
from xiangmu.plugin.value import value


@value
class Totals:
    """Counts and sums over all pages, by the parent's key."""

    names: tuple[str, ...]
    records: Mapping[Any, Record]

    @classmethod
    def of(cls, connection: Connection, records: Iterable[Record], *, parented: bool) -> "Totals":
        """As one statement brought them."""
        return cls(
            names=tuple(connection.scope.entity.sums),
            records={record[-1] if parented else None: record for record in records},
        )

    def count(self, parent: Any) -> int:
        """How many rows there are."""
        return self.records[parent][0] if parent in self.records else 0

    def sums(self, parent: Any) -> dict[str, int]:
        """The sums by name."""
        found = self.records.get(parent)
        return dict(zip(self.names, found[1:], strict=False)) if found else dict.fromkeys(self.names, 0)


@value
class Page:
    """What was read for a connection."""

    connection: Connection
    rows: Mapping[str, Found]
    bounds: Found | None
    totals: Totals

    def of(self, parent: Any) -> dict[str, Any]:
        """The page under a parent's key, as it was asked for."""
        page: dict[str, Any] = {}
        for part in self.connection.parts:
            match part:
                case Rows():
                    page[part.key] = self.rows[part.key].of(parent)
                case Count():
                    page[part.key] = self.totals.count(parent)
                case Sums():
                    name = f"{self.connection.scope.entity.name}Sums"
                    page[part.key] = shape_object(name, self.totals.sums(parent), part.selections)
                case PageInfo():
                    page[part.key] = shape_object("PageInfo", self._info(parent), part.selections)
                case Constant():
                    page[part.key] = part.content
        return page

    def _info(self, parent: Any) -> dict[str, Any]:
        bounds = self.bounds if self.bounds is not None else next(iter(self.rows.values()))
        first, last = bounds.ends(parent)
        window = self.connection.scope.window
        return {
            "hasNextPage": bounds.has_more(parent),
            "hasPreviousPage": window is not None and window.after is not None,
            "startCursor": first,
            "endCursor": last,
        }
