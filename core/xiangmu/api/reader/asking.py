"""Asking within the program: documents that it writes itself, all answered from one state of the database."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLError, GraphQLSchema, parse
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.api.errors import bad_input
from xiangmu.api.reader.operation import Question, plan_operation
from xiangmu.api.reader.reading import Reading
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.roots import read_root


class Asking:
    """Answers queries of the reader's root fields. Leaves are what their types serialize: yuan, dates, instants."""

    def __init__(self, reading: Reading, registry: Registry, schema: GraphQLSchema) -> None:
        self._reading, self._registry, self._schema = reading, registry, schema

    @property
    def connection(self) -> AsyncConnection:
        """Of the transaction."""
        return self._reading.connection

    async def answer(self, text: str, **variables: Any) -> Mapping[str, Any]:
        """What the fields of a query hold, under their response keys. Raises GraphQLError for what is given."""
        question = Question(
            text=text,
            name=None,
            given=b"",
            shape=self._reading.shape,
            document=parse(text),
            variables={name: content for name, content in variables.items() if content is not None},
        )
        operation = plan_operation(self._registry, self._schema, question)
        if operation is None:
            raise bad_input("filter", "筛选或排序已不能用, 请重新请求")
        found: dict[str, Any] = {}
        for key, plan in operation.plans.items():
            if isinstance(plan, GraphQLError):
                raise plan
            found[key] = None if plan is None else await read_root(self._reading, plan)
        return found
