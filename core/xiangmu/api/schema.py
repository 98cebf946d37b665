"""The schema, composed once for the process, and its text."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLInputObjectType, lexicographic_sort_schema, print_schema
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import ExecutionContext, ExecutionResult

from xiangmu.access.rights import Rights
from xiangmu.api.access.queries import AccessQueries
from xiangmu.api.accountability.queries import AccountabilityQueries
from xiangmu.api.agenda.queries import SHOWN, AgendaQueries
from xiangmu.api.attainment.queries import AttainmentQueries
from xiangmu.api.boards.queries import BoardQueries
from xiangmu.api.changes.queries import change_queries
from xiangmu.api.changes.reading import ChangesReader
from xiangmu.api.claims.queries import DoubleClaimQueries
from xiangmu.api.context import Context
from xiangmu.api.duplicates.queries import DuplicateQueries
from xiangmu.api.duties.queries import DutyQueries
from xiangmu.api.entities.profiles import profile_types
from xiangmu.api.entities.queries import ReaderQuery, readable
from xiangmu.api.exports.exporter import Exporter
from xiangmu.api.exports.mutations import export_mutation
from xiangmu.api.forms.queries import FormQueries
from xiangmu.api.imports.queries import ImportQueries
from xiangmu.api.indicators.queries import IndicatorQueries
from xiangmu.api.inspections.queries import InspectionQueries
from xiangmu.api.introspection import Introspection, SchemaAnswers
from xiangmu.api.inventories.queries import InventoryQueries
from xiangmu.api.jurisdictions.queries import JurisdictionQueries
from xiangmu.api.leaders.queries import LeaderQueries
from xiangmu.api.libraries.queries import LibraryQueries
from xiangmu.api.lights.queries import LightQueries
from xiangmu.api.limits import Costs, Limits
from xiangmu.api.lists.queries import ProjectListQueries
from xiangmu.api.live.subscriptions import subscription_type
from xiangmu.api.masking import masked
from xiangmu.api.mutations.inputs import InputTypes
from xiangmu.api.mutations.root import mutation_type
from xiangmu.api.operations import Operations
from xiangmu.api.policies.queries import PolicyQueries
from xiangmu.api.previews.queries import preview_queries
from xiangmu.api.procedures.queries import ProcedureQueries
from xiangmu.api.publications.queries import PublicationQueries
from xiangmu.api.reader.reader import Reader, Reads
from xiangmu.api.scalars import SCALARS
from xiangmu.api.schedule.queries import ScheduleQueries
from xiangmu.api.scorecards.queries import ScorecardQueries
from xiangmu.api.steady import Steadiness
from xiangmu.catalog import Catalog


@strawberry.type
class Query(
    ReaderQuery,
    JurisdictionQueries,
    PolicyQueries,
    AttainmentQueries,
    ScorecardQueries,
    BoardQueries,
    DoubleClaimQueries,
    AccountabilityQueries,
    ProjectListQueries,
    DutyQueries,
    ScheduleQueries,
    AgendaQueries,
    LeaderQueries,
    InspectionQueries,
    InventoryQueries,
    LibraryQueries,
    ProcedureQueries,
    LightQueries,
    IndicatorQueries,
    DuplicateQueries,
    FormQueries,
    ImportQueries,
    PublicationQueries,
    AccessQueries,
):
    """The queries that are the same whatever cities are loaded."""


class PublicSchema(strawberry.Schema):
    """A schema whose errors may be shown to anybody."""

    steadiness: Steadiness
    exporter: Exporter

    async def execute(self, *args: Any, **named: Any) -> ExecutionResult:
        """Execute, then mask what nobody expected."""
        return _masked(await super().execute(*args, **named), named.get("context_value"))

    async def events(self, *args: Any, **named: Any) -> AsyncGenerator[ExecutionResult, None]:
        """What a subscription tells, masked; a single result without data where it cannot begin or go on."""
        context = named.get("context_value")
        stream: Any = await self.subscribe(*args, **named)
        try:
            async with aclosing(stream):
                async for result in stream:
                    yield _masked(result, context)
        except (
            GraphQLError
        ) as error:  # of a text that cannot be parsed, or asks too much: the library lets it out
            yield _masked(ExecutionResult(data=None, errors=[error]), context)

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Nothing: masking writes the unexpected ones to the log."""


def _masked(result: ExecutionResult, context: Context | None) -> ExecutionResult:
    if result.errors:
        suggesting = context is None or context.settings.api.introspection
        result.errors = [masked(error, suggesting=suggesting) for error in result.errors]
    return result


@cache
def schema(catalog: Catalog) -> PublicSchema:
    """The schema over the loaded cities."""
    # the reader's types take the arguments that its entities declare: first of all
    registry = readable(catalog)
    inputs = InputTypes(catalog)
    changes = ChangesReader(registry, lambda: reader)
    built = PublicSchema(
        query=_query(inputs, changes),
        mutation=mutation_type(
            inputs, lambda: reader, {"export_sheet": export_mutation(registry, lambda: built.exporter)}
        ),
        subscription=subscription_type(changes),
        types=[*(profile.type for profile in profile_types(catalog).values()), *SHOWN],
        # the limits decide how operations are parsed and validated, and what an answer costs that is there already
        extensions=[
            lambda: Introspection(answers),
            lambda: Limits(costs),
            Operations,
            lambda: Reads(reader),
        ],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    answers, costs = SchemaAnswers(), Costs(built._schema)
    reader = Reader(registry, built, _rights)
    built.steadiness = Steadiness(registry, built._schema)
    built.exporter = Exporter(registry, reader, built, catalog)
    _tell_of_one_of(built)
    return built


def _query(inputs: InputTypes, changes: ChangesReader) -> type:
    """All queries, with those whose arguments are made of what the commands take."""
    bases = (Query, preview_queries(inputs), change_queries(changes))
    return strawberry.type(type("Query", bases, {}), description="查询。")


def _rights(context: Context) -> Rights:
    return context.rights


def _tell_of_one_of(built: PublicSchema) -> None:
    """Mark the inputs that take exactly one field: the library checks them and tells clients nothing."""
    for type_ in built._schema.type_map.values():
        if isinstance(type_, GraphQLInputObjectType):
            type_.is_one_of = type_.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].is_one_of


def sdl(catalog: Catalog) -> str:
    """The schema as sorted text, as ``schema.graphql`` holds it for the cities that come with the program."""
    return print_schema(lexicographic_sort_schema(schema(catalog)._schema)) + "\n"
