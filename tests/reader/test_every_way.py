"""One statement, one for each level, execution field by field: every operation gets the same bytes."""

import asyncio
import re
from collections.abc import Iterator
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

COMPUTED = re.compile(r"history \{[^{}]*\}|groups \{[^{}]*\}|readings \{[^{}]*\}|\b(codes|aliases)\b")
"""In a query, what keeps it from being one statement."""


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

    def every_way(self, query: str) -> tuple[bytes, bytes, bytes]:
        return self._runner.run(self._asking.every_way(query))

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
def test_every_way_gives_equal_bytes(played: Played, data: st.DataObject) -> None:
    query = data.draw(operations(schema()._schema, played.ids))
    at_once, by_level, executed = played.every_way(query)
    assert at_once == by_level == executed


@pytest.mark.parametrize("query", QUERIES, ids=QUERIES.keys())
def test_relations_of_relations_are_equal(played: Played, query: str) -> None:
    at_once, by_level, executed = played.every_way(QUERIES[query].text)
    assert at_once == by_level == executed


def everything(type_: GraphQLObjectType | GraphQLInterfaceType, depth: int = 2) -> str:
    """All that can be asked of a type."""
    parts = ["__typename"]
    for name, field in type_.fields.items():
        named = get_named_type(field.type)
        if not isinstance(named, GraphQLObjectType | GraphQLInterfaceType):
            parts.append(name)
        elif depth:
            parts.append(f"{name} {{ {everything(named, depth - 1)} }}")
    return " ".join(parts)


@pytest.mark.parametrize("computed", [True, False], ids=["", "without what is computed"])
@pytest.mark.parametrize("name", CONNECTIONS)
def test_every_field_of_every_entity_is_equal(played: Played, name: str, computed: bool) -> None:
    query = schema()._schema.query_type
    assert query
    type_ = get_named_type(query.fields[name].type)
    assert isinstance(type_, GraphQLObjectType)
    asked = everything(type_) if computed else COMPUTED.sub("", everything(type_))
    at_once, by_level, executed = played.every_way(f"{{ {name}(first: 5) {{ {asked} }} }}")
    assert at_once == by_level == executed
    assert orjson.loads(at_once)[name]["nodes"]
