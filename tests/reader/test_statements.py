"""The number of statements of a query is the number of its relations, however many rows there are."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.reader.asking import Asking
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.plugin.money import yi
from xiangmu.plugin.vocabulary import ProjectKind, Stage
from xiangmu.services.conduct import MeetingRecord
from xiangmu.services.enrolments import EnrolmentSet
from xiangmu.services.events import StageRecord
from xiangmu.services.projects import ProjectRegister

pytestmark = pytest.mark.anyio

QUERIES: dict[str, tuple[str, int]] = {
    "a list with a relation and the latest of another": (
        """{ projects(first: 50) { nodes { id name total kind sector stage flags place version claimed
            unit { id title } stages(first: 3) { id stage on state } } } }""",
        3,
    ),
    "one relation twice, by alias and fragment, with other arguments": (
        """{ projects(first: 100) { nodes { ...stages reached: stages(first: 1, filter: {stage: [STARTED]}) { on } } } }
        fragment stages on Project { stages(first: 2) { stage recorded { no } } }""",
        4,
    ),
    "edges, their rows, the count with the sum": (
        "{ projects { edges { cursor node { name } } totalCount sums { total } pageInfo { endCursor } } }",
        3,
    ),
    "only where the page ends": ("{ projects { pageInfo { hasNextPage } } }", 1),
    "only the count": ("{ projects { totalCount } }", 1),
    "there and back again": (
        """{ units(first: 5) { nodes { title projects(first: 100, order: [{by: RECORDED}]) { totalCount nodes {
            enrolments(first: 9) { unit { title } project { name } }
            meetings(first: 2) { kind projects { name } } } } } } }""",
        8,
    ),
    "what is computed": ("{ projects(first: 100) { nodes { codes profile { __typename } } } }", 2),
    "histories": ("{ projects(first: 100) { nodes { history { no fields { name } } } } }", 12),
    "fields merged under one key": (
        "{ projects { nodes { unit { title } unit { key } ... on Project { unit { kind } } } nodes { name } } }",
        2,
    ),
    "two lists": ("{ projects { nodes { name } } units { nodes { title } } }", 2),
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
                unit=f"town{number % 3 + 1}",
            )
            for number in range(many)
        )
    )
    projects = [UUID(receipt.subject) for receipt in registered]
    signed, started = date(2023, 2, 1), date(2023, 5, 8)
    await office.run_all(
        *(EnrolmentSet(project=project, policy=POLICY, unit="town1", since=signed) for project in projects),
        *(StageRecord(project=project, stage=Stage.SIGNED, on=signed) for project in projects),
        *(StageRecord(project=project, stage=Stage.STARTED, on=started) for project in projects),
    )
    meeting: dict[str, Any] = {"kind": "DISPATCH", "chair": "OTHER", "solved": True}
    await office.do(
        MeetingRecord.model_validate(
            {"jurisdiction": CITY, "unit": "town1", "on": started, "projects": projects[:90], **meeting}
        )
    )


async def counted(asking: Asking) -> dict[str, int]:
    taken = {}
    for name, (query, _) in QUERIES.items():
        await asking.ask(query)
        taken[name] = len(asking.statements)
    return taken


async def test_ten_projects_and_a_thousand_take_as_many_statements(office: Office, asking: Asking) -> None:
    await add_projects(office, 10)
    assert await counted(asking) == {name: statements for name, (_, statements) in QUERIES.items()}
    await add_projects(office, 990)
    assert await counted(asking) == {name: statements for name, (_, statements) in QUERIES.items()}


async def test_nothing_below_an_empty_list_is_asked_for(asking: Asking) -> None:
    await asking.ask("{ projects { nodes { unit { title } stages { on } } } }")
    assert len(asking.statements) == 1


async def test_a_refused_operation_sends_nothing(asking: Asking) -> None:
    for query in ('{ projects(after: "x") { totalCount } }', "{ projects(first: 101) { nodes { name } } }"):
        assert await asking.refusals(query)
        assert asking.statements == []
