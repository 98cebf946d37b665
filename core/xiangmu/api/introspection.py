"""Questions about the schema itself: the answer is the same for everybody, for as long as the process lives."""

from collections.abc import AsyncIterator
from typing import Any

import orjson
from graphql import FieldNode, get_operation_ast
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionContext, ExecutionResult

from xiangmu.plugin.value import value

REMEMBERED = 8
"""Answers that are kept, of a few megabytes each: there are as many as kinds of tools in use."""
LONGEST = 20_000
"""Characters of a question whose answer is kept."""
ABOUT_THE_SCHEMA = frozenset({"__schema", "__type"})


@value
class SchemaQuestion:
    """An operation that asks about the schema only, with its variables as JSON."""

    text: str
    name: str | None
    given: bytes


class SchemaAnswers:
    """What was answered last, as JSON for each field."""

    def __init__(self) -> None:
        self._kept: dict[SchemaQuestion, dict[str, Any]] = {}

    def of(self, question: SchemaQuestion) -> ExecutionResult | None:
        """The answer, if it is kept."""
        kept = self._kept.get(question)
        return ExecutionResult(data=dict(kept), errors=None) if kept else None

    def keep(self, question: SchemaQuestion, data: dict[str, Any]) -> None:
        """For whoever asks the same; the oldest makes room."""
        while len(self._kept) >= REMEMBERED:
            del self._kept[next(iter(self._kept))]
        self._kept[question] = {key: orjson.Fragment(orjson.dumps(part)) for key, part in data.items()}


class Introspection(SchemaExtension):
    """Answers such a question from what is kept. Made anew for each operation."""

    def __init__(self, answers: SchemaAnswers) -> None:
        self._answers = answers

    async def on_execute(self) -> AsyncIterator[None]:
        """Before execution and after it."""
        execution = self.execution_context
        question = _about_the_schema(execution)
        if question is None:
            yield
            return
        execution.result = known = self._answers.of(question)
        yield
        answered = execution.result
        if known is None and answered and not answered.errors and answered.data:
            self._answers.keep(question, answered.data)


def _about_the_schema(execution: ExecutionContext) -> SchemaQuestion | None:
    text, document = execution.query, execution.graphql_document
    operation = document and get_operation_ast(document, execution.operation_name)
    if text is None or len(text) > LONGEST or not operation:
        return None
    asked = operation.selection_set.selections
    if not all(isinstance(node, FieldNode) and node.name.value in ABOUT_THE_SCHEMA for node in asked):
        return None
    given = orjson.dumps(execution.variables or {})
    return SchemaQuestion(text=text, name=execution.operation_name, given=given)
