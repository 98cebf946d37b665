"""SQL that both databases have to understand alike, written out for each when a statement is compiled."""

from typing import Any

from sqlalchemy import JSON, ColumnElement, FunctionElement, String, TypeDecorator, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from xiangmu.db.listed import among, among_named

__all__ = [
    "KEYS",
    "among",
    "among_keys",
    "bytewise",
    "digits",
    "nested",
    "or_null",
    "python_type",
    "record",
    "records",
]

KEYS = "keys"
"""The parameter of ``among_keys``."""


def python_type(column: ColumnElement[Any]) -> type:
    """The class of what a column holds. Raises NotImplementedError when its type does not tell."""
    kind = column.type
    return (kind.impl_instance if isinstance(kind, TypeDecorator) else kind).python_type


def or_null(column: ColumnElement[str]) -> ColumnElement[str | None]:
    """Text, but null for the empty one."""
    return func.nullif(column, "", type_=String())


def among_keys(column: ColumnElement[Any]) -> ColumnElement[bool]:
    """``column`` holds one of the values of the parameter ``keys``, given when the statement is sent."""
    return among_named(column, KEYS)


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
