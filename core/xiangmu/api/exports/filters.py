"""The filter and the order of an export in words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
)

from xiangmu.api.exports.cells import called, yes_or_no
from xiangmu.api.exports.keys import Titles
from xiangmu.api.reader.asking import Asking
from xiangmu.sheets.exports.tables import listed

ID = re.compile(r"[a-z]{3}_[0-9a-f]{32}", re.ASCII)
MOST_NAMED = 20
"""So many of the things that a filter names are told by their names."""
RANGE = {"since": "自", "until": "到", "least": "不少于", "most": "不多于"}
NAMED = "{ ... on Project { called: name } ... on Unit { called: title } }"
DIRECTIONS = {"ASC": "升序", "DESC": "降序"}


async def filter_line(
    asking: Asking, titles: Titles, type_: GraphQLInputType, content: Mapping[str, Any] | None
) -> str:
    """What the rows have to meet; "" for no filter."""
    if not content:
        return ""
    words = _Words(titles, await _names(asking, content))
    return "；".join(words.of_object(get_named_type(type_), content))


def order_line(type_: GraphQLInputType, content: Sequence[Mapping[str, Any]] | None) -> str:
    """By what the rows are ordered; "" for the list's own order."""
    if not content:
        return ""
    ordered = get_named_type(type_)
    assert isinstance(ordered, GraphQLInputObjectType)  # noqa: S101  # orders are objects
    by = get_named_type(ordered.fields["by"].type)
    assert isinstance(by, GraphQLEnumType)  # noqa: S101  # of an enumeration
    return listed(
        f"{called(by.values[one['by']].description, one['by'])}{DIRECTIONS[one.get('direction', 'ASC')]}"
        for one in content
    )


async def _names(asking: Asking, content: Mapping[str, Any]) -> Mapping[str, str]:
    """What is called how of all that the filter names, as far as whoever asks sees it."""
    ids = [*dict.fromkeys(_ids(content))][:MOST_NAMED]
    if not ids:
        return {}
    fields = " ".join(f'n{place}: node(id: "{one}") {NAMED}' for place, one in enumerate(ids))
    found = await asking.answer(f"{{ {fields} }}")
    nodes = ((one, found[f"n{place}"]) for place, one in enumerate(ids))
    return {one: node["called"] for one, node in nodes if node and "called" in node}


def _ids(content: Any) -> Iterator[str]:
    match content:
        case str() if ID.fullmatch(content):
            yield content
        case Mapping():
            for one in content.values():
                yield from _ids(one)
        case list():
            for one in content:
                yield from _ids(one)


class _Words:
    def __init__(self, titles: Titles, names: Mapping[str, str]) -> None:
        self._titles, self._names = titles, names

    def of_object(self, type_: Any, content: Mapping[str, Any]) -> Iterator[str]:
        assert isinstance(type_, GraphQLInputObjectType)  # noqa: S101  # filters are objects
        for name, one in content.items():
            if one is not None:
                told = type_.fields[name]
                title = called(told.description, name).removesuffix("的键")
                yield f"{title}：{self._told(told.type, name, one)}"

    def _told(self, type_: GraphQLInputType, name: str, content: Any) -> str:
        if isinstance(type_, GraphQLNonNull):
            return self._told(type_.of_type, name, content)
        if isinstance(type_, GraphQLList):
            return listed(self._told(type_.of_type, name, one) for one in content)
        if isinstance(type_, GraphQLInputObjectType):
            if content.keys() <= RANGE.keys():
                return " ".join(f"{RANGE[key]} {one}" for key, one in content.items() if one is not None)
            return f"（{'；'.join(self.of_object(type_, content))}）"
        if isinstance(type_, GraphQLEnumType):
            return called(type_.values[content].description, content)
        if isinstance(content, bool):
            return yes_or_no(content)
        if name in ("jurisdiction", "scope"):
            return self._titles.jurisdiction(str(content))
        if name == "policy":
            return self._titles.policy(str(content))
        return self._names.get(str(content), str(content))
