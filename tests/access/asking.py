"""Everything that somebody can read, asked for through the real application."""

import re
from collections.abc import Iterator
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLObjectType, get_named_type, is_leaf_type

from tests.access.realm import Realm, catalog
from tests.api.asking import Client
from xiangmu.api.entities.queries import readable
from xiangmu.api.entities.roots import ROOTS
from xiangmu.api.reader.entity import All, Computed
from xiangmu.api.schema import schema

SCHEMA = schema(catalog())._schema
ENTITIES = readable(catalog()).entities
LISTS = [name for name, root in ROOTS.items() if isinstance(root, All)]
DEEP = ("projects", "units")
MARK = re.compile(r"〔([^/]*)/([^/]*)/([^〕]*)〕")
Marks = set[tuple[str, ...]]


def query_of(root: str, *, at_once: bool) -> str:
    """A query for all rows of a list with what hangs on them: all that one statement brings, or the rest."""
    query = SCHEMA.query_type
    assert query
    connection = get_named_type(query.fields[root].type)
    assert isinstance(connection, GraphQLObjectType)
    nodes = get_named_type(connection.fields["nodes"].type)
    fields = " ".join(_fields(nodes, 2 if root in DEEP else 1, at_once))
    first = 100 if root == "commands" else 12
    return f"{{ {root}(first: {first}) {{ totalCount nodes {{ {fields} }} }} }}"


def _fields(type_: Any, depth: int, at_once: bool) -> Iterator[str]:
    yield "__typename"
    for name, field in type_.fields.items():
        below = get_named_type(field.type)
        if is_leaf_type(below) and not _is_computed(type_, name):
            yield name
        elif _is_computed(type_, name) if at_once else not _is_computed(type_, name):
            continue
        elif is_leaf_type(below):
            yield name
        elif _is_computed(type_, name):
            yield f"{name} {{ {' '.join(_fields(below, 1, True))} }}"
        elif depth and isinstance(below, GraphQLObjectType):
            first = "(first: 3)" if "first" in field.args else ""
            if below.name.endswith("Connection"):
                inner = get_named_type(below.fields["nodes"].type)
                within = " ".join(_fields(inner, depth - 1, at_once))
                yield f"{name}{first} {{ totalCount nodes {{ {within} }} }}"
            else:
                yield f"{name}{first} {{ {' '.join(_fields(below, depth - 1, at_once))} }}"


def _is_computed(type_: GraphQLObjectType | GraphQLInterfaceType, field: str) -> bool:
    entity = ENTITIES.get(type_.name)
    return entity is not None and isinstance(entity.fields[field], Computed)


async def everything(realm: Realm, client: Client) -> list[Any]:
    """What all lists show to whoever the client is, by either way of reading."""
    found = []
    for root in LISTS:
        for at_once in (True, False):
            realm.office.pass_time(minutes=1)  # there is a budget for each
            answer = await client.send(query_of(root, at_once=at_once))
            assert "errors" not in answer, (root, answer["errors"])
            found.append(answer["data"])
    return found


def marks(content: Any) -> Marks:
    """Whose texts stand in it."""
    return set(MARK.findall(str(content)))
