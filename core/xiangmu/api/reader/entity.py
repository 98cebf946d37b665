"""What the reader is told about each entity, once: where its rows are and what its fields hold."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import field
from enum import StrEnum
from typing import Any, Protocol, TypeAlias

from sqlalchemy import ColumnElement, Result, Select, Table
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Shape
from xiangmu.api.reader.codecs import Codec
from xiangmu.plugin.value import value

MOST = 100
"""The longest list and the longest page."""
Expression: TypeAlias = ColumnElement[Any]
Condition: TypeAlias = ColumnElement[bool]


class Direction(StrEnum):
    """Of an order."""

    ASC = "ASC"
    DESC = "DESC"


@value
class Id:
    """The opaque id: ``prefix`` and the key in ``column``, which is unique among the entity's rows."""

    prefix: str
    column: Expression


@value
class Column:
    """What a column or expression holds. ``codec`` and ``nullable`` are those of the column unless stated.

    ``shown``: where they may see it; elsewhere it is null, and no filter finds anything by it.
    """

    column: Expression
    codec: Codec | None = None
    nullable: bool | None = None
    shown: Callable[[Shape], Condition] | None = None


@value
class Ruled:
    """What follows from a row and from what those may do who ask; never null."""

    of: Callable[[Shape], Expression]
    codec: Codec


@value
class One:
    """The row of ``to`` in whose column ``by`` (its id unless stated) stands what ``on`` holds.

    ``required`` only where the row must be there and whoever sees this row sees that one too.
    """

    to: str
    on: Expression
    by: Expression | None = None
    required: bool = False


@value
class Through:
    """A table between two entities: its ``to`` column holds the key of the far one."""

    to: Expression
    where: Condition


@value
class Many:
    """The rows of ``to`` in whose column ``on`` this entity's ``key`` stands (its id unless stated).

    With ``through``, ``on`` is a column of the table between. Filters and orders are those of ``to``.
    """

    to: str
    on: Expression
    key: Expression | None = None
    through: Through | None = None
    most: int = MOST


@value
class Pages:
    """As ``Many``, as a connection: with cursors, a count and sums."""

    to: str
    on: Expression
    key: Expression | None = None
    through: Through | None = None


@value
class Variant:
    """A value of the interface ``to``, stored as JSON in ``data``; ``tag`` says of which kind it is."""

    to: str
    tag: Expression
    data: Expression
    kinds: Mapping[str, "VariantKind"]


@value
class VariantKind:
    """One kind: its GraphQL type, and what is made of the JSON: values by field name."""

    name: str
    read: Callable[[Mapping[str, Any]], Mapping[str, Any]]


class Environment(Protocol):
    """What computed fields may use."""

    @property
    def connection(self) -> AsyncConnection:
        """Of the transaction that the rows come from."""

    @property
    def context(self) -> Any:
        """What the schema was called with."""

    @property
    def shape(self) -> Shape:
        """How conditions on what may be seen are written."""

    def rule(self, table: Table) -> Condition:
        """The rows of ``table`` that may be seen, live or not."""

    async def execute(self, statement: Select[Any]) -> Result[*tuple[Any, ...]]:
        """What ``statement`` finds, with all that conditions on what may be seen need."""


@value
class Computed:
    """A field worked out for all rows of a level at once from the columns in ``needs``.

    ``fill`` gives a value for every row, in order; objects are mappings by field name. ``type`` is the GraphQL type,
    ``most`` how much one row may take, counted as rows.
    """

    type: str
    most: int = 0
    needs: tuple[Expression, ...]
    fill: Callable[[Environment, Sequence[Sequence[Any]]], Awaitable[Sequence[Any]]]


Field: TypeAlias = Id | Column | Ruled | One | Many | Pages | Variant | Computed


@value
class Names:
    """In ``column`` stands the key of an entity whose ids begin with ``prefix``."""

    prefix: str
    column: Expression


@value
class Filter:
    """A filter: the type of its input and the condition that a given value makes.

    ``where`` raises ValueError in Chinese for a value that cannot be used. ``beside`` is another filter that has to
    be given as well. ``names``: what is given are ids; those that may not be seen find nothing.
    """

    type: Any
    description: str
    where: Callable[[Any], Condition]
    beside: str = ""
    names: Names | None = None


@value
class Some:
    """Has a row of ``entity``, with this one's ``key`` in ``on``, that meets the filters of ``entity``."""

    entity: "Entity"
    on: Expression
    key: Expression
    description: str


Filters: TypeAlias = Mapping[str, Filter | Some]


@value
class Order:
    """Something to order by; never null."""

    by: Expression
    description: str


@value
class Sum:
    """The sum of a number over all that a connection finds."""

    of: Expression
    codec: Codec


@value
class Entity:
    """One entity. ``where`` is what its rows have to meet for everyone, such as being live.

    ``order`` applies when none is asked for. ``title`` is what people call one.
    """

    name: str
    title: str
    table: Table
    fields: Mapping[str, Field]
    where: Condition | None = None
    filters: Filters = field(default_factory=dict)
    orders: Mapping[str, Order]
    order: tuple[tuple[str, Direction], ...]
    sums: Mapping[str, Sum] = field(default_factory=dict)

    @property
    def id(self) -> Id:
        """The field ``id``."""
        found = self.fields["id"]
        if not isinstance(found, Id):
            raise TypeError(f"{self.name} 的 id 须声明为 Id")
        return found

    @property
    def key(self) -> Expression:
        """The column that names a row."""
        return self.id.column


@value
class All:
    """A root field: a connection over all rows of ``to``."""

    to: str


@value
class ById:
    """A root field: the row of ``to`` with the id given, or null."""

    to: str


@value
class AnyById:
    """A root field: the row of whatever entity the id given names, or null, as the interface ``to``."""

    to: str


Root: TypeAlias = All | ById | AnyById
