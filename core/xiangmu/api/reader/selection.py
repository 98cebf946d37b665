"""What a client asks for, as a tree: fragments spread, @skip and @include applied, equal response keys merged."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Self, TypeAlias

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLResolveInfo,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableValues,
    get_argument_values,
    get_directive_values,
    get_named_type,
    is_abstract_type,
)

from xiangmu.plugin.value import value

TYPENAME = "__typename"


@value
class Selection:
    """A field under its response key. ``within`` holds what is asked of it, by the name of the object type."""

    key: str
    name: str
    type: GraphQLOutputType
    arguments: Mapping[str, Any]
    within: "Mapping[str, Selections]"

    @property
    def only(self) -> "Selections":
        """What is asked of the one object type that the field can have."""
        (selections,) = self.within.values()
        return selections


Selections: TypeAlias = tuple[Selection, ...]
Nodes: TypeAlias = Sequence[FieldNode]


def variables_of(info: GraphQLResolveInfo[Any]) -> VariableValues:
    """The variables of the operation that a resolver is called in."""
    given: Any = info.variable_values
    # the library hands resolvers what the variables hold, where graphql-core hands them more
    return given if isinstance(given, VariableValues) else VariableValues(sources={}, coerced=given)


class Collector:
    """Reads selections out of one operation."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: Mapping[str, FragmentDefinitionNode],
        variables: VariableValues,
    ) -> None:
        self._schema = schema
        self._fragments = fragments
        self._variables = variables

    @classmethod
    def of(cls, info: GraphQLResolveInfo[Any]) -> Self:
        """For the operation that a resolver is called in."""
        return cls(info.schema, info.fragments, variables_of(info))

    def selections(self, parent: GraphQLObjectType, sets: Sequence[SelectionSetNode]) -> Selections:
        """What ``sets`` together ask of ``parent``, in the order of the answer."""
        return tuple(self.selection(parent, nodes) for nodes in self.fields(parent, sets).values())

    def fields(
        self, parent: GraphQLObjectType, sets: Sequence[SelectionSetNode]
    ) -> dict[str, list[FieldNode]]:
        """The nodes that ``sets`` together ask of ``parent``, by response key."""
        merged: dict[str, list[FieldNode]] = {}
        spread: set[str] = set()
        for selected in sets:
            for node in self._fields(parent, selected, spread):
                merged.setdefault((node.alias or node.name).value, []).append(node)
        return merged

    def selection(self, parent: GraphQLObjectType, nodes: Nodes) -> Selection:
        """The field that ``nodes``, which have one response key, ask of ``parent``."""
        node = nodes[0]
        field: GraphQLField | None = self._schema.get_field(parent, node.name.value)
        if field is None:
            raise LookupError(node.name.value)  # a document that was validated has no such field
        sets = [node.selection_set for node in nodes if node.selection_set]
        return Selection(
            key=(node.alias or node.name).value,
            name=node.name.value,
            type=field.type,
            arguments=get_argument_values(field, node, self._variables),
            within={kind.name: self.selections(kind, sets) for kind in self._kinds(field)} if sets else {},
        )

    def _kinds(self, field: GraphQLField) -> Sequence[GraphQLObjectType]:
        named = get_named_type(field.type)
        if isinstance(named, GraphQLObjectType):
            return (named,)
        return self._schema.get_possible_types(named)  # type: ignore[arg-type]  # only composite types have selections

    def _fields(
        self, parent: GraphQLObjectType, selected: SelectionSetNode, spread: set[str]
    ) -> Iterator[FieldNode]:
        for node in selected.selections:
            if not self._included(node):
                continue
            match node:
                case FieldNode():
                    yield node
                case InlineFragmentNode(type_condition=condition):
                    if condition is None or self._applies(condition.name.value, parent):
                        yield from self._fields(parent, node.selection_set, spread)
                case FragmentSpreadNode(name=name) if name.value not in spread:
                    fragment = self._fragments[name.value]
                    if self._applies(fragment.type_condition.name.value, parent):
                        spread.add(name.value)
                        yield from self._fields(parent, fragment.selection_set, spread)

    def _included(self, node: SelectionNode) -> bool:
        if not node.directives:
            return True
        skip = get_directive_values(GraphQLSkipDirective, node, self._variables)
        include = get_directive_values(GraphQLIncludeDirective, node, self._variables)
        return not (skip and skip["if"]) and not (include and not include["if"])

    def _applies(self, condition: str, parent: GraphQLObjectType) -> bool:
        if condition == parent.name:
            return True
        type_ = self._schema.get_type(condition)
        return is_abstract_type(type_) and self._schema.is_sub_type(type_, parent)
