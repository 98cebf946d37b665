"""The number of SQL statements of a query does not depend on the number of rows."""

from dataclasses import fields
from datetime import date
from uuid import UUID

import pytest

from tests.api.asking import Client
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from tests.support.statements import statements_of
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import ProjectKind, Stage
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord
from xiangmu.services.projects import ProjectRegister

pytestmark = pytest.mark.anyio

LINES = "lines { points because clause { id } evidence { kind project { name total } } }"
QUERIES = {
    "scorecards": f"""{{ scorecards(policy: "{POLICY}", period: "2023Q2") {{
        total status place {{ position }} {LINES} }} }}""",
    "attainment": f"""{{ attainment(policy: "{POLICY}", period: "2023Q2") {{
        attainments {{ value {{ text }} evidence {{ project {{ name }} }} }} }} }}""",
    "boards": f"""{{ boards(policy: "{POLICY}", period: "2023Q2") {{
        places {{ previousPosition }} publication {{ cards {{ {LINES} }} }} }} }}""",
    "month": f"""{{ boards(policy: "{POLICY}", period: "2023-05") {{
        places {{ evidence {{ project {{ name }} }} }} }} }}""",
    "year": f'{{ boards(policy: "{POLICY}", period: "2023") {{ places {{ award {{ title }} }} }} }}',
    "publications": f'{{ publications(policy: "{POLICY}") {{ cards {{ {LINES} }} }} }}',
    "lights of projects": "{ projects(first: 100) { nodes { name lights { key state because } } } }",
    "lists": f"""{{ projectLists(policy: "{POLICY}", period: "2023Q2") {{
        totalCount entries {{ project {{ name }} units {{ key }} evidence {{ note }} }} }} }}""",
    "duties": f"""{{ dutyGaps(policy: "{POLICY}", period: "2023Q2") {{
        gaps {{ because project {{ name }} units {{ key }} }} }} }}""",
    "procedures": f"""{{ procedureStatus(policy: "{POLICY}", period: "2023Q2") {{
        counts {{ count }} projects {{ project {{ name }} steps {{ because evidence {{ note }} }} }} }} }}""",
    "departments": f"""{{ departmentProcedures(policy: "{POLICY}", period: "2023Q2") {{
        outstanding {{ project {{ name }} step {{ because }} }} }} }}""",
    "lights": f"""{{ projectLights(policy: "{POLICY}", period: "2023Q2") {{
        units {{ counts {{ count }} }} projects {{ project {{ name }} lights {{ because }} }} }} }}""",
    "indicators": f"""{{ indicators(policy: "{POLICY}", period: "2023Q2") {{
        indicators {{ readings {{ value {{ text }} }} targets {{ because }} }} }} }}""",
    "duplicates": f"""{{ suspectedDuplicates(policy: "{POLICY}", period: "2023Q2") {{
        pairs {{ because project {{ name }} other {{ name }} }} }} }}""",
    "policies": "{ policies { readings { chosen } } jurisdictions { policies { key } } }",
}


async def add_projects(office: Office, many: int) -> None:
    registered = await office.run_all(
        *(
            ProjectRegister(
                jurisdiction=CITY,
                name=f"项目{number}",
                total_yuan=yi(2),
                kind=ProjectKind.MANUFACTURING,
                effective=date(2023, 1, 15),
            )
            for number in range(many)
        )
    )
    projects = [UUID(receipt.subject) for receipt in registered]
    await office.run_all(
        *(
            EnrolmentSet(project=project, policy=POLICY, unit=f"town{place % 3 + 1}", since=date(2023, 1, 15))
            for place, project in enumerate(projects)
        ),
        *(StageRecord(project=project, stage=Stage.STARTED, on=date(2023, 5, 8)) for project in projects),
    )


OF_TWO_TABLES = ("meetings", "findings")
"""The facts that come with rows of a second table: the projects dealt with, the steps taken."""


async def statements(office: Office) -> dict[str, int]:
    """How many statements each query takes when nothing was worked out before."""
    counted: dict[str, int] = {}
    for name, query in QUERIES.items():
        client = Client(office)
        with statements_of(office.database) as sent:
            await client.ask(query)
        await client.http.aclose()
        counted[name] = len(sent)
    return counted


async def test_ten_projects_and_a_thousand_take_as_many_statements(office: Office) -> None:
    await add_projects(office, 10)
    await office.publish("2023Q1")
    await office.publish("2023Q2")
    few = await statements(office)
    await add_projects(office, 990)
    await office.publish("2023Q2", reason="补记项目")
    assert await statements(office) == few
    # one for each table of facts, and a handful beside them
    assert max(few.values()) <= len(fields(Facts)) + len(OF_TWO_TABLES) + 8, few
    assert few["scorecards"] > 10
