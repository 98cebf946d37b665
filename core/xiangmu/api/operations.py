"""From the text of a request to the operation that is meant: what can be known of a text is found out once."""

from collections.abc import Iterator
from dataclasses import field
from functools import lru_cache
from typing import Any

from graphql import (
    ASTValidationRule,
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    OperationType,
    get_operation_ast,
    parse,
)
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError
from strawberry.schema.schema import validate_document

from xiangmu.plugin.value import value
from xiangmu.settings import LimitSettings

REMEMBERED = 200
"""Texts; no longer than the limits let them be."""


@value
class Parsed:
    """A document, and how many operations are in it."""

    document: DocumentNode
    operations: int


@value
class Checked:
    """What a document is checked against. Equal when its text is: to compare documents takes longer than to ask."""

    text: str
    schema: GraphQLSchema
    rules: tuple[type[ASTValidationRule], ...]
    document: DocumentNode = field(compare=False)


class Operations(SchemaExtension):
    """Parses and validates in the library's place."""

    def on_parse(self) -> Iterator[None]:
        """Before the library parses.

        Raises CannotGetOperationTypeError for several operations without a name: the library would take the first
        one, the specification forbids it.
        """
        execution = self.execution_context
        if execution.query:
            parsed = _parsed(execution.query, **execution.parse_options)
            # the public property already gives the name of the first operation
            if parsed.operations > 1 and execution._provided_operation_name is None:
                raise CannotGetOperationTypeError(None)
            execution.graphql_document = parsed.document
        yield

    def on_validate(self) -> Iterator[None]:
        """Before the library validates."""
        execution = self.execution_context
        text, document = execution.query, execution.graphql_document
        if text is not None and document is not None:
            schema, rules = execution.schema._schema, execution.validation_rules
            checked = Checked(text=text, schema=schema, rules=rules, document=document)
            execution.pre_execution_errors = _problems(checked)
        yield


def document_of(text: str, limits: LimitSettings) -> DocumentNode | None:
    """The document that a text holds; None of one that cannot be parsed."""
    if len(text) > limits.characters:
        return None
    try:
        return _parsed(text, max_tokens=limits.tokens).document
    except GraphQLError:
        return None


def kind_of(text: str, name: str | None, limits: LimitSettings) -> OperationType | None:
    """What the operation that is meant does; None of a text that cannot be parsed.

    Raises CannotGetOperationTypeError when it is not clear which one is meant.
    """
    document = document_of(text, limits)
    if document is None:
        return None
    operation = get_operation_ast(document, name)
    if operation is None:
        raise CannotGetOperationTypeError(name)
    return operation.operation


@lru_cache(REMEMBERED)
def _parsed(text: str, **options: Any) -> Parsed:
    document = parse(text, **options)
    operations = sum(isinstance(node, OperationDefinitionNode) for node in document.definitions)
    return Parsed(document=document, operations=operations)


@lru_cache(REMEMBERED)
def _problems(checked: Checked) -> list[GraphQLError]:
    return validate_document(checked.schema, checked.document, checked.rules)
