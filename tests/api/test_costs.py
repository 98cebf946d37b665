"""What an operation costs: pages and lists multiply, commands and boards have prices of their own."""

from typing import Any

import pytest
from graphql import OperationDefinitionNode, parse

from xiangmu.api.costs import COMMAND, COUNTING, FOLDING
from xiangmu.api.limits import Asked, Costs
from xiangmu.api.schema import schema
from xiangmu.api.weights import LIST_LENGTH, Scales
from xiangmu.catalog import load_catalog

SCHEMA = schema(load_catalog())._schema
BOARD = FOLDING["cost"]
COUNT = COUNTING["cost"]


def cost(query: str, variables: dict[str, Any] | None = None) -> int:
    document = parse(query)
    [operation] = [part for part in document.definitions if isinstance(part, OperationDefinitionNode)]
    return Scales(SCHEMA, document, 25, variables or {}).operation(operation).cost


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("{ __typename }", 1),
        ("{ projects { pageInfo { hasNextPage } } }", 3),
        ("{ projects(first: 7) { nodes { name stage } } }", 1 + 1 + 7 * 2),
        ("{ projects(first: 7) { edges { node { name } } } }", 1 + 1 + 7 * 2),
        ("{ projects { nodes { name } } }", 1 + 1 + 20),
        ("{ projects(first: 1) { nodes { stages(first: 5) { on } } } }", 1 + 1 + 1 + 5),
        ("{ projects(first: 10) { nodes { stages(first: 5) { on } } } }", 1 + 1 + 10 * (1 + 5)),
        (
            "{ projects(first: 5) { nodes { ...n } } } fragment n on Project { name unit { title } }",
            2 + 5 * 3,
        ),
        ("{ projects(first: 5) { ...c } } fragment c on ProjectConnection { nodes { name } }", 2 + 5),
        ("{ projects(first: 5) { ... { nodes { name } } } }", 2 + 5),
        ("{ projects(first: 0) { nodes { name } } }", 3),
        ("{ projects(first: 100000) { nodes { name } } }", 2 + 100),
        ("{ projects { totalCount sums { total } } }", 1 + COUNT + COUNT + 1),
        ('{ projects(filter: { jurisdiction: ["a", "b"] }) { pageInfo { endCursor } } }', 3 + 2),
        ("{ policies { clauses { id } } }", 1 + LIST_LENGTH * (1 + LIST_LENGTH)),
        ('{ scorecards(policy: "p", period: "x") { total } }', BOARD + LIST_LENGTH),
        ("{ nothing { of { this } } }", 3),
    ],
)
def test_queries(query: str, expected: int) -> None:
    assert cost(query) == expected


@pytest.mark.parametrize(
    ("variables", "nodes"), [({"n": 7}, 7), ({}, 30), ({"n": None}, 100), ({"n": "7"}, 100), ({"n": -1}, 1)]
)
def test_a_page_size_may_be_a_variable(variables: dict[str, Any], nodes: int) -> None:
    assert cost("query ($n: Int! = 30) { projects(first: $n) { nodes { name } } }", variables) == 2 + nodes


def test_lists_in_variables_count_like_lists_in_the_text() -> None:
    query = "query ($f: ProjectFilter) { projects(filter: $f) { pageInfo { endCursor } } }"
    assert cost(query, {"f": {"jurisdiction": ["a"] * 50, "stage": ["STARTED"]}}) == 3 + 51


def test_a_command_costs_more_than_a_query_and_a_batch_what_it_holds() -> None:
    one = "mutation ($i: StageRecordInput!) { stageRecord(input: $i) { no } }"
    assert cost(one, {"i": {}}) == COMMAND + 1
    batch = "mutation ($i: CommandBatchInput!) { commandBatch(input: $i) { errors { code } } }"
    few, many = (cost(batch, {"i": {"commands": [{}] * number}}) for number in (1, 100))
    assert many - few == 99 * 200


def test_costs_are_remembered_by_text_and_by_the_variables_that_matter() -> None:
    costs = Costs(SCHEMA)
    text = "query ($id: ID!, $n: Int!) { project(id: $id) { name } projects(first: $n) { nodes { name } } }"
    asked = Asked(text=text, name=None, document=parse(text))
    assert [costs.of(asked, {"id": key, "n": 5}, 25) for key in "abc"] == [2 + 2 + 5] * 3
    assert costs.of(asked, {"id": "a", "n": 6}, 25) == 2 + 2 + 6
    assert costs._costs.cache_info().misses == 2
