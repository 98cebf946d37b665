"""How much an operation asks for. Pure: document, schema and variables decide; no fragment is walked twice."""

from collections.abc import Iterable, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    value_from_ast_untyped,
)
from strawberry.schema.schema_converter import GraphQLCoreConverter

from xiangmu.api.costs import COMMAND, COST, EACH
from xiangmu.api.reader.entity import MOST
from xiangmu.plugin.value import value

LIST_LENGTH = 10
"""How many entries a list is taken to have that does not say how many it may have."""
PAGE = "first"
DIGITS = 9


class TooDeepError(Exception):
    """Fields and fragments are nested beyond the limit."""


@value
class Weight:
    """What a selection asks for; what a fragment asks for counts wherever it is spread."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    cost: int = 0


class Scales:
    """Weighs the operations of a document, at most ``deepest`` deep.

    ``variables`` are those of a request; None before there are any: then what they ask for counts as little as it can.
    """

    def __init__(
        self,
        schema: GraphQLSchema,
        document: DocumentNode,
        deepest: int,
        variables: Mapping[str, Any] | None = None,
    ) -> None:
        self._schema = schema
        self._deepest = deepest
        self._given = variables
        self._variables: Mapping[str, Any] | None = None
        self._definitions = {
            definition.name.value: definition
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }
        self._fragments: dict[tuple[str, int], Weight] = {}

    def operation(self, operation: OperationDefinitionNode) -> Weight:
        """The weight of one of the document's operations. Raises TooDeepError."""
        if self._given is not None:
            self._variables = {**_defaults(operation), **self._given}
        root = self._schema.get_root_type(operation.operation)
        weight = self._selections(operation.selection_set, root, 1, LIST_LENGTH)
        return _sum([weight, Weight(directives=len(operation.directives or ()))])

    def _selections(
        self, node: SelectionSetNode, parent: GraphQLNamedType | None, level: int, length: int
    ) -> Weight:
        """``length`` is how many entries the lists of ``parent`` have that do not say it themselves."""
        if level > self._deepest:
            raise TooDeepError
        return _sum(self._selection(selection, parent, level, length) for selection in node.selections)

    def _selection(
        self, node: SelectionNode, parent: GraphQLNamedType | None, level: int, length: int
    ) -> Weight:
        match node:
            case FieldNode():
                return self._field(node, parent, level, length)
            case InlineFragmentNode():
                condition = node.type_condition
                type_ = self._schema.get_type(condition.name.value) if condition else parent
                within = self._selections(node.selection_set, type_, level + 1, length)
            case FragmentSpreadNode():
                within = self._fragment(node.name.value, level + 1, length)
            case _:
                raise TypeError(node)
        return Weight(
            depth=within.depth + 1,
            aliases=within.aliases,
            directives=within.directives + len(node.directives or ()),
            cost=within.cost,
        )

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, level: int, length: int) -> Weight:
        field = self._schema.get_field(parent, node.name.value) if is_composite_type(parent) else None
        page = self._page(node, field)
        is_list = field is not None and is_list_type(get_nullable_type(field.type))
        within = Weight()
        if node.selection_set:
            type_ = get_named_type(field.type) if field else None
            # a connection's own page says how long the lists in it are
            below = LIST_LENGTH if page is None or is_list else page
            within = self._selections(node.selection_set, type_, level + 1, below)
        times = (page or length) if is_list else 1
        return Weight(
            depth=within.depth + 1,
            aliases=within.aliases + int(node.alias is not None),
            directives=within.directives + len(node.directives or ()),
            cost=within.cost * times + self._own_cost(node, field, parent),
        )

    def _fragment(self, name: str, level: int, length: int) -> Weight:
        fragment = self._definitions.get(name)
        if fragment is None:
            return Weight()
        key = name, length
        if key not in self._fragments:
            # a fragment that spreads itself is another rule's to report
            self._fragments[key] = Weight()
            type_ = self._schema.get_type(fragment.type_condition.name.value)
            self._fragments[key] = self._selections(fragment.selection_set, type_, level, length)
        return self._fragments[key]

    def _own_cost(self, node: FieldNode, field: GraphQLField | None, parent: GraphQLNamedType | None) -> int:
        stated = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF) if field else None
        metadata: Mapping[str, int] = stated.metadata if stated else {}
        usual = COMMAND if parent is not None and parent is self._schema.mutation_type else 1
        entries = sum(self._entries(argument.value) for argument in node.arguments or ())
        return metadata.get(COST, usual) + entries * metadata.get(EACH, 1)

    def _entries(self, value: ValueNode) -> int:
        match value:
            case ListValueNode():
                return len(value.values) + sum(self._entries(entry) for entry in value.values)
            case ObjectValueNode():
                return sum(self._entries(field.value) for field in value.fields)
            case VariableNode():
                return entries_of((self._variables or {}).get(value.name.value))
            case _:
                return 0

    def _page(self, node: FieldNode, field: GraphQLField | None) -> int | None:
        """How many rows a field asks for, where it can say so."""
        argument = field.args.get(PAGE) if field else None
        if argument is None:
            return None
        asked: Any = argument.default_value
        for given in node.arguments or ():
            if given.name.value == PAGE:
                asked = self._number(given.value, asked)
        return min(max(asked, 1), MOST) if isinstance(asked, int) else MOST

    def _number(self, value: ValueNode, default: Any) -> Any:
        match value:
            case IntValueNode():
                return int(value.value) if len(value.value) <= DIGITS else MOST
            case VariableNode():
                return 1 if self._variables is None else self._variables.get(value.name.value, default)
            case _:
                return default


def entries_of(content: Any) -> int:
    """How many entries all lists in ``content`` have."""
    match content:
        case list():
            return len(content) + sum(entries_of(entry) for entry in content)
        case dict():
            return sum(entries_of(entry) for entry in content.values())
        case _:
            return 0


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    return {
        definition.variable.name.value: value_from_ast_untyped(definition.default_value)
        for definition in operation.variable_definitions or ()
        if definition.default_value is not None
    }


def _sum(weights: Iterable[Weight]) -> Weight:
    several = list(weights)
    return Weight(
        depth=max((weight.depth for weight in several), default=0),
        aliases=sum(weight.aliases for weight in several),
        directives=sum(weight.directives for weight in several),
        cost=sum(weight.cost for weight in several),
    )
