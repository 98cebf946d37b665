"""Whatever is sent: an error with code, field and Chinese message, or an answer; never one that nobody expected."""

from typing import Any

import pytest

from tests.reader.asking import Asking
from tests.support.city import CITY
from xiangmu.api.errors import Code

pytestmark = pytest.mark.anyio

QUERY = "query($filter: ProjectFilter) { projects(filter: $filter) { totalCount nodes { name } } }"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"total": {"least": "1.23456"}}, "filter.total"),
        ({"total": {"least": "一百"}}, "filter.total"),
        ({"total": {"least": "1e9"}}, "filter.total"),
        ({"total": {"least": "9" * 15}}, "filter.total"),
        ({"total": {"least": "NaN"}}, "filter.total"),
        ({"total": {"most": "9" * 1_000_000}}, "filter.total"),
        ({"sector": "C26%"}, "filter.sector"),
        ({"sector": "c26"}, "filter.sector"),
        ({"unit": ["town1"]}, "filter.unit"),
        ({"text": "道路"}, "filter.text"),
        ({"text": "", "jurisdiction": [CITY]}, "filter.text"),
        ({"text": "长" * 51, "jurisdiction": [CITY]}, "filter.text"),
        ({"text": "\0", "jurisdiction": [CITY]}, "filter.text"),
        ({"code": ["\0"]}, "filter.code.0"),
        ({"code": ["x"] * 101}, "filter.code"),
        ({"enrolments": {"policy": ["\0"]}}, "filter.enrolments.policy.0"),
        ({"enrolments": {"unit": ["prj_1"]}}, "filter.enrolments.unit"),
    ],
)
async def test_a_filter_that_cannot_be_used_is_named(
    asking: Asking, given: dict[str, Any], field: str
) -> None:
    [(code, named, message)] = await asking.refusals(QUERY, filter=given)
    assert (code, named) == (Code.BAD_USER_INPUT, field)
    assert message
    assert len(message) < 200
    assert asking.statements == []


@pytest.mark.parametrize(
    "given",
    [
        {"jurisdiction": ["'; drop table project; --"]},
        {"jurisdiction": ["\ud7ff\U0010ffff", "x" * 100_000]},
        {"code": ["—"] * 100},
        {"text": "\\", "jurisdiction": [CITY]},
        {"stages": {"on": {"since": "0001-01-01", "until": "9999-12-31"}}},
        {"stages": {"on": {"since": "9999-12-31", "until": "0001-01-01"}}},
        {"progress": {"month": {"since": "9999-12-31"}, "invested": {"least": "-99999999999999.9999"}}},
        {"stages": {}, "versions": {}, "plans": {"due": {}}},
        {"stages": None, "total": None, "claimed": None},
    ],
)
async def test_the_unusual_is_answered(asking: Asking, given: dict[str, Any]) -> None:
    assert await asking.ask(QUERY, filter=given) == {"projects": {"totalCount": 0, "nodes": []}}


@pytest.mark.parametrize(
    "given",
    [
        {"kind": ["FACTORY"]},
        {"kind": "1"},
        {"claimed": "yes"},
        {"total": "5"},
        {"stages": {"on": {"since": "2023-02-30"}}},
        {"nothing": 1},
        [],
        5,
    ],
)
async def test_what_has_the_wrong_type_is_refused_before_reading(asking: Asking, given: Any) -> None:
    [(code, _, _)] = await asking.refusals(QUERY, filter=given)
    assert code != Code.INTERNAL_SERVER_ERROR
    assert asking.statements == []


@pytest.mark.parametrize(
    "arguments", ["first: null", "first: 2147483648", "first: 1.0", "after: 5", "order: NAME"]
)
async def test_wrong_arguments_are_refused(asking: Asking, arguments: str) -> None:
    [(code, _, _)] = await asking.refusals(f"{{ projects({arguments}) {{ totalCount }} }}")
    assert code != Code.INTERNAL_SERVER_ERROR


async def test_an_error_of_one_root_field_stands_at_its_place(asking: Asking) -> None:
    result = await asking.result('{ good: unit(id: "x") { key } bad: projects(first: 0) { totalCount } }')
    [error] = result.errors or []
    assert error.path == ["bad"]
    assert error.locations
