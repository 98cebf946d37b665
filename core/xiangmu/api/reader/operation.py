"""The root fields of the reader that an operation asks for, planned together."""

from collections.abc import Mapping
from dataclasses import field
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLError,
    GraphQLSchema,
    OperationType,
    VariableValues,
    get_operation_ast,
    get_variable_values,
)

from xiangmu.access.rights import Shape
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.roots import Object, Page, RootPlan, RootPlanner, TypeName
from xiangmu.api.reader.selection import TYPENAME, Collector
from xiangmu.plugin.value import value


@value
class Operation:
    """What to read for each response key, in the order of the answer.

    An error stands where arguments cannot be used, and None where the field is not the reader's.
    """

    plans: Mapping[str, RootPlan | GraphQLError | None]

    @property
    def reads(self) -> bool:
        """Whether there is anything to read."""
        return any(not isinstance(plan, GraphQLError | TypeName | None) for plan in self.plans.values())

    @property
    def whole(self) -> Mapping[str, RootPlan] | None:
        """All plans, if what they let the database write answers the operation and nothing is left to execute."""
        plans = {key: plan for key, plan in self.plans.items() if plan and not isinstance(plan, GraphQLError)}
        written = (not isinstance(plan, Page | Object) or plan.written.content for plan in plans.values())
        return plans if len(plans) == len(self.plans) and all(written) else None


@value
class Question:
    """A validated operation with its variables, and of which shape those are who ask it.

    Equal when text and variables (``given`` is their JSON) are: a plan follows from the question alone.
    """

    text: str
    name: str | None
    given: bytes
    shape: Shape
    document: DocumentNode = field(compare=False)
    variables: Mapping[str, Any] = field(compare=False)


def plan_operation(registry: Registry, schema: GraphQLSchema, question: Question) -> Operation | None:
    """The plans of a query; None where the reader has no part, or execution will refuse the variables."""
    operation = get_operation_ast(question.document, question.name)
    query = schema.query_type
    if operation is None or operation.operation is not OperationType.QUERY or query is None:
        return None
    given = dict(question.variables)
    variables = get_variable_values(schema, operation.variable_definitions or (), given)
    if not isinstance(variables, VariableValues):
        return None
    fragments = {
        definition.name.value: definition
        for definition in question.document.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }
    collector = Collector(schema, fragments, variables)
    fields = collector.fields(query, [operation.selection_set])
    if not any(nodes[0].name.value in registry.roots for nodes in fields.values()):
        return None
    planner = RootPlanner(registry, question.shape)
    plans: dict[str, RootPlan | GraphQLError | None] = {}
    for key, nodes in fields.items():
        name = nodes[0].name.value
        if name in registry.roots:
            try:
                asked = collector.selection(query, nodes)
                plans[key] = planner.plan(registry.roots[name], asked)
            except GraphQLError as error:
                plans[key] = error
        else:
            plans[key] = TypeName(name=query.name) if name == TYPENAME else None
    return Operation(plans=plans)
