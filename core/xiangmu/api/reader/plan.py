"""A plan: which rows of which entities a selection needs, which columns of them, and under which response keys.

A level is one statement. Its cells stand in the order of the answer; each selects one column, which already is what
the answer holds there or leads to it.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import Select

from xiangmu.api.reader.codecs import Codec
from xiangmu.api.reader.cursors import TotalOrder
from xiangmu.api.reader.entity import Computed, Condition, Entity, Expression, Through, VariantKind
from xiangmu.api.reader.selection import Selection, Selections
from xiangmu.plugin.value import value

T = TypeVar("T")


@value
class Leaf:
    """What a column holds."""

    key: str
    column: Expression
    codec: Codec


@value
class Constant:
    """``content`` for every row."""

    key: str
    content: str


@value
class Single:
    """The row of another level of which ``column`` holds the parent's key."""

    key: str
    column: Expression
    level: "Level"
    required: bool


@value
class Several:
    """The rows of another level of which ``column`` holds the parent's key."""

    key: str
    column: Expression
    level: "Level"


@value
class Connected:
    """As ``Several``, a page at a time."""

    key: str
    column: Expression
    pages: "Connection"


@value
class Varied:
    """JSON in ``column``, read as the kind that the level's extra column number ``tag`` says."""

    key: str
    column: Expression
    tag: int
    kinds: Mapping[str, VariantKind]
    selection: Selection


@value
class Filled:
    """A value that is computed for all rows at once from the level's extra columns number ``needs``."""

    key: str
    computed: Computed
    needs: tuple[int, ...]
    selection: Selection


Cell: TypeAlias = Leaf | Constant | Single | Several | Connected | Varied | Filled


@value
class Window:
    """At most ``first`` rows (of each parent) in ``order``, beginning ``after`` a cursor."""

    order: TotalOrder
    first: int
    after: Condition | None = None


@value
class By:
    """Rows of parents: in column ``on`` (of the table between, with ``through``) stands the parent's key."""

    on: Expression
    through: Through | None = None


@value
class Scope:
    """Rows of ``entity`` that meet ``where``, in a window, and of which parents."""

    entity: Entity
    where: tuple[Condition, ...]
    window: Window | None = None
    by: By | None = None

    @property
    def page(self) -> Window:
        """The window. Raises TypeError for rows that are not listed."""
        if self.window is None:
            raise TypeError(f"{self.entity.name} 不是列表")
        return self.window


class Deferred(Generic[T]):
    """Something that follows from a plan, worked out when first used and kept with it."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make

    @cached_property
    def content(self) -> T:
        """What was worked out."""
        return self._make()


@value
class Level:
    """Rows, read by one ``statement``: its columns are those of the cells, the extra ones and the parent's key.

    ``limit`` is how many are read (of each parent): one more than the window shows, when it matters whether there
    are more. ``mark`` is the extra column with the cursor, when that of the first or last row is asked for.
    """

    scope: Scope
    cells: tuple[Cell, ...]
    extras: tuple[Expression, ...]
    mark: int | None
    limit: int | None
    statement: Deferred[Select[Any]]


@value
class Connection:
    """A page of rows, and what is asked beside them: counts and sums are over all pages.

    ``bounds`` is there when where the page ends is asked for, but no row; ``totals`` when counts or sums are.
    """

    scope: Scope
    parts: tuple["Part", ...]
    bounds: Level | None
    totals: Deferred[Select[Any]] | None


@value
class Rows:
    """``nodes`` or ``edges``."""

    key: str
    level: Level


@value
class PageInfo:
    """``pageInfo``."""

    key: str
    selections: Selections


@value
class Count:
    """``totalCount``."""

    key: str


@value
class Sums:
    """``sums``."""

    key: str
    selections: Selections


Part: TypeAlias = Rows | PageInfo | Count | Sums | Constant
