"""Limits: what asks too much is refused after little work. Work is counted, not timed."""

import sys
from types import FrameType
from typing import Any

import pytest
from graphql import get_introspection_query
from strawberry.types import ExecutionResult

from xiangmu.access.principals import SYSTEM
from xiangmu.api.context import Context, Shared
from xiangmu.api.schema import schema
from xiangmu.catalog import load_catalog
from xiangmu.db.engine import Database
from xiangmu.services.clock import system_clock
from xiangmu.settings import LimitSettings

pytestmark = pytest.mark.anyio


def little(query: str) -> int:
    """Calls of Python functions that may go into a refusal: no more than reading the text takes."""
    return 20_000 + 40 * len(query)


class Work:
    """Counts calls of Python functions."""

    def __init__(self) -> None:
        self.calls = 0

    def __enter__(self) -> "Work":
        sys.setprofile(self._count)
        return self

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)

    def _count(self, _: FrameType, event: str, __: Any) -> None:
        self.calls += event == "call"


CATALOG = load_catalog()
LIMITS = LimitSettings()


async def executed(
    query: str, variables: dict[str, Any] | None = None, operation_name: str | None = None
) -> ExecutionResult:
    """The result over a database that nothing may be asked of."""
    nowhere = Context(Shared(CATALOG, Database.open("sqlite:///:memory:"), system_clock), SYSTEM)
    return await schema(CATALOG).execute(query, variables, nowhere, operation_name=operation_name)


async def refusal(query: str, variables: dict[str, Any] | None = None) -> tuple[str, str]:
    """Code and message of the only error, found with little work."""
    await executed("{ __typename }")  # the first request of a process builds the schema
    with Work() as work:
        result = await executed(query, variables)
    assert result.data is None
    assert work.calls < little(query), work.calls
    [error] = result.errors or []
    return (error.extensions or {})["code"], error.message


def fragments(levels: int, spreads: int) -> str:
    """Fragments that each spread the next one ``spreads`` times: spreads ** levels fields."""
    chain = "".join(f"fragment f{n} on Policy {{ {f'...f{n + 1} ' * spreads} }} " for n in range(levels))
    return f"{{ policies {{ ...f0 }} }} {chain} fragment f{levels} on Policy {{ key }}"


def nested(levels: int) -> str:
    """Jurisdictions of policies of jurisdictions …"""
    return "{ policies " + "{ jurisdiction { policies " * levels + "{ key }" + " } }" * levels + "}"


@pytest.mark.parametrize("levels", [10, 20])
async def test_a_bomb_of_nested_fragments_is_weighed_without_being_expanded(levels: int) -> None:
    query = fragments(levels, 10)
    assert len(query) < 3_000
    assert await refusal(query) == ("LIMIT_EXCEEDED", f"查询的复杂度超过上限 {LIMITS.complexity}")


async def test_a_chain_of_fragments_is_as_deep_as_it_looks() -> None:
    assert await refusal(fragments(200, 1)) == ("LIMIT_EXCEEDED", f"查询的嵌套超过上限 {LIMITS.depth}")


async def test_depth() -> None:
    assert await refusal(nested(12)) == ("LIMIT_EXCEEDED", f"查询的嵌套超过上限 {LIMITS.depth}")


async def test_inline_fragments_count_as_depth() -> None:
    query = "{ policies { " + "... { " * 100 + "key" + " }" * 100 + " } }"
    assert await refusal(query) == ("LIMIT_EXCEEDED", f"查询的嵌套超过上限 {LIMITS.depth}")


async def test_complexity_grows_with_every_list_within_another() -> None:
    assert await refusal(nested(5)) == ("LIMIT_EXCEEDED", f"查询的复杂度超过上限 {LIMITS.complexity}")


PAGES = "projects(first: %s) { nodes { stages(first: %s) { project { stages(first: %s) { on } } } } }"


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("{ " + PAGES % (100, 50, 50) + " }", None),
        ("query ($n: Int!) { " + PAGES % ("$n", 50, 50) + " }", {"n": 100}),
        ("query ($n: Int! = 100) { " + PAGES % ("$n", 50, 50) + " }", None),
        ("{ ...a } fragment a on Query { " + PAGES % (100, 50, 50) + " }", None),
        ("{ " + PAGES % ("9" * 5_000, 50, 50) + " }", None),
    ],
    ids=["written", "variable", "default", "fragment", "absurd"],
)
async def test_pages_within_pages_cost_what_they_ask_for(
    query: str, variables: dict[str, Any] | None
) -> None:
    refused = "LIMIT_EXCEEDED", f"查询的复杂度超过上限 {LIMITS.complexity}"
    assert await refusal(query, variables) == refused


async def test_several_operations_in_one_document_are_counted() -> None:
    query = " ".join(f"query q{n} {{ __typename }}" for n in range(LIMITS.operations + 1))
    result = await executed(query, operation_name="q0")
    [error] = result.errors or []
    assert error.message == f"查询的操作超过上限 {LIMITS.operations}"


async def test_boards_cannot_be_asked_for_by_the_dozen() -> None:
    fields = " ".join(
        f'c{n}: scorecards(policy: "p", period: "2023Q1", asOf: "2023-01-{n:02d}") {{ total }}'
        for n in range(1, 31)
    )
    assert await refusal(f"{{ {fields} }}") == ("LIMIT_EXCEEDED", f"查询的复杂度超过上限 {LIMITS.complexity}")


async def test_aliases_within_fragments_count_wherever_they_are_spread() -> None:
    query = "{ policies { ...a ...a ...a ...a } } fragment a on Policy { " + " ".join(
        f"a{n}: key" for n in range(20)
    )
    assert await refusal(query + " }") == ("LIMIT_EXCEEDED", f"查询的别名超过上限 {LIMITS.aliases}")


async def test_directives_within_fragments_count_wherever_they_are_spread() -> None:
    query = "{ policies { ...a ...a ...a ...a } } fragment a on Policy { " + "key @skip(if: false) " * 20
    assert await refusal(query + " }") == ("LIMIT_EXCEEDED", f"查询的指令超过上限 {LIMITS.directives}")


async def test_tokens_and_characters() -> None:
    code, message = await refusal("{ policies { " + "key " * LIMITS.tokens + "} }")
    assert code == "GRAPHQL_PARSE_FAILED"
    assert str(LIMITS.tokens) in message
    code, message = await refusal("{ policies { key } }" + " " * LIMITS.characters)
    assert (code, message) == ("LIMIT_EXCEEDED", f"查询的文本字符数超过上限 {LIMITS.characters}")


@pytest.mark.parametrize(
    "query",
    [
        "{ policies { " + "clauses { id } " * 400 + "} }",
        "{ " + "policies { clauses { id } } " * 250 + "}",
        "{ policies { ...a ...b } } fragment a on Policy { "
        + "clauses { id } " * 200
        + "} fragment b on Policy { "
        + "clauses { id } " * 200
        + "}",
    ],
)
async def test_fields_repeated_again_and_again_are_not_compared_for_long(query: str) -> None:
    assert await refusal(query) == ("LIMIT_EXCEEDED", "查询过于繁复, 或错误过多, 校验已中止")


async def test_braces_nested_beyond_the_parser_are_refused() -> None:
    code, _ = await refusal("{ a " * 1_000 + "}" * 1_000)
    assert code == "GRAPHQL_PARSE_FAILED"


async def test_fragments_that_spread_themselves_are_left_to_the_rule_for_them() -> None:
    code, message = await refusal("{ policies { ...a } } fragment a on Policy { key ...a }")
    assert code == "GRAPHQL_VALIDATION_FAILED"
    assert "fragment" in message


async def test_each_operation_is_weighed_by_itself_and_mistakes_keep_their_explanation() -> None:
    result = await executed("query A { nothing } query B { policies { nothing } }", operation_name="A")
    assert [error.message for error in result.errors or ()] == [
        "Query 没有字段 nothing",
        "Policy 没有字段 nothing",
    ]
    assert {(error.extensions or {})["code"] for error in result.errors or ()} == {
        "GRAPHQL_VALIDATION_FAILED"
    }


async def test_the_introspection_query_of_tools_passes() -> None:
    query = get_introspection_query(
        specified_by_url=True,
        directive_is_repeatable=True,
        schema_description=True,
        input_value_deprecation=True,
    )
    result = await executed(query)
    assert result.errors is None


async def test_introspection_cannot_go_round_in_circles() -> None:
    circle = "fields { type { " * 5 + "name" + " } }" * 5
    code, _ = await refusal(f"{{ __schema {{ types {{ {circle} }} }} }}")
    assert code == "LIMIT_EXCEEDED"


async def test_a_second_request_with_the_same_text_is_neither_parsed_nor_validated_again() -> None:
    async def work(query: str) -> int:
        with Work() as counted:
            await executed(query)
        return counted.calls

    query = "{ __typename " + "__typename " * 50 + "}"
    assert await work(query) > 3 * await work(query)
