"""Questions about the schema are answered once; afterwards the same answer costs little."""

from typing import Any

import orjson
import pytest
from graphql import get_introspection_query

from tests.api.test_limits import Work
from xiangmu.access.principals import SYSTEM
from xiangmu.api.context import Context, Shared
from xiangmu.api.costs import REPEATED
from xiangmu.api.introspection import REMEMBERED
from xiangmu.api.schema import schema
from xiangmu.catalog import load_catalog
from xiangmu.db.engine import Database
from xiangmu.services.budgets import Allowance
from xiangmu.services.clock import system_clock

pytestmark = pytest.mark.anyio
CATALOG = load_catalog()
TOOL = get_introspection_query()


@pytest.fixture
def visitor(database: Database) -> "Visitor":
    """Over an empty ledger."""
    return Visitor(database)


class Visitor:
    """Asks one question after another."""

    def __init__(self, database: Database) -> None:
        self._shared = Shared(CATALOG, database, system_clock)

    async def ask(self, query: str, **variables: Any) -> tuple[Any, int, int]:
        """What was answered, what it cost, and how many Python functions were called for it."""
        allowance = Allowance()
        context = Context(self._shared, SYSTEM, allowance=allowance)
        with Work() as work:
            result = await schema(CATALOG).execute(query, variables, context)
        assert result.errors is None
        return orjson.loads(orjson.dumps(result.data)), allowance.cost, work.calls


async def test_the_same_question_is_answered_again_with_hardly_any_work(visitor: "Visitor") -> None:
    query = f"# {id(visitor)}\n{TOOL}"
    first, first_cost, first_work = await visitor.ask(query)
    again, cost, work = await visitor.ask(query)
    assert again == first
    assert (cost, first_cost > 50 * cost) == (REPEATED, True)
    assert first_work > 100 * work


async def test_variables_make_another_question(visitor: "Visitor") -> None:
    query = "query Of($name: String!) { __type(name: $name) { name } }"
    for name in ("Project", "Unit", "Project"):
        answered, _, _ = await visitor.ask(query, name=name)
        assert answered == {"__type": {"name": name}}


async def test_what_was_asked_long_ago_is_worked_out_anew(visitor: "Visitor") -> None:
    query = f"# {id(visitor)}\n{TOOL}"
    _, first_cost, _ = await visitor.ask(query)
    for number in range(REMEMBERED):
        await visitor.ask(f'{{ __type(name: "Unit") {{ name }} }} # {id(visitor)} {number}')
    _, cost, _ = await visitor.ask(query)
    assert cost == first_cost


async def test_what_depends_on_the_data_is_never_kept(visitor: "Visitor") -> None:
    query = "{ __typename clauses: __schema { description } jurisdictions { title } }"
    _, first_cost, _ = await visitor.ask(query)
    _, cost, _ = await visitor.ask(query)
    assert cost == first_cost
