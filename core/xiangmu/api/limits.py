"""What one request may ask of the server: a rule built once for each installation, and what operations cost."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import field
from functools import cache, lru_cache
from typing import Any

import orjson
from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    ListTypeNode,
    NonNullTypeNode,
    NoSchemaIntrospectionCustomRule,
    OperationDefinitionNode,
    TypeNode,
    ValidationContext,
    get_operation_ast,
    is_scalar_type,
    specified_rules,
)
from graphql.validation.rules import overlapping_fields_can_be_merged
from graphql.validation.validate import ValidationAbortedError
from strawberry.extensions import SchemaExtension

from xiangmu.api.costs import REPEATED
from xiangmu.api.errors import Code, rate_limited
from xiangmu.api.seen import SEEN
from xiangmu.api.weights import Scales, TooDeepError, Weight
from xiangmu.plugin.value import value
from xiangmu.services.budgets import Allowance, ExhaustedError
from xiangmu.settings import ApiSettings, LimitSettings

COMPARISONS = 10_000
"""What the library may spend on comparing fields of equal names; it allows itself a second by default."""
REMEMBERED = 500
"""Costs that are kept for when the same is asked again."""
LONGEST = 20_000
"""Characters of a query whose cost is kept."""

overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = COMPARISONS


class LimitsRule(ASTValidationRule):
    """Ends the validation, before any other rule looks at the document, when a limit is exceeded."""

    context: ValidationContext
    limits: LimitSettings

    def enter_document(self, document: DocumentNode, *_: Any) -> None:
        """Weigh each operation, whatever its variables will be."""
        limits, scales = self.limits, Scales(self.context.schema, document, self.limits.depth)
        operations = [
            definition
            for definition in document.definitions
            if isinstance(definition, OperationDefinitionNode)
        ]
        _require("操作", len(operations), limits.operations)
        for operation in operations:
            weight = _weight(scales, operation, limits.depth)
            _require("嵌套", weight.depth, limits.depth)
            _require("别名", weight.aliases, limits.aliases)
            _require("指令", weight.directives, limits.directives)
            _require("复杂度", weight.cost, limits.complexity)


@cache
def rules_of(limits: LimitSettings, api: ApiSettings) -> tuple[type[ASTValidationRule], ...]:
    """The rules of an installation: one tuple for the process, so that the validation cache finds them."""
    first = type("LimitsRule", (LimitsRule,), {"limits": limits})
    return (first, *(() if api.introspection else (NoSchemaIntrospectionCustomRule,)), *specified_rules)


@value
class Asked:
    """An operation whose cost is asked for. Equal when the text is."""

    text: str
    name: str | None
    document: DocumentNode = field(compare=False)


class Costs:
    """What operations cost, remembered by text and by those variables that it may depend on."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema
        self._names = lru_cache(REMEMBERED)(self._names_that_matter)
        self._costs = lru_cache(REMEMBERED)(self._weighed)

    def of(self, asked: Asked, variables: dict[str, Any], deepest: int) -> int:
        """What a validated operation costs."""
        if len(asked.text) > LONGEST:
            return self._weighed(asked, orjson.dumps(variables), deepest)
        given = {name: variables[name] for name in self._names(asked) if name in variables}
        return self._costs(asked, orjson.dumps(given), deepest)

    def _names_that_matter(self, asked: Asked) -> tuple[str, ...]:
        operation = get_operation_ast(asked.document, asked.name)
        definitions = operation.variable_definitions if operation else ()
        return tuple(
            definition.variable.name.value
            for definition in definitions or ()
            if self._matters(definition.type)
        )

    def _matters(self, type_: TypeNode) -> bool:
        """Whether values of a type can say how much is asked for: numbers, and whatever may hold lists."""
        match type_:
            case NonNullTypeNode():
                return self._matters(type_.type)
            case ListTypeNode():
                return True
            case _:
                name: str = type_.name.value  # type: ignore[attr-defined]  # nothing else is left
                return name == "Int" or not is_scalar_type(self._schema.get_type(name))

    def _weighed(self, asked: Asked, variables: bytes, deepest: int) -> int:
        operation = get_operation_ast(asked.document, asked.name)
        if operation is None:
            return 0
        scales = Scales(self._schema, asked.document, deepest, orjson.loads(variables))
        return _weight(scales, operation, deepest).cost


class Limits(SchemaExtension):
    """Puts the limits in force, and takes what an operation costs from the budget of who asks. One an operation."""

    def __init__(self, costs: Costs) -> None:
        self._costs = costs

    def on_operation(self) -> Iterator[None]:
        """Before parsing."""
        context, query = self.execution_context.context, self.execution_context.query
        limits: LimitSettings = context.settings.limits
        _require("文本字符数", len(query or ""), limits.characters)
        self.execution_context.parse_options["max_tokens"] = limits.tokens
        self.execution_context.validation_rules = rules_of(limits, context.settings.api)
        yield

    async def on_execute(self) -> AsyncIterator[None]:
        """After validation, when the variables are known."""
        execution = self.execution_context
        text, document = execution.query, execution.graphql_document
        if text is not None and document is not None:
            limits: LimitSettings = execution.context.settings.limits
            asked = Asked(text=text, name=execution.operation_name, document=document)
            if seen := SEEN.get():
                seen.kind, seen.operation = execution.operation_type.value, asked.name or ""
            cost = self._costs.of(asked, execution.variables or {}, limits.depth)
            _require("复杂度", cost, limits.complexity)
            await _spend(execution.context.allowance, min(cost, REPEATED) if execution.result else cost)
        yield


async def _spend(allowance: Allowance, cost: int) -> None:
    try:
        await allowance.spend(cost)
    except ExhaustedError as error:
        raise rate_limited(error.balance) from None


def _weight(scales: Scales, operation: OperationDefinitionNode, deepest: int) -> Weight:
    try:
        return scales.operation(operation)
    except TooDeepError:
        raise _exceeded("嵌套", deepest) from None


def _require(what: str, asked: int, most: int) -> None:
    if asked > most:
        raise _exceeded(what, most)


def _exceeded(what: str, most: int) -> GraphQLError:
    return ValidationAbortedError(f"查询的{what}超过上限 {most}", extensions={"code": Code.LIMIT_EXCEEDED})
