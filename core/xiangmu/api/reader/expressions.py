"""SQL that both databases have to understand alike."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import (
    ARRAY,
    BindParameter,
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
from sqlalchemy.types import TypeEngine

KEYS = "keys"


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
    return _among(column, bindparam(None, keys_as_parameter(keys, dialect), _kind(column, dialect)), dialect)


def among_keys(column: ColumnElement[Any], dialect: str) -> ColumnElement[bool]:
    """``column`` holds one of the keys that are given when the statement is sent, as the parameter ``keys``."""
    return _among(column, bindparam(KEYS, type_=_kind(column, dialect)), dialect)


def keys_as_parameter(keys: Collection[Any], dialect: str) -> Any:
    """The keys in the form in which they are sent."""
    if dialect == "postgresql":
        return list(keys)
    return orjson.dumps([key.hex if isinstance(key, UUID) else key for key in keys]).decode()


def _kind(column: ColumnElement[Any], dialect: str) -> TypeEngine[Any]:
    return ARRAY(column.type) if dialect == "postgresql" else String()


def _among(column: ColumnElement[Any], keys: BindParameter[Any], dialect: str) -> ColumnElement[bool]:
    if dialect == "postgresql":
        return column == any_(keys)
    return column.in_(select(func.json_each(keys).table_valued("value").c.value))
