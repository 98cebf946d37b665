"""SQL that both databases have to understand alike."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    ARRAY,
    ColumnElement,
    FunctionElement,
    String,
    TypeDecorator,
    any_,
    bindparam,
    func,
    select,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler


class bytewise(FunctionElement[str]):  # noqa: N801 # reads as the SQL that it is
    """Text compared by its code points: PostgreSQL's own collation depends on the installation."""

    inherit_cache = True
    type = String()


@compiles(bytewise)
def _as_it_is(element: bytewise, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(element.clauses, **options)


@compiles(bytewise, "postgresql")
def _collated(element: bytewise, compiler: SQLCompiler, **options: Any) -> str:
    return f'{compiler.process(element.clauses, **options)} COLLATE "C"'


def python_type(column: ColumnElement[Any]) -> type:
    """The class of what a column holds. Raises NotImplementedError when its type does not tell."""
    kind = column.type
    return (kind.impl_instance if isinstance(kind, TypeDecorator) else kind).python_type


def or_null(column: ColumnElement[str]) -> ColumnElement[str | None]:
    """Text, but null for the empty one."""
    return func.nullif(column, "", type_=String())


def among(column: ColumnElement[Any], keys: Collection[Any], dialect: str) -> ColumnElement[bool]:
    """``column`` holds one of ``keys``: one parameter, so that the statement is the same for any number."""
    if dialect == "postgresql":
        return column == any_(bindparam(None, list(keys), type_=ARRAY(column.type)))
    listed = orjson.dumps([key.hex if isinstance(key, UUID) else key for key in keys]).decode()
    return column.in_(select(func.json_each(listed).table_valued("value").c.value))
