"""The columns of a list: every field that a cell can hold, in the words of the schema."""

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any, TypeAlias

from graphql import GraphQLObjectType, GraphQLOutputType, GraphQLSchema, get_named_type, is_leaf_type

from xiangmu.api.exports.cells import Show, called, kind_of, show_of
from xiangmu.api.exports.keys import Titles
from xiangmu.api.reader.entity import Column, Computed, Entity, Id, Many, One, Pages, Ruled, Variant
from xiangmu.api.reader.registry import Registry
from xiangmu.catalog import Catalog
from xiangmu.plugin.value import value
from xiangmu.sheets.exports.tables import Heading, Kind, listed

Row: TypeAlias = Mapping[str, Any]
NAMING = ("name", "title", "recordedAt", "text", "post", "on", "number")
"""What another object is called by: the first of these that it has."""
LEFT_OUT = ("viewerCan", "version", "hash", "url", "address")
"""What is for programs, and addresses that are good for minutes only."""
SHORT = {
    "recorded": "记入时刻",
    "registered": "登记时刻",
    "stage": "阶段",
    "sector": "行业分类代码",
    "flags": "项目标记",
    "claimed": "有待核实的事实",
    "sample": "演示数据",
    "id": "标识",
    # the first column of every sheet is called so
    "StatisticsLine.number": "原序号",
}
WIDE, MARK = 34, 40
"""Widths of the columns with names, and with ids."""


@value
class ListColumn:
    """A column: how it is asked for in GraphQL, and what of a row stands in its cells."""

    heading: Heading
    asked: str
    cell: Callable[[Row], Any]


class Columns:
    """Finds the columns of lists. Field names are those of ``schema``, values those of the reader's rows."""

    def __init__(self, registry: Registry, schema: GraphQLSchema, catalog: Catalog) -> None:
        self._registry, self._schema = registry, schema
        self._titles = Titles(catalog)

    def of(self, entity: Entity, jurisdictions: Collection[str]) -> tuple[ListColumn, ...]:
        """All of them; of the fields that cities declare, those of ``jurisdictions``. The id stands last."""
        type_ = self._type(entity.name)
        found = [
            column
            for name in entity.fields
            if name not in (*LEFT_OUT, "id")
            for column in self._of_field(entity, type_, name, jurisdictions)
        ]
        return (*found, self._leaf(type_, "id", width=MARK))

    def _of_field(
        self, entity: Entity, type_: GraphQLObjectType, name: str, jurisdictions: Collection[str]
    ) -> Iterator[ListColumn]:
        declared, told = entity.fields[name], type_.fields[name]
        match declared:
            case One():
                yield from self._one(declared, name, called(told.description, name))
            case Variant():
                yield from self._profiles(declared, name, jurisdictions)
            case Column() | Ruled() | Id():
                yield self._leaf(type_, name, by=self._titles.of(entity.name, name))
            case Computed() if is_leaf_type(get_named_type(told.type)):
                yield self._leaf(type_, name)
            case Computed() if get_named_type(told.type).name == "InventoryCell":
                yield _titled_texts(name, called(told.description, name))
            case Computed() | Many() | Pages():
                return

    def _leaf(
        self, type_: GraphQLObjectType, name: str, width: int = 0, by: Callable[[Row], Any] | None = None
    ) -> ListColumn:
        told = type_.fields[name]
        title = SHORT.get(f"{type_.name}.{name}") or SHORT.get(name) or called(told.description, name)
        show = show_of(told.type)
        return ListColumn(
            heading=Heading(
                title=title.removesuffix("的键") if by else title,
                kind=kind_of(told.type, name),
                width=width or (WIDE if name == "name" else 0),
            ),
            asked=name,
            cell=by or (lambda row: show(row[name])),
        )

    def _one(self, declared: One, name: str, title: str) -> Iterator[ListColumn]:
        """What the other object is called."""
        there = self._type(declared.to)
        by = next((one for one in NAMING if one in there.fields), None)
        if by is None:
            return
        told: GraphQLOutputType = there.fields[by].type
        show = show_of(told)
        yield ListColumn(
            heading=Heading(
                title=SHORT.get(name, title),
                kind=kind_of(told, by),
                width=WIDE if declared.to == "Project" else 0,
            ),
            asked=f"{name} {{ {by} }}",
            cell=lambda row: show(row[name][by]) if row[name] else None,
        )

    def _profiles(self, declared: Variant, name: str, jurisdictions: Collection[str]) -> Iterator[ListColumn]:
        """The fields of each city, by their own titles; whose they are where several cities have some."""
        kinds = {key: kind for key, kind in declared.kinds.items() if key in jurisdictions}
        for key, kind in kinds.items():
            group = self._titles.jurisdiction(key) if len(kinds) > 1 else ""
            fields = self._type(kind.name).fields
            for own, told in fields.items():
                if own == "jurisdiction":
                    continue
                # fields of one name may be of different types in different cities
                alias = f"{kind.name}_{own}"
                yield ListColumn(
                    heading=Heading(
                        title=called(told.description, own), kind=kind_of(told.type, own), group=group
                    ),
                    asked=f"{name} {{ ... on {kind.name} {{ {alias}: {own} }} }}",
                    cell=_within(name, alias, show_of(told.type)),
                )

    def _type(self, name: str) -> GraphQLObjectType:
        found = self._schema.type_map[name]
        assert isinstance(found, GraphQLObjectType)  # noqa: S101  # entities and profiles are objects
        return found


def _within(name: str, alias: str, show: Show) -> Callable[[Row], Any]:
    return lambda row: show(row[name].get(alias)) if row[name] else None


def _titled_texts(name: str, title: str) -> ListColumn:
    """Cells that a city declares, each with its title."""
    return ListColumn(
        heading=Heading(title=title, kind=Kind.LONG),
        asked=f"{name} {{ title text }}",
        cell=lambda row: listed(f"{one['title']}：{one['text']}" for one in row[name] if one["text"]) or None,
    )
