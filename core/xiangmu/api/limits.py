"""What one request may ask of the server: one rule, built once, that never walks a fragment twice."""

from collections.abc import Iterator
from typing import Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLNamedType,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    ValidationContext,
    get_named_type,
    get_nullable_type,
    is_composite_type,
    is_list_type,
    specified_rules,
)
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError
from strawberry.extensions import SchemaExtension
from strawberry.schema.schema_converter import GraphQLCoreConverter

from xiangmu.api.errors import Code
from xiangmu.plugin.value import value

CHARACTERS = 100_000
TOKENS = 2_500
DEPTH = 25
"""Fields and fragments within each other; the introspection query of common tools needs 18."""
ALIASES = 60
DIRECTIVES = 60
COMPLEXITY = 200_000
"""Fields of the answer if every list had ``LIST_LENGTH`` entries: about two seconds of one core."""
COMPARISONS = 10_000
"""What the library may spend on comparing fields of equal names; it allows itself a second by default."""
LIST_LENGTH = 10
COST = "cost"
FOLDING = {COST: 10_000}
"""``metadata`` of a field that may have to compute a whole board."""


@value
class Weight:
    """How much a selection asks for; what a fragment asks for counts wherever it is spread."""

    depth: int = 0
    aliases: int = 0
    directives: int = 0
    complexity: int = 0


class LimitsRule(ASTValidationRule):
    """Ends the validation, before any other rule looks at the document, when a limit is exceeded."""

    context: ValidationContext

    def enter_document(self, document: DocumentNode, *_: Any) -> None:
        """Weigh each operation."""
        scales = _Scales(self.context)
        for definition in document.definitions:
            if isinstance(definition, OperationDefinitionNode):
                root = self.context.schema.get_root_type(definition.operation)
                weight = scales.selections(definition.selection_set, root, 1)
                _require("嵌套", weight.depth, DEPTH)
                _require("别名", weight.aliases, ALIASES)
                _require("指令", weight.directives + len(definition.directives or ()), DIRECTIVES)
                _require("复杂度", weight.complexity, COMPLEXITY)


class _Scales:
    def __init__(self, context: ValidationContext) -> None:
        self._schema = context.schema
        self._context = context
        self._fragments: dict[str, Weight] = {}

    def selections(self, node: SelectionSetNode, parent: GraphQLNamedType | None, level: int) -> Weight:
        _require("嵌套", level, DEPTH)
        weights = [self._selection(selection, parent, level) for selection in node.selections]
        return Weight(
            depth=max((weight.depth for weight in weights), default=0),
            aliases=sum(weight.aliases for weight in weights),
            directives=sum(weight.directives for weight in weights),
            complexity=sum(weight.complexity for weight in weights),
        )

    def _selection(self, node: SelectionNode, parent: GraphQLNamedType | None, level: int) -> Weight:
        aliases, cost, times = 0, 0, 1
        match node:
            case FieldNode():
                field = self._field(parent, node.name.value)
                aliases, cost, times = int(node.alias is not None), _cost(field), _length(field)
                type_ = get_named_type(field.type) if field else None
                within = (
                    self.selections(node.selection_set, type_, level + 1) if node.selection_set else Weight()
                )
            case InlineFragmentNode():
                condition = node.type_condition
                type_ = self._schema.get_type(condition.name.value) if condition else parent
                within = self.selections(node.selection_set, type_, level + 1)
            case FragmentSpreadNode():
                within = self._fragment(node.name.value, level + 1)
            case _:
                raise TypeError(node)
        return Weight(
            depth=within.depth + 1,
            aliases=within.aliases + aliases,
            directives=within.directives + len(node.directives or ()),
            complexity=within.complexity * times + cost,
        )

    def _fragment(self, name: str, level: int) -> Weight:
        fragment = self._context.get_fragment(name)
        if fragment is None:
            return Weight()
        if name not in self._fragments:
            # a fragment that spreads itself is another rule's to report
            self._fragments[name] = Weight()
            type_ = self._schema.get_type(fragment.type_condition.name.value)
            self._fragments[name] = self.selections(fragment.selection_set, type_, level)
        return self._fragments[name]

    def _field(self, parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
        return self._schema.get_field(parent, name) if is_composite_type(parent) else None


def _cost(field: GraphQLField | None) -> int:
    stated = field.extensions.get(GraphQLCoreConverter.DEFINITION_BACKREF) if field else None
    return stated.metadata.get(COST, 1) if stated else 1


def _length(field: GraphQLField | None) -> int:
    return LIST_LENGTH if field and is_list_type(get_nullable_type(field.type)) else 1


def _require(what: str, asked: int, most: int) -> None:
    if asked > most:
        raise ValidationAbortedError(f"查询的{what}超过上限 {most}", extensions={"code": Code.LIMIT_EXCEEDED})


overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = COMPARISONS
RULES: tuple[type[ASTValidationRule], ...] = (LimitsRule, *specified_rules)


class Limits(SchemaExtension):
    """Puts the limits in force. The rules are one tuple for the process, so that the validation cache finds them."""

    def on_operation(self) -> Iterator[None]:
        """Before parsing."""
        query = self.execution_context.query
        if query is not None and len(query) > CHARACTERS:
            raise GraphQLError(
                f"查询文本超过上限 {CHARACTERS} 个字符", extensions={"code": Code.LIMIT_EXCEEDED}
            )
        self.execution_context.parse_options["max_tokens"] = TOKENS
        self.execution_context.validation_rules = RULES
        yield
