"""What a client asks for, as a tree."""

from typing import Any

import pytest
from graphql import FragmentDefinitionNode, OperationDefinitionNode, get_variable_values, parse, validate
from graphql.execution.values import VariableValues

from tests.reader.library import SCHEMA
from xiangmu.api.reader.selection import Collector, Selection


def selected(query: str, **variables: Any) -> tuple[Selection, ...]:
    document = parse(query)
    assert validate(SCHEMA, document) == []
    [operation] = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    fragments = {
        node.name.value: node for node in document.definitions if isinstance(node, FragmentDefinitionNode)
    }
    values = get_variable_values(SCHEMA, operation.variable_definitions or (), variables)
    assert isinstance(values, VariableValues)
    assert SCHEMA.query_type
    return Collector(SCHEMA, fragments, values).selections(SCHEMA.query_type, [operation.selection_set])


def outline(selections: tuple[Selection, ...]) -> list[Any]:
    """Keys in order; with what is within, by type when there are several."""
    told: list[Any] = []
    for asked in selections:
        within = {name: outline(inner) for name, inner in asked.within.items()}
        told.append(
            (asked.key, *(within.values() if len(within) == 1 else [within])) if within else asked.key
        )
    return told


def test_keys_are_aliases_in_the_order_of_the_answer() -> None:
    [authors] = selected("{ writers: authors { nodes { b: name id a: born } } }")
    assert outline((authors,)) == [("writers", [("nodes", ["b", "id", "a"])])]
    assert authors.name == "authors"


def test_equal_keys_are_merged_where_they_first_stand() -> None:
    asked = selected(
        """{ authors { nodes { name books { title } } nodes { born books { pages } } } ...more }
        fragment more on Query { authors { nodes { id } totalCount } }"""
    )
    assert outline(asked) == [
        ("authors", [("nodes", ["name", ("books", ["title", "pages"]), "born", "id"]), "totalCount"])
    ]


def test_one_relation_twice_under_two_aliases_stays_two() -> None:
    [authors] = selected("{ authors { nodes { short: books(first: 1) { id } books(first: 2) { title } } } }")
    [nodes] = authors.only
    assert [(books.key, books.arguments["first"]) for books in nodes.only] == [("short", 1), ("books", 2)]


@pytest.mark.parametrize(("skip", "keys"), [(True, ["name", "born"]), (False, ["id", "name"])])
def test_directives_decide_with_variables(skip: bool, keys: list[str]) -> None:
    asked = selected(
        """query($skip: Boolean!) { author(id: "x") {
            id @skip(if: $skip) name ... @include(if: $skip) { born } ...gone @skip(if: true) } }
        fragment gone on Author { born }""",
        skip=skip,
    )
    assert outline(asked) == [("author", keys)]


def test_an_interface_is_asked_by_each_of_its_types() -> None:
    [node] = selected(
        """{ node(id: "x") { __typename id ... on Author { name } ... on Book { title } ... on Node { i: id } } }"""
    )
    assert {name: outline(inner) for name, inner in node.within.items()} == {
        "Author": ["__typename", "id", "name", "i"],
        "Book": ["__typename", "id", "title", "i"],
    }


def test_a_fragment_counts_once_in_each_place_that_spreads_it() -> None:
    asked = selected(
        """{ a: author(id: "x") { ...who ...who } b: author(id: "y") { ...who } }
        fragment who on Author { name }"""
    )
    assert outline(asked) == [("a", ["name"]), ("b", ["name"])]


def test_arguments_are_read_with_defaults_and_variables() -> None:
    [authors] = selected("query($n: Int!) { authors(first: $n, order: [{by: NAME}]) { totalCount } }", n=7)
    assert authors.arguments["first"] == 7
    [order] = authors.arguments["order"]
    assert (order["by"].value, order["direction"].value) == ("NAME", "ASC")
