"""Values of the wrong type are refused in Chinese, with their place."""

import re
from datetime import date
from enum import StrEnum
from typing import Any

import pytest
import strawberry
from strawberry.schema.config import StrawberryConfig

from xiangmu.api.scalars import SCALARS
from xiangmu.api.schema import PublicSchema

pytestmark = pytest.mark.anyio


@strawberry.enum
class Colour(StrEnum):
    """Two of them."""

    RED = "RED"
    BLUE = "BLUE"


@strawberry.input(one_of=True)
class Choice:
    """One of two."""

    number: int | None = strawberry.UNSET
    text: str | None = strawberry.UNSET


@strawberry.input
class Form:
    """A field of each sort."""

    text: str
    number: int | None = strawberry.UNSET
    share: float | None = strawberry.UNSET
    truth: bool | None = strawberry.UNSET
    id: strawberry.ID | None = strawberry.UNSET
    day: date | None = strawberry.UNSET
    colour: Colour | None = strawberry.UNSET
    choice: Choice | None = strawberry.UNSET
    forms: list["Form"] | None = strawberry.UNSET


@strawberry.type
class Query:
    """Takes a form."""

    @strawberry.field
    def fill(self, input: Form) -> str:
        return input.text


SCHEMA = PublicSchema(query=Query, config=StrawberryConfig(scalar_map=SCALARS))
ASK = "query($input: Form!) { fill(input: $input) }"


async def refusals(query: str, variables: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    result = await SCHEMA.execute(query, variable_values=variables)
    assert result.errors
    return [((error.extensions or {}).get("field", ""), error.message) for error in result.errors]


@pytest.mark.parametrize(
    ("given", "field", "told"),
    [
        (None, "input", "须填写, 不能为空"),
        (3, "input", "须为对象"),
        ({}, "input.text", "须填写"),
        ({"text": None}, "input.text", "须填写, 不能为空"),
        ({"text": 3}, "input.text", "须为文字"),
        ({"text": "", "number": "3"}, "input.number", "须为整数"),
        ({"text": "", "number": 2**40}, "input.number", "整数超出范围"),
        ({"text": "", "share": "x"}, "input.share", "须为数字"),
        ({"text": "", "truth": 1}, "input.truth", "须为 true 或 false"),
        ({"text": "", "id": []}, "input.id", "须为标识, 写作文字"),
        ({"text": "", "day": "2023-02-30"}, "input.day", "日期须形如 2023-06-30"),
        ({"text": "", "day": 3}, "input.day", "日期须形如 2023-06-30"),
        ({"text": "", "colour": "GREEN"}, "input.colour", "Colour 没有取值“GREEN”"),
        ({"text": "", "colour": "X" * 10**6}, "input.colour", f"Colour 没有取值“{'X' * 40}…”"),
        ({"text": "", "colour": 1}, "input.colour", "须为 Colour 的取值之一"),
        ({"text": "", "zz": 1}, "input", "没有字段“zz”"),
        ({"text": "", "forms": [{"text": ""}, {"text": 1}]}, "input.forms.1.text", "须为文字"),
        ({"text": "", "forms": [3]}, "input.forms.0", "须为对象"),
    ],
)
async def test_a_variable_that_does_not_fit(given: Any, field: str, told: str) -> None:
    assert await refusals(ASK, {"input": given}) == [(field, f"{field}: {told}")]


@pytest.mark.parametrize("choice", [{}, {"number": 1, "text": ""}])
async def test_one_of_several_in_a_variable(choice: dict[str, Any]) -> None:
    given = {"text": "", "choice": choice}
    assert await refusals(ASK, {"input": given}) == [("", "Choice 须恰好填一项, 且不能为空")]


async def test_null_as_one_of_several_in_a_variable() -> None:
    given = {"text": "", "choice": {"number": None}}
    assert await refusals(ASK, {"input": given}) == [("", "所填的一项不能为空")]


async def test_a_variable_that_is_missing() -> None:
    assert await refusals(ASK, {}) == [("input", "input: 须填写, 不能为空")]


async def test_every_fault_of_a_variable_is_told() -> None:
    given = {"text": 1, "number": "x", "colour": "Y"}
    assert [field for field, _ in await refusals(ASK, {"input": given})] == [
        "input.text",
        "input.number",
        "input.colour",
    ]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("null", "须填写, 不能为空"),
        ("3", "须为对象"),
        ("{}", "text: 须填写"),
        ("{text: 3}", "须为文字"),
        ('{text: "", number: 1.5}', "须为整数"),
        ('{text: "", colour: GREEN}', "Colour 没有取值“GREEN”"),
        ('{text: "", colour: "RED"}', "须为 Colour 的取值之一"),
        ('{text: "", choice: {}}', "Choice 须恰好填一项, 且不能为空"),
        ('{text: "", day: "x"}', "日期须形如 2023-06-30"),
        ('{text: "", zz: 1}', "没有字段“zz”"),
    ],
)
async def test_a_value_in_the_query_that_does_not_fit(given: str, told: str) -> None:
    [(_, message)] = await refusals(f"{{ fill(input: {given}) }}")
    assert message == told


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("{", "语法错误: Expected Name, found <EOF>."),
        ("{ fil }", "Query 没有字段 fil, 是不是 fill"),
        ("{ nothing }", "Query 没有字段 nothing"),
        ('{ fill(input: {text: ""}, inpt: 1) }', "Query.fill 没有参数 inpt, 是不是 input"),
        ("{ fill }", "fill 缺少参数 input"),
        ('{ fill(input: {text: ""}) { x } }', "fill 之下没有字段"),
        ("{ __schema }", "须写明要 __schema 的哪些字段"),
        ("{ ...some }", "没有片段 some"),
        ("{ __typename } fragment some on Query { __typename }", "片段 some 没有用到"),
        ("query ($a: Int) { __typename }", "变量 $a 没有用到"),
        ("query ($a: Fom) { fill(input: $a) }", "没有类型 Fom, 是不是 Form"),
        ("{ fill(input: $a) }", "没有声明变量 $a"),
        ("query ($a: Form) { fill(input: $a) }", "变量 $a 声明为 Form, 所在之处须为 Form!"),
        ("{ __typename @some }", "没有指令 @some"),
        ('{ fill(input: {text: ""}) fill(input: {text: "1"}) }', "fill 有两种写法, 请用别名分开"),
    ],
)
async def test_a_question_that_cannot_be_asked(query: str, told: str) -> None:
    assert told in [message for _, message in await refusals(query)]


async def test_what_nests_too_deep_is_refused() -> None:
    deep: dict[str, Any] = {"text": ""}
    for _ in range(3000):
        deep = {"text": "", "forms": [deep]}
    assert [message for _, message in await refusals(ASK, {"input": deep})] == ["变量嵌套过深"]


async def test_many_faults_end_with_a_word() -> None:
    forms = [{"text": 1}] * 200
    messages = [message for _, message in await refusals(ASK, {"input": {"text": "", "forms": forms}})]
    assert messages[-1] == "变量中的错误过多, 已中止"
    assert not any(re.search("[A-Za-z ]{12,}", message.partition(":")[2]) for message in messages)


async def test_where_in_the_query_it_stands_is_kept() -> None:
    result = await SCHEMA.execute("{ fill(input: {text: 3}) }")
    [error] = result.errors or []
    assert error.formatted["locations"] == [{"line": 1, "column": 22}]
    assert error.formatted["extensions"] == {"code": "GRAPHQL_VALIDATION_FAILED"}
