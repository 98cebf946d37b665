"""Written by one statement, or executed field by field over the rows: every operation gets the same answer."""

import asyncio
from collections.abc import Collection, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import orjson
import pytest
from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.reader.asking import CATALOG, CONNECTIONS, Asking, schema
from tests.reader.operations import operations
from tests.reader.test_statements import QUERIES
from tests.support import databases
from tests.support.office import Office
from tests.support.scene import play_everything
from xiangmu.api.entities.queries import readable
from xiangmu.api.reader.entity import Computed

COMPUTED = frozenset(
    name
    for entity in readable(CATALOG).entities.values()
    for name, field in entity.fields.items()
    if isinstance(field, Computed)
)
"""Names of fields that keep a query from being one statement."""


class Played:
    """An office in which everything has happened, and a loop to ask it in."""

    def __init__(self, template: Path | URL, folder: Path, runner: asyncio.Runner) -> None:
        self._stack = AsyncExitStack()
        self._runner = runner
        runner.run(self._open(template, folder))

    async def _open(self, template: Path | URL, folder: Path) -> None:
        database = await self._stack.enter_async_context(databases.copied(template, folder / "ledger.db"))
        office = Office(database, CATALOG)
        await office.open()
        await play_everything(office)
        for number in range(5):
            await office.enrolled_project(f"第{number}个项目", unit=f"town{number % 3 + 1}")
        self._asking = Asking(office)
        asked = " ".join(f"{name}(first: 3) {{ nodes {{ id }} }}" for name in CONNECTIONS)
        found = await self._asking.ask(f"{{ {asked} }}")
        self.ids = [node["id"] for page in found.values() for node in page["nodes"]]
        self.ids += ["nobody", "prj_" + "0" * 32]

    def both_ways(self, query: str) -> tuple[bytes, bytes]:
        return self._runner.run(self._asking.both_ways(query))

    def close(self) -> None:
        self._runner.run(self._stack.aclose())


@pytest.fixture(scope="module")
def played(template: Path | URL, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    """One for all examples: they only read."""
    with asyncio.Runner() as runner:
        opened = Played(template, tmp_path_factory.mktemp("played"), runner)
        yield opened
        opened.close()


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_both_ways_answer_alike(played: Played, data: st.DataObject) -> None:
    without = data.draw(st.sampled_from([COMPUTED, frozenset()]))
    written, executed = played.both_ways(data.draw(operations(schema()._schema, played.ids, without)))
    assert written == executed


@pytest.mark.parametrize("query", QUERIES, ids=QUERIES.keys())
def test_relations_of_relations_are_equal(played: Played, query: str) -> None:
    written, executed = played.both_ways(QUERIES[query].text)
    assert written == executed


def everything(
    type_: GraphQLObjectType | GraphQLInterfaceType, without: Collection[str], depth: int = 2
) -> str:
    """All that can be asked of a type but fields of these names."""
    parts = ["__typename"]
    for name, field in type_.fields.items():
        named = get_named_type(field.type)
        if name in without:
            continue
        if not isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
            parts.append(name)
        elif depth:
            parts.append(f"{name} {{ {everything(named, without, depth - 1)} }}")
    return " ".join(parts)


@pytest.mark.parametrize("without", [frozenset(), COMPUTED], ids=["", "without what is computed"])
@pytest.mark.parametrize("name", CONNECTIONS)
def test_every_field_of_every_entity_is_alike(played: Played, name: str, without: frozenset[str]) -> None:
    query = schema()._schema.query_type
    assert query
    type_ = get_named_type(query.fields[name].type)
    assert isinstance(type_, GraphQLObjectType)
    written, executed = played.both_ways(f"{{ {name}(first: 5) {{ {everything(type_, without)} }} }}")
    assert written == executed
    assert orjson.loads(written)[name]["nodes"]
