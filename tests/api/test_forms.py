"""Forms as they are listed, and their templates: for who may enter what they tell, for ten minutes."""

from dataclasses import replace
from io import BytesIO
from typing import Any
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from tests.api.asking import Client
from tests.support.city import CITY
from tests.support.office import REPORTER, Office
from xiangmu.access.principals import ANONYMOUS, Grant, Principal
from xiangmu.access.roles import Permission, Role

pytestmark = pytest.mark.anyio
ASKED = f"""{{ importForms(jurisdiction: "{CITY}") {{ key title kind money policy clause of template
    columns {{ field title group aliases note required content choices {{ value label }} }} }} }}"""
OF_UNITS = {"PROJECTS", "PROGRESS", "ISSUES", "INVENTORY"}
LISTED: dict[Role, object] = {
    Role.OFFICE: OF_UNITS | {"TASKS", "UNITS", "BALLOTS"},
    Role.LEADER: {"ISSUES"},
    Role.INSPECTOR: {"ISSUES"},
    Role.APPROVER: "NOT_ALLOWED",
    Role.VIEWER: "NOT_ALLOWED",
    # it knows nothing but what it raised itself
    Role.ENTERPRISE: "NOT_FOUND",
}
KEYS = f'{{ importForms(jurisdiction: "{CITY}") {{ key template }} }}'


async def forms(client: Client) -> dict[str, Any]:
    return {form["key"]: form for form in (await client.ask(ASKED))["importForms"]}


async def test_the_columns_are_told_as_they_are_filled_in(client: Client) -> None:
    found = await forms(client)
    columns = {column["field"]: column for column in found["projects"]["columns"]}
    total = columns["total_yuan"]
    assert (total["title"], total["required"], total["content"]) == ("总投资", False, "MONEY")
    assert total["note"] == "以万元计。登记新项目必填；项目的计划总投资。"
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


async def kinds(client: Client, principal: Principal) -> object:
    """What they are listed, or why they are not."""
    client.principal = principal
    answer = await client.send(ASKED)
    if errors := answer.get("errors"):
        return errors[0]["extensions"]["code"]
    return {form["kind"] for form in answer["data"]["importForms"]}


async def test_forms_are_listed_for_who_may_enter_what_they_tell(client: Client) -> None:
    for role, expected in LISTED.items():
        who = Principal(id=role, grants=(Grant(role=role, jurisdiction=CITY),))
        assert await kinds(client, who) == expected, role
    assert await kinds(client, REPORTER) == OF_UNITS
    assert (
        await kinds(client, Principal(id="admin", grants=(Grant(role=Role.PLATFORM_ADMIN),))) == "NOT_ALLOWED"
    )
    reads = replace(REPORTER, scopes=frozenset({Permission.READ}))
    assert await kinds(client, reads) == "NOT_ALLOWED", "a token has no more than its scopes"


async def test_one_form_is_asked_for_by_its_key(client: Client) -> None:
    query = f'query($form: String!) {{ importForms(jurisdiction: "{CITY}", form: $form) {{ title }} }}'
    assert await client.ask(query, form="units") == {"importForms": [{"title": "责任单位"}]}
    assert (await client.refused(query, form="nothing"))[:2] == ("NOT_FOUND", "form")
    client.principal = REPORTER
    assert (await client.refused(query, form="units"))[:2] == ("NOT_FOUND", "form")


async def test_a_jurisdiction_that_one_does_not_see_is_not_there(client: Client) -> None:
    absent = await client.refused(KEYS.replace(CITY, "nowhere"))
    client.principal = ANONYMOUS
    foreign = await client.refused(KEYS)
    assert foreign[:2] == absent[:2] == ("NOT_FOUND", "jurisdiction")
