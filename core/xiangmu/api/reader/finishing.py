"""What only the program can put into an answer that the database wrote, such as the fields that a plugin declares."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeAlias

from graphql import GraphQLLeafType, get_named_type

from xiangmu.api.reader.plan import Cell, Connected, Connection, Leaf, Level, Rows, Several, Single, Varied
from xiangmu.api.reader.selection import Selection
from xiangmu.api.reader.shapes import variant

Finish: TypeAlias = Callable[[Any], Any]
"""Finishes what the database wrote for one place of the answer."""


def page(connection: Connection) -> Finish | None:
    """For a page; None where nothing is left to do."""
    rows = (part for part in connection.parts if isinstance(part, Rows))
    return _object({part.key: _each(row(part.level)) for part in rows})


def row(level: Level) -> Finish | None:
    """For a row, which may be null; None where nothing is left to do."""
    return _object({cell.key: _cell(cell) for cell in level.cells})


def _cell(cell: Cell) -> Finish | None:
    match cell:
        case Leaf(codec=codec) if codec.finish is not None:
            return partial(_leaf, codec.finish)
        case Varied():
            return partial(_variant, cell)
        case Single():
            return row(cell.level)
        case Several():
            return _each(row(cell.level))
        case Connected():
            return page(cell.pages)
        case _:
            return None


def _object(steps: Mapping[str, Finish | None]) -> Finish | None:
    needed = {key: step for key, step in steps.items() if step is not None}

    def finish(content: dict[str, Any] | None) -> dict[str, Any] | None:
        if content is not None:
            for key, step in needed.items():
                content[key] = step(content[key])
        return content

    return finish if needed else None


def _each(step: Finish | None) -> Finish | None:
    return None if step is None else lambda contents: [step(content) for content in contents]


def _leaf(finish: Finish, content: Any) -> Any:
    return None if content is None else finish(content)


def _variant(cell: Varied, stored: Sequence[Any]) -> dict[str, Any] | None:
    tag, data = stored
    kind = cell.kinds.get(tag)
    found = variant(kind, data, cell.selection)
    if kind is None or found is None:
        return None
    return {asked.key: _serialized(found[asked.key], asked) for asked in cell.selection.within[kind.name]}


def _serialized(content: Any, asked: Selection) -> Any:
    if content is None:
        return None
    if isinstance(content, list | tuple):
        return [_serialized(item, asked) for item in content]
    leaf: GraphQLLeafType = get_named_type(asked.type)  # type: ignore[assignment]  # a city's fields are leaves
    return leaf.coerce_output_value(content)
