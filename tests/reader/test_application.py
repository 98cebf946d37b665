"""The reader in the real application, beside fields that others answer."""

import pytest

from tests.api.asking import Client
from tests.reader.asking import Asking
from tests.support.city import CITY
from tests.support.office import Office

pytestmark = pytest.mark.anyio


async def test_fields_of_the_reader_and_of_others_answer_together(office: Office, asking: Asking) -> None:
    await office.enrolled_project()
    client = Client(office)
    listed = "projects(first: 1) { nodes { name enrolments { unit { title } } } pageInfo { endCursor } }"
    answer = await client.ask(f"{{ __typename a: {listed} jurisdictions {{ key }} b: {listed} }}")
    alone = await asking.ask(f"{{ {listed} }}")
    await client.http.aclose()
    assert answer == {
        "__typename": "Query",
        "a": alone["projects"],
        "jurisdictions": [{"key": CITY}],
        "b": alone["projects"],
    }
    assert list(answer) == ["__typename", "a", "jurisdictions", "b"]


async def test_an_error_of_one_field_leaves_its_place_to_it(office: Office) -> None:
    client = Client(office)
    answer = await client.send(
        '{ unit(id: "x") { key } projects(after: "x") { totalCount } jurisdictions { key } }'
    )
    await client.http.aclose()
    [error] = answer["errors"]
    assert error["path"] == ["projects"]
    assert error["extensions"] == {"code": "BAD_USER_INPUT", "field": "after"}
