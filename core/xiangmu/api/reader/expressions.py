"""SQL that both databases have to understand alike, written out for each when a statement is compiled."""

from collections.abc import Collection
from typing import Any, Self
from uuid import UUID

import orjson
from sqlalchemy import (
    ARRAY,
    JSON,
    Boolean,
    ColumnElement,
    Dialect,
    FunctionElement,
    String,
    TypeDecorator,
    bindparam,
    func,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

KEYS = "keys"
"""The parameter of ``among_keys``."""


def python_type(column: ColumnElement[Any]) -> type:
    """The class of what a column holds. Raises NotImplementedError when its type does not tell."""
    kind = column.type
    return (kind.impl_instance if isinstance(kind, TypeDecorator) else kind).python_type


def or_null(column: ColumnElement[str]) -> ColumnElement[str | None]:
    """Text, but null for the empty one."""
    return func.nullif(column, "", type_=String())


def among(column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """``column`` holds one of ``values``: one parameter, so that the statement is the same for any number."""
    return _Among(column, bindparam(None, list(values), _Listed(column.type)))


def among_keys(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """``column`` holds one of the values of the parameter ``keys``, given when the statement is sent."""
    return _Among(column, bindparam(KEYS, type_=_Listed(column.type)))


class bytewise(FunctionElement[str]):  # noqa: N801  # reads as the SQL that it is
    """Text compared by its code points: PostgreSQL's own collation depends on the installation."""

    inherit_cache = True
    type = String()


class record(FunctionElement[Any]):  # noqa: N801  # the same
    """A JSON array of columns. Keys stand in it without dashes."""

    inherit_cache = True
    type = JSON()


class records(FunctionElement[Any]):  # noqa: N801  # the same
    """A JSON array of the records of all rows, in the order in which they come."""

    inherit_cache = True
    type = JSON()


class nested(FunctionElement[Any]):  # noqa: N801  # the same
    """JSON that a subquery brings, to stand within JSON."""

    inherit_cache = True
    type = JSON()


class digits(FunctionElement[str]):  # noqa: N801  # the same
    """The digits of a key."""

    inherit_cache = True
    type = String()


class _Among(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()

    def self_group(self, against: Any = None) -> Self:  # noqa: ARG002  # whatever it stands beside
        """As it is: compared with 1 it would find no index."""
        return self


class _Listed(TypeDecorator[list[Any]]):
    """Any number of values of one type, in one parameter."""

    impl = String
    cache_ok = True

    def __init__(self, of: TypeEngine[Any]) -> None:
        super().__init__()
        self.of = of

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """An array where there are arrays, else JSON."""
        return dialect.type_descriptor(ARRAY(self.of) if dialect.name == "postgresql" else String())

    def process_bind_param(self, value: list[Any] | None, dialect: Dialect) -> Any:
        """The values in that form."""
        if value is None or dialect.name == "postgresql":
            return value
        return orjson.dumps([item.hex if isinstance(item, UUID) else item for item in value]).decode()


def _sql(element: FunctionElement[Any], compiler: SQLCompiler, options: dict[str, Any]) -> str:
    return compiler.process(element.clauses, **options)


@compiles(bytewise)
@compiles(digits)
def _as_it_is(element: FunctionElement[Any], compiler: SQLCompiler, **options: Any) -> str:
    return _sql(element, compiler, options)


@compiles(bytewise, "postgresql")
def _collated(element: bytewise, compiler: SQLCompiler, **options: Any) -> str:
    return f'{_sql(element, compiler, options)} COLLATE "C"'


@compiles(digits, "postgresql")
def _without_dashes(element: digits, compiler: SQLCompiler, **options: Any) -> str:
    return f"replace(CAST({_sql(element, compiler, options)} AS TEXT), '-', '')"


@compiles(record)
def _json_array(element: record, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_array({_sql(element, compiler, options)})"


@compiles(record, "postgresql")
def _json_build_array(element: record, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_build_array({_sql(element, compiler, options)})"


@compiles(records)
def _json_group_array(element: records, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_group_array(json({_sql(element, compiler, options)}))"


@compiles(records, "postgresql")
def _json_agg(element: records, compiler: SQLCompiler, **options: Any) -> str:
    return f"coalesce(json_agg({_sql(element, compiler, options)}), '[]'::json)"


@compiles(nested)
def _json(element: nested, compiler: SQLCompiler, **options: Any) -> str:
    return f"json({_sql(element, compiler, options)})"


@compiles(nested, "postgresql")
def _json_already(element: nested, compiler: SQLCompiler, **options: Any) -> str:
    return _sql(element, compiler, options)


@compiles(_Among)
def _in_json(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, listed = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({listed}))"  # noqa: S608  # both are compiled already


@compiles(_Among, "postgresql")
def _is_any(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, listed = (compiler.process(clause, **options) for clause in element.clauses)
    return f"{column} = ANY ({listed})"
