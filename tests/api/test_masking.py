"""Errors that nobody expected tell clients an id and nothing else."""

import logging

import pytest
import strawberry

from xiangmu.api.errors import bad_input
from xiangmu.api.schema import PublicSchema

pytestmark = pytest.mark.anyio


def broken() -> str:
    raise RuntimeError("密码是 hunter2")


def refused() -> str:
    raise bad_input("period", "没有这一期")


def nothing() -> str:
    return None  # type: ignore[return-value]  # the fault that is tested


@strawberry.type
class Query:
    """Fields that fail."""

    broken: str | None = strawberry.field(resolver=broken)
    refused: str | None = strawberry.field(resolver=refused)
    nothing: str = strawberry.field(resolver=nothing)


SCHEMA = PublicSchema(query=Query)


async def test_the_unexpected_is_hidden_behind_an_id_that_the_log_knows(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        result = await SCHEMA.execute("{ __typename broken }")
    assert result.data == {"__typename": "Query", "broken": None}
    [error] = result.errors or []
    assert "hunter2" not in str(error.formatted)
    assert error.path == ["broken"]
    extensions = error.extensions or {}
    assert extensions["code"] == "INTERNAL_SERVER_ERROR"
    assert extensions["id"] in error.message
    [record] = caplog.records
    assert extensions["id"] in record.getMessage()
    assert record.exc_info
    assert "hunter2" in str(record.exc_info[1])


async def test_what_is_meant_for_the_client_reaches_it_and_not_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    result = await SCHEMA.execute("{ refused }")
    [error] = result.errors or []
    assert error.message == "没有这一期"
    assert error.extensions == {"code": "BAD_USER_INPUT", "field": "period"}
    assert caplog.records == []


async def test_a_null_that_must_not_be_is_a_fault_of_the_program() -> None:
    result = await SCHEMA.execute("{ nothing }")
    [error] = result.errors or []
    assert (error.extensions or {})["code"] == "INTERNAL_SERVER_ERROR"
    assert "Query" not in error.message
