"""Mutations behind the real endpoint, over an office's database."""

from functools import cache

import strawberry
from starlette.applications import Starlette
from starlette.routing import Route
from strawberry.extensions import ParserCache, ValidationCache
from strawberry.schema.config import StrawberryConfig

from tests.support.office import Office
from xiangmu.access.principals import SYSTEM
from xiangmu.api.context import Context
from xiangmu.api.entities.profiles import profile_types
from xiangmu.api.entities.queries import ReaderQuery, readable
from xiangmu.api.limits import Limits
from xiangmu.api.mutations.inputs import InputTypes
from xiangmu.api.mutations.root import mutation_type
from xiangmu.api.reader.reader import Reader, Reads
from xiangmu.api.scalars import SCALARS
from xiangmu.api.schema import PublicSchema
from xiangmu.catalog import Catalog
from xiangmu.web.graphql import GraphQLEndpoint


@strawberry.type(description="查询。")
class Query(ReaderQuery):
    """What the reader answers."""


@cache
def schema(catalog: Catalog) -> PublicSchema:
    """The schema over a catalog."""
    registry = readable(catalog)
    made = PublicSchema(
        query=Query,
        mutation=mutation_type(InputTypes(catalog), lambda: reader),
        types=[profile.type for profile in profile_types(catalog).values()],
        extensions=[Limits, ParserCache, ValidationCache, lambda: Reads(reader)],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    reader = Reader(registry, made, lambda _: SYSTEM)
    return made


def create_app(office: Office) -> Starlette:
    """The application."""
    endpoint = GraphQLEndpoint(schema(office.catalog), Context(office.catalog, office.database, office.clock))
    return Starlette(routes=[Route("/graphql", endpoint)])
