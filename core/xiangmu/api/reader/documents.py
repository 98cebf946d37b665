"""JSON that the database writes."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import JSON, ColumnElement, String, literal_column

from xiangmu.api.reader.expressions import Written


def name(text: str) -> ColumnElement[str]:
    """A response key, or the name of a type: by GraphQL's grammar there is nothing to escape."""
    return literal_column(f"'{text}'", String)


def document(contents: Mapping[str, ColumnElement[Any]]) -> ColumnElement[Any]:
    """A JSON object of columns."""
    return _Object(*(part for key, content in contents.items() for part in (name(key), content)))


def documents(of: ColumnElement[Any], order: Iterable[ColumnElement[Any]]) -> ColumnElement[Any]:
    """A JSON array of what the rows hold, in ``order``: in which they have to come already.

    SQLite knows no order within an aggregate, PostgreSQL needs it for rows that were joined.
    """
    return _Array(of, *order)


class record(Written[Any]):  # noqa: N801  # reads as the SQL that it is
    """A JSON array of columns."""

    type = JSON()
    sqlite = "json_array({all})"
    postgresql = "json_build_array({all})"


class nested(Written[Any]):  # noqa: N801  # the same
    """JSON that a subquery brings, to stand within JSON."""

    type = JSON()
    sqlite = "json({0})"


class truth(Written[Any]):  # noqa: N801  # the same
    """A condition as JSON has it."""

    type = JSON()
    sqlite = "json(CASE {0} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END)"


class words(Written[Any]):  # noqa: N801  # the same
    """A JSON array of the words of a text, which blanks separate."""

    type = JSON()
    sqlite = """json(replace(replace('["' || {0} || '"]', '[""]', '[]'), ' ', '","'))"""
    postgresql = "to_json(string_to_array({0}, ' '))"


class digits(Written[str]):  # noqa: N801  # the same
    """The digits of a key."""

    type = String()
    postgresql = "replace(CAST({0} AS TEXT), '-', '')"


class hexadecimal(Written[str]):  # noqa: N801  # the same
    """The bytes of a JSON text."""

    type = String()
    sqlite = "lower(hex({0}))"
    postgresql = "encode(convert_to(CAST({0} AS TEXT), 'UTF8'), 'hex')"


class _Object(Written[Any]):
    type = JSON()
    sqlite = "json_object({all})"
    postgresql = "json_build_object({all})"


class _Array(Written[Any]):
    type = JSON()
    sqlite = "json_group_array({0})"
    postgresql = "coalesce(json_agg({0} ORDER BY {rest}), '[]'::json)"
