"""The queries in the tabs of GraphiQL are answered by the demonstration, each city's for its own office."""

from pathlib import Path

import httpx
import pytest
from graphql import OperationDefinitionNode, OperationType, parse

from tests.clients.conftest import bearer

TABS = Path(__file__).parents[2] / "frontend" / "graphiql" / "tabs"
CITIES = ("jincheng", "lanxian", "lingbao", "ruzhou", "sanmenxia")


def operations(tab: str) -> list[str]:
    definitions = parse((TABS / f"{tab}.graphql").read_text(encoding="utf-8")).definitions
    queries = [one for one in definitions if isinstance(one, OperationDefinitionNode)]
    assert {one.operation for one in queries} == {OperationType.QUERY}
    return [one.name.value for one in queries if one.name]


def test_there_is_a_tab_for_each_city_and_one_that_listens() -> None:
    assert sorted(path.stem for path in TABS.iterdir()) == sorted((*CITIES, "live"))


@pytest.mark.parametrize("city", CITIES)
def test_every_query_of_a_tab_is_answered(service: str, city: str) -> None:
    text = (TABS / f"{city}.graphql").read_text(encoding="utf-8")
    headers = {"Authorization": f"Bearer {bearer(service, f'{city}.office')}"}
    with httpx.Client(headers=headers, timeout=30) as http:
        for name in operations(city):
            answer = http.post(service, json={"query": text, "operationName": name}).json()
            assert "errors" not in answer, answer
            (answered,) = answer["data"].values()
            assert any(answered.values()) if isinstance(answered, dict) else answered
