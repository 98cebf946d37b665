"""Which operation of a document is meant."""

from collections.abc import Iterator

from graphql import OperationDefinitionNode
from strawberry.extensions import SchemaExtension
from strawberry.schema.exceptions import CannotGetOperationTypeError


class NamedAmongSeveral(SchemaExtension):
    """Refuses several operations without a name: the library would take the first one, the specification forbids it."""

    def on_parse(self) -> Iterator[None]:
        """After parsing. Raises CannotGetOperationTypeError, as the library does for a name that is not there."""
        yield
        context = self.execution_context
        # the public property already gives the name of the first operation
        if context._provided_operation_name is not None or context.graphql_document is None:
            return
        definitions = context.graphql_document.definitions
        if sum(isinstance(definition, OperationDefinitionNode) for definition in definitions) > 1:
            raise CannotGetOperationTypeError(None)
