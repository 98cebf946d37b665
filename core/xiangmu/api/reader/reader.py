"""The reader as the schema sees it: it answers whole operations, and reads rows for resolvers of other fields.

When the database can write everything that an operation asks for, its answer passes through as it is: the library
would spend more time on handing out the leaves than the database on finding them. Otherwise rows are read level by
level and become the root value, in which the fields look up their keys.
"""

import logging
from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any

import orjson
from graphql import GraphQLError, GraphQLResolveInfo, get_named_type
from sqlalchemy.exc import OperationalError
from strawberry import Schema
from strawberry.extensions import SchemaExtension
from strawberry.types import ExecutionContext, ExecutionResult

from xiangmu.access.rights import Rights
from xiangmu.api.reader.agreement import require_agreement
from xiangmu.api.reader.asking import Asking
from xiangmu.api.reader.ids import Key
from xiangmu.api.reader.operation import Operation, Question, plan_operation
from xiangmu.api.reader.planner import Planner
from xiangmu.api.reader.reading import Reading
from xiangmu.api.reader.registry import Registry
from xiangmu.api.reader.resolvers import attach
from xiangmu.api.reader.roots import RootPlan, read_root, read_written
from xiangmu.api.reader.selection import Collector

LOG = logging.getLogger("xiangmu.api.reader")
REMEMBERED = 500
"""Plans that are kept for when the same is asked again with the same variables."""
LONGEST = 20_000
"""Characters of a query whose plan is kept."""


class Reader:
    """Reads what ``registry`` declares through ``schema``: from the context's database, as far as its rights go.

    One statement for each root field where that is possible and ``at_once`` does not forbid it, else one for each
    relation. Raises DeclarationError when declarations and schema disagree.
    """

    def __init__(
        self,
        registry: Registry,
        schema: Schema,
        rights_of: Callable[[Any], Rights],
        *,
        at_once: bool = True,
    ) -> None:
        self._registry = registry
        self._schema = schema._schema
        self._rights_of = rights_of
        self._at_once = at_once
        self._remembered = lru_cache(REMEMBERED)(self._plan)
        require_agreement(registry, self._schema)
        attach(registry, self._schema)

    async def answer(self, execution: ExecutionContext) -> None:
        """Read for a validated operation, and leave its result or its root value."""
        context = execution.context
        operation = self._planned(execution)
        if operation is None:
            return
        if self._at_once and (plans := operation.whole) is not None:
            try:
                execution.result = ExecutionResult(data=await self._whole(plans, context), errors=None)
                return
            except OperationalError:
                LOG.info("整条查询不能一次读成, 改为逐层读取")
            except Exception:
                # execution reads again, field by field, and tells the client where it went wrong
                LOG.exception("整条查询没有读成, 改为逐个字段执行")
        execution.root_value = await self._parts(operation, context)

    async def rows(
        self, info: GraphQLResolveInfo[Any], keys: Collection[Key], name: str | None = None
    ) -> dict[Key, dict[str, Any]]:
        """For a resolver of another field: rows with ``keys`` of the entity that the field returns.

        Where the field returns an interface, ``name`` is the entity, and the rows have to be made Typed.
        """
        context = info.context
        entity = self._registry.entities[name or get_named_type(info.return_type).name]
        asked = Collector.of(info).selection(info.parent_type, info.field_nodes)
        planner = Planner(self._registry, self._rights_of(context).shape)
        level = planner.by_key(entity, asked.within[entity.name], len(keys))
        async with self._reading(context) as reading:
            found = await reading.rows(level, keys)
        return {key: row for key in keys for row in found.of(key)}

    @asynccontextmanager
    async def asking(self, context: Any) -> AsyncIterator[Asking]:
        """For a program that asks one thing after another: all of it of one state of the database."""
        async with self._reading(context) as reading:
            yield Asking(reading, self._registry, self._schema)

    def _planned(self, execution: ExecutionContext) -> Operation | None:
        text, document = execution.query, execution.graphql_document
        if text is None or document is None:
            return None
        variables = execution.variables or {}
        question = Question(
            text=text,
            name=execution.operation_name,
            given=orjson.dumps(variables),
            shape=self._rights_of(execution.context).shape,
            document=document,
            variables=variables,
        )
        if len(text) + len(question.given) > LONGEST:
            return self._plan(question)
        return self._remembered(question)

    def _plan(self, question: Question) -> Operation | None:
        return plan_operation(self._registry, self._schema, question)

    async def _whole(self, plans: Mapping[str, RootPlan], context: Any) -> dict[str, Any]:
        async with self._reading(context, alone=len(plans) == 1) as reading:
            return {key: await read_written(reading, plan) for key, plan in plans.items()}

    async def _parts(self, operation: Operation, context: Any) -> dict[str, Any]:
        if not operation.reads:
            return dict(operation.plans)
        async with self._reading(context) as reading:
            return {key: await _part(reading, plan) for key, plan in operation.plans.items()}

    @asynccontextmanager
    async def _reading(self, context: Any, *, alone: bool = False) -> AsyncIterator[Reading]:
        """``alone``: for one statement."""
        database = context.database
        async with database.glancing() if alone else database.reading() as connection:
            yield Reading(connection, context, self._rights_of(context), self._registry)


class Reads(SchemaExtension):
    """Lets a reader answer. Made anew for each operation."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    async def on_execute(self) -> AsyncIterator[None]:
        """Before execution."""
        await self._reader.answer(self.execution_context)
        yield


async def _part(reading: Reading, plan: RootPlan | GraphQLError | None) -> Any:
    if plan is None or isinstance(plan, GraphQLError):
        return plan
    try:
        return await read_root(reading, plan)
    except Exception as error:  # the field tells it, where execution puts it in its place
        return error
