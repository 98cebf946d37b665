"""SQL that both databases have to understand alike, written out for each when a statement is compiled."""

from typing import Any, ClassVar, TypeVar

from sqlalchemy import ColumnElement, FunctionElement, String, TypeDecorator, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from xiangmu.db.listed import among, among_named

__all__ = ["KEYS", "Written", "among", "among_keys", "bytewise", "or_null", "python_type"]

T = TypeVar("T")
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


class Written(FunctionElement[T]):
    """What each database calls something: ``{0}``, ``{1}`` stand for the columns that it is made of.

    ``{all}`` stands for all of them, ``{rest}`` for those after the first.
    """

    sqlite: ClassVar[str] = "{0}"
    postgresql: ClassVar[str] = "{0}"

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.inherit_cache = True


class bytewise(Written[str]):  # noqa: N801  # reads as the SQL that it is
    """Text compared by its code points: PostgreSQL's own collation depends on the installation."""

    type = String()
    postgresql = '{0} COLLATE "C"'


@compiles(Written)
def _write(element: Written[Any], compiler: SQLCompiler, **options: Any) -> str:
    words = element.postgresql if compiler.dialect.name == "postgresql" else element.sqlite
    columns = [compiler.process(clause, **options) for clause in element.clauses]
    return words.format(*columns, all=", ".join(columns), rest=", ".join(columns[1:]))
