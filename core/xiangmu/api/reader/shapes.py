"""Values that are not rows: what a client asks of them, under its response keys."""

from collections.abc import Mapping
from typing import Any

from xiangmu.api.reader.entity import VariantKind
from xiangmu.api.reader.selection import TYPENAME, Selection, Selections


class Typed(dict[str, Any]):
    """An object of an interface: it knows of which type it is."""

    __slots__ = ("type_name",)

    def __init__(self, type_name: str, content: Mapping[str, Any]) -> None:
        super().__init__(content)
        self.type_name = type_name


def shape(content: Any, selection: Selection) -> Any:
    """``content`` (a leaf, a mapping by field name, or lists of these) as ``selection`` asks for it."""
    if content is None or not selection.within:
        return content
    if isinstance(content, list | tuple):
        return [shape(item, selection) for item in content]
    (name, selections), *_ = selection.within.items()
    return shape_object(name, content, selections)


def shape_object(name: str, content: Mapping[str, Any], selections: Selections) -> dict[str, Any]:
    """An object of the type called ``name``."""
    return {
        asked.key: name if asked.name == TYPENAME else shape(content[asked.name], asked)
        for asked in selections
    }


def variant(kind: VariantKind | None, data: Mapping[str, Any] | None, selection: Selection) -> Typed | None:
    """What is stored as ``data``, read as the kind that it is; None when nobody knows that kind."""
    if kind is None or data is None:
        return None
    return Typed(kind.name, shape_object(kind.name, kind.read(data), selection.within[kind.name]))
