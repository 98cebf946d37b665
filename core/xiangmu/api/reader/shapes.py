"""Values that are not rows: what a client asks of them, under its response keys."""

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLLeafType, get_named_type

from xiangmu.api.reader.selection import TYPENAME, Selection, Selections


class Typed(dict[str, Any]):
    """An object of an interface: it knows of which type it is."""

    __slots__ = ("type_name",)

    def __init__(self, type_name: str, content: Mapping[str, Any]) -> None:
        super().__init__(content)
        self.type_name = type_name


def shape(content: Any, selection: Selection, *, wire: bool) -> Any:
    """``content`` (a leaf, a mapping by field name, or lists of these) as ``selection`` asks for it.

    Leaves are as JSON shows them for ``wire``, else as their type serializes them.
    """
    if content is None:
        return None
    if isinstance(content, list | tuple):
        return [shape(item, selection, wire=wire) for item in content]
    if not selection.within:
        return _serialize(selection)(content) if wire else content
    (name, selections), *_ = selection.within.items()
    return shape_object(name, content, selections, wire=wire)


def shape_object(
    name: str, content: Mapping[str, Any], selections: Selections, *, wire: bool
) -> dict[str, Any]:
    """An object of the type called ``name``."""
    return {
        asked.key: name if asked.name == TYPENAME else shape(content[asked.name], asked, wire=wire)
        for asked in selections
    }


def _serialize(selection: Selection) -> Callable[[Any], Any]:
    leaf: GraphQLLeafType = get_named_type(selection.type)  # type: ignore[assignment]  # nothing is asked of it
    return leaf.coerce_output_value
