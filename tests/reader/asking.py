"""The reader's queries over an office's database, by both ways, with their statements counted."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import orjson
import strawberry
from sqlalchemy import Table, event
from strawberry.extensions import SchemaExtension
from strawberry.schema.config import StrawberryConfig
from strawberry.types import ExecutionResult

from tests.support import city
from tests.support.office import Office
from xiangmu.access.principals import SYSTEM
from xiangmu.access.row_rules import RULES, RowRule
from xiangmu.api.context import Context, Shared
from xiangmu.api.entities.profiles import profile_types
from xiangmu.api.entities.queries import ReaderQuery, readable
from xiangmu.api.entities.roots import ROOTS
from xiangmu.api.limits import Costs, Limits
from xiangmu.api.reader.entity import All
from xiangmu.api.reader.reader import Reader, Reads
from xiangmu.api.scalars import SCALARS
from xiangmu.api.schema import PublicSchema

CATALOG = city.catalog()
CONNECTIONS = [name for name, root in ROOTS.items() if isinstance(root, All)]


@strawberry.type
class Query(ReaderQuery):
    """What the reader answers."""


class Witness(SchemaExtension):
    """Notes whether the answer is there before anything is executed."""

    def on_execute(self) -> Iterator[None]:
        """After the reader."""
        self.execution_context.context.alone = self.execution_context.result is not None
        yield


class Noting(Context):
    """A context in which the witness notes."""

    alone = False


@cache
def schema(*, at_once: bool = True) -> PublicSchema:
    """The schema over the invented city, read by one statement or level by level."""
    return schema_under(RULES, at_once=at_once)


def schema_under(rules: Mapping[Table, RowRule], *, at_once: bool) -> PublicSchema:
    """The same, under these rules."""
    registry = readable(CATALOG, rules)
    made = PublicSchema(
        query=Query,
        types=[profile.type for profile in profile_types(CATALOG).values()],
        extensions=[lambda: Limits(costs), lambda: Reads(reader), Witness],
        config=StrawberryConfig(scalar_map=SCALARS),
    )
    costs = Costs(made._schema)
    reader = Reader(registry, made, lambda context: context.rights, at_once=at_once)
    return made


class Asking:
    """Asks over one database."""

    def __init__(self, office: Office) -> None:
        self.statements: list[str] = []
        self.context = Noting(Shared(CATALOG, office.database, office.clock), SYSTEM)
        event.listen(office.database.engine.sync_engine, "before_cursor_execute", self._note)

    def _note(self, _: Any, __: Any, statement: str, *___: Any) -> None:
        if not statement.startswith("BEGIN"):
            self.statements.append(statement)

    async def result(self, query: str, *, at_once: bool = True, **variables: Any) -> ExecutionResult:
        """The result, whatever it is."""
        self.statements.clear()
        asked = schema(at_once=at_once)
        return await asked.execute(query, variable_values=variables, context_value=self.context)

    async def ask(self, query: str, *, at_once: bool = True, **variables: Any) -> Any:
        """The data of an answer without errors."""
        result = await self.result(query, at_once=at_once, **variables)
        assert not result.errors, result.errors
        return orjson.loads(orjson.dumps(result.data))

    async def both_ways(self, query: str, **variables: Any) -> tuple[bytes, bytes]:
        """What the database writes, unless something has to be computed, and what execution makes of rows."""
        executed = await self.ask(query, at_once=False, **variables)
        assert not self.context.alone
        written = await self.ask(query, **variables)
        return orjson.dumps(written), orjson.dumps(executed)

    async def refusals(self, query: str, **variables: Any) -> list[tuple[str, str, str]]:
        """Code, field and message of each error."""
        result = await self.result(query, **variables)
        told = [error.formatted for error in result.errors or ()]
        return [
            (error["extensions"]["code"], error["extensions"].get("field", ""), error["message"])
            for error in told
        ]
