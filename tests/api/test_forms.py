"""Forms as they are listed, and their templates: for who may enter what they tell, for ten minutes."""

from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from tests.api.asking import Client
from tests.support.city import CITY
from tests.support.office import REPORTER, Office
from xiangmu.access.principals import ANONYMOUS

pytestmark = pytest.mark.anyio
ASKED = f"""{{ importForms(jurisdiction: "{CITY}") {{ key title kind money policy clause of template
    columns {{ field title group aliases note required content choices {{ value label }} }} }} }}"""
KEYS = f'{{ importForms(jurisdiction: "{CITY}") {{ key template }} }}'


async def forms(client: Client) -> dict[str, Any]:
    return {form["key"]: form for form in (await client.ask(ASKED))["importForms"]}


async def test_the_columns_are_told_as_they_are_filled_in(client: Client) -> None:
    found = await forms(client)
    columns = {column["field"]: column for column in found["projects"]["columns"]}
    total = columns["total_yuan"]
    assert (total["title"], total["required"], total["content"]) == ("总投资", True, "MONEY")
    assert total["note"] == "必填。以万元计。项目的计划总投资。"
    assert {"value": "SOCIAL", "label": "社会事业"} in columns["kind"]["choices"]
    assert found["inventory_land"]["of"] == "land"


async def test_a_template_is_fetched_for_ten_minutes_without_other_credentials(
    office: Office, client: Client
) -> None:
    address = (await forms(client))["progress"]["template"]
    client.principal = ANONYMOUS
    answer = await client.http.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-type"].endswith("spreadsheetml.sheet")
    assert quote("月度进度(模板).xlsx") in answer.headers["content-disposition"]
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    assert sheet["B3"].value == "项目名称"
    for other in (address.replace("progress", "projects"), "/templates?token=x.1.y", "/templates"):
        assert (await client.http.get(other)).status_code == 404
    office.pass_time(minutes=11)
    assert (await client.http.get(address)).status_code == 404


async def test_who_reports_for_a_unit_is_listed_what_units_report(client: Client) -> None:
    client.principal = REPORTER
    found = [form["key"] for form in (await client.ask(KEYS))["importForms"]]
    assert {"projects", "progress", "issues", "inventory_land"} <= set(found)
    assert not {"tasks", "units", "ballots"} & set(found)


async def test_a_jurisdiction_that_one_does_not_see_is_not_there(client: Client) -> None:
    absent = await client.refused(KEYS.replace(CITY, "nowhere"))
    client.principal = ANONYMOUS
    foreign = await client.refused(KEYS)
    assert foreign[:2] == absent[:2] == ("NOT_FOUND", "jurisdiction")
