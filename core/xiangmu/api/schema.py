"""The schema, composed once for the process, and its text."""

from functools import cache
from typing import Any

import strawberry
from graphql import GraphQLError, GraphQLInputObjectType, lexicographic_sort_schema, print_schema
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig
from strawberry.schema.schema_converter import GraphQLCoreConverter
from strawberry.types import ExecutionContext, ExecutionResult

from xiangmu.api.accountability.queries import AccountabilityQueries
from xiangmu.api.attainment.queries import AttainmentQueries
from xiangmu.api.boards.queries import BoardQueries
from xiangmu.api.claims.queries import DoubleClaimQueries
from xiangmu.api.jurisdictions.queries import JurisdictionQueries
from xiangmu.api.limits import Limits
from xiangmu.api.masking import masked
from xiangmu.api.operations import NamedAmongSeveral
from xiangmu.api.policies.queries import PolicyQueries
from xiangmu.api.publications.queries import PublicationQueries
from xiangmu.api.scalars import SCALARS
from xiangmu.api.scorecards.queries import ScorecardQueries


@strawberry.type(description="查询。")
class Query(
    JurisdictionQueries,
    PolicyQueries,
    AttainmentQueries,
    ScorecardQueries,
    BoardQueries,
    DoubleClaimQueries,
    AccountabilityQueries,
    PublicationQueries,
):
    """All queries."""


class PublicSchema(strawberry.Schema):
    """A schema whose errors may be shown to anybody."""

    async def execute(self, *args: Any, **named: Any) -> ExecutionResult:
        """Execute, then mask what nobody expected."""
        result = await super().execute(*args, **named)
        if result.errors:
            result.errors = [masked(error) for error in result.errors]
        return result

    def process_errors(
        self, errors: list[GraphQLError], execution_context: ExecutionContext | None = None
    ) -> None:
        """Nothing: masking writes the unexpected ones to the log."""


@cache
def schema() -> PublicSchema:
    """The schema of this process."""
    built = PublicSchema(
        query=Query,
        # the limits come first: they decide how the caches parse and validate
        extensions=[Limits, ParserCache, ValidationCache, NamedAmongSeveral],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    for type_ in built._schema.type_map.values():
        if isinstance(type_, GraphQLInputObjectType):
            # the library checks these inputs by itself and tells clients nothing: neither introspection nor SDL
            type_.is_one_of = type_.extensions[GraphQLCoreConverter.DEFINITION_BACKREF].is_one_of
    return built


def sdl() -> str:
    """The schema as sorted text, as ``schema.graphql`` holds it."""
    return print_schema(lexicographic_sort_schema(schema()._schema)) + "\n"
