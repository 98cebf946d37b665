"""Whoever asks whatever: nothing of a place that is not theirs comes back, nor anything that depends on it."""

from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import URL

from tests.access.any_query import ROOTS
from tests.access.anybody import Seer, principals
from tests.access.asking import SCHEMA
from tests.access.worlds import Worlds, bounded, worlds
from xiangmu.access.principals import Principal

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


def test_nothing_of_another_place_is_shown(told: Worlds, record_property: Any) -> None:
    @bounded(40)
    @given(who=principals(tuple(told.owners.accounts)), seed=st.integers(0, 2**32))
    def every_case(who: Principal, seed: int) -> None:
        random = Random(seed)  # for tests, and to be repeated
        for _ in range(QUERIES_EACH):
            check(told, Seer(who, told.owners), told.queries.draw(random))

    every_case()
    record_property("cases", told.cases)


def check(told: Worlds, seer: Seer, body: dict[str, Any]) -> None:
    """One query of one principal, of the world as it is and as the places that are not theirs might tell it."""
    answer = told.send(seer.who, body)
    told.cases += 1
    codes = {error["extensions"]["code"] for error in answer.get("errors", ())}
    assert not codes & {*FAULTS}, (answer["errors"], body)
    trespasses = [*seer.trespasses(_text(_without_refusals(answer.get("data"))))]
    assert not trespasses, (trespasses, seer.who, body, answer)
    for place in filter(None, told.asked):
        if seer.nothing(place):
            told.cases += 1
            other = told.send(seer.who, body, place)
            assert _comparable(other) == _comparable(answer), (place, seer.who, body)


def _without_refusals(data: Any) -> Any:
    """``data`` without what a preview refuses: that repeats what was supposed, whether it is there or not."""
    preview = (data or {}).get("scorecardPreview")
    return {**data, "scorecardPreview": {**preview, "errors": []}} if preview else data


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
