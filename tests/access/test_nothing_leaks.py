"""Whoever asks whatever: nothing of a place that is not theirs comes back, nor anything that depends on it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.access.any_query import ROOTS
from tests.access.anybody import Seer, principals
from tests.access.asking import SCHEMA
from tests.access.worlds import LONG, Worlds, worlds

FAULTS = ("INTERNAL_SERVER_ERROR", "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED", "TIMEOUT")
QUERIES_EACH = 5
"""How many each generated principal asks."""


@pytest.fixture(scope="module")
def told(template: Path | URL) -> Iterator[Worlds]:
    """The world, and how each place might tell it otherwise."""
    with worlds(template) as opened:
        yield opened


def test_every_root_field_is_asked_for() -> None:
    assert SCHEMA.query_type
    assert {*SCHEMA.query_type.fields} == {*ROOTS}


# queries are drawn from a number: making it smaller makes nothing simpler
BOUNDED = settings(
    max_examples=LONG or 40,
    deadline=None,
    suppress_health_check=[*HealthCheck],
    phases=[Phase.generate],
)


@BOUNDED
@given(data=st.data())
def test_nothing_of_another_place_is_shown(told: Worlds, data: st.DataObject) -> None:
    seer = Seer(data.draw(principals(tuple(told.owners.accounts))), told.owners)
    random = Random(data.draw(st.integers(0, 2**32)))  # for tests, and to be repeated
    for _ in range(QUERIES_EACH):
        body = told.queries.draw(random)
        answer = told.send(seer.who, body)
        told.cases += 1
        codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
        assert not codes & {*FAULTS}, (answer["errors"], body)
        assert not [*seer.trespasses(_text(answer.get("data")))], (seer.who, body, answer)
        for place in told.asked:
            if place and seer.nothing(place):
                told.cases += 1
                assert _comparable(told.send(seer.who, body, place)) == _comparable(answer), (
                    place,
                    seer.who,
                    body,
                )


def test_of_many_cases(told: Worlds, record_property: Any) -> None:
    record_property("cases", told.cases)


def _comparable(answer: Any) -> Any:
    """``answer`` without what depends on the whole ledger: the hash of the chain."""
    match answer:
        case dict():
            return {key: _comparable(one) for key, one in answer.items() if key != "hash"}
        case list():
            return [*map(_comparable, answer)]
        case _:
            return answer


def _text(content: Any) -> str:
    return orjson.dumps(content).decode()
