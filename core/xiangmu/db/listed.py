"""A column holds one of the values of one parameter: the statement is the same for any number of them."""

from collections.abc import Collection
from typing import Any, Self
from uuid import UUID

import orjson
from sqlalchemy import (
    ARRAY,
    Boolean,
    ColumnElement,
    Dialect,
    FunctionElement,
    Select,
    String,
    TypeDecorator,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine


def among(column: ColumnElement[Any], values: Collection[Any]) -> ColumnElement[bool]:
    """``column`` holds one of ``values``."""
    return _Among(column, bindparam(None, list(values), _Listed(column.type)))


def among_named(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """``column`` holds one of the values of the parameter ``name``, given when the statement is sent."""
    return _Among(column, bindparam(name, type_=_Listed(column.type), required=True))


def among_rows(column: ColumnElement[Any], rows: Select[Any]) -> ColumnElement[bool]:
    """``column`` holds what a row of ``rows`` holds: they are found once, and then the index is used."""
    return _AmongRows(column, rows.scalar_subquery())


class _Among(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()

    def self_group(self, against: Any = None) -> Self:  # noqa: ARG002  # whatever it stands beside
        """As it is: compared with 1 it would find no index."""
        return self


class _AmongRows(_Among):
    inherit_cache = True


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


def _parts(element: _Among, compiler: SQLCompiler, options: dict[str, Any]) -> list[str]:
    return [compiler.process(clause, **options) for clause in element.clauses]


@compiles(_Among)
def _in_json(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, listed = _parts(element, compiler, options)
    return f"{column} IN (SELECT value FROM json_each({listed}))"  # noqa: S608  # both are compiled already


@compiles(_Among, "postgresql")
def _is_any(element: _Among, compiler: SQLCompiler, **options: Any) -> str:
    column, listed = _parts(element, compiler, options)
    return f"{column} = ANY ({listed})"


@compiles(_AmongRows)
def _in_rows(element: _AmongRows, compiler: SQLCompiler, **options: Any) -> str:
    column, rows = _parts(element, compiler, options)
    return f"{column} IN {rows}"


@compiles(_AmongRows, "postgresql")
def _is_any_row(element: _AmongRows, compiler: SQLCompiler, **options: Any) -> str:
    column, rows = _parts(element, compiler, options)
    # an array is found once; a plain IN beside OR would look at every row
    return f"{column} = ANY (ARRAY{rows})"
