"""The number of statements of a query is one, or that of its relations, however many rows there are."""

from dataclasses import dataclass
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


@dataclass
class Query:
    """A query, and the statements that it takes level by level and at once."""

    text: str
    by_level: int
    at_once: int = 1


QUERIES = {
    "a list with a relation and the latest of another": Query(
        """{ projects(first: 50) { nodes { id name total kind sector stage flags place version claimed
            unit { id title } stages(first: 3) { id stage on state } } } }""",
        by_level=3,
    ),
    "one relation twice, by alias and fragment, with other arguments": Query(
        """{ projects(first: 100) { nodes { ...stages
            reached: stages(first: 1, filter: {stage: [STARTED]}) { on } } } }
        fragment stages on Project { stages(first: 2) { stage recorded { no } } }""",
        by_level=4,
    ),
    "edges, their rows, the count with the sum": Query(
        "{ projects { edges { cursor node { name } } totalCount sums { total } pageInfo { endCursor } } }",
        by_level=3,
    ),
    "only where the page ends": Query("{ projects { pageInfo { hasNextPage } } }", by_level=1),
    "only the count": Query("{ projects { totalCount } }", by_level=1),
    "there and back again": Query(
        """{ units(first: 5) { nodes { title projects(first: 90, order: [{by: RECORDED}]) { totalCount nodes {
            enrolments(first: 9) { unit { title } project { name } }
            meetings(first: 2) { kind projects { name } } } } } } }""",
        by_level=8,
    ),
    "what is computed": Query(
        "{ projects(first: 100) { nodes { codes profile { __typename } } } }", by_level=2, at_once=2
    ),
    "histories": Query(
        "{ projects(first: 100) { nodes { history { no fields { name } } } } }", by_level=17, at_once=17
    ),
    "fields merged under one key": Query(
        """{ projects { nodes { unit { title } unit { key } ... on Project { unit { kind } } }
            nodes { name } } }""",
        by_level=2,
    ),
    "two lists": Query("{ projects { nodes { name } } units { nodes { title } } }", by_level=2, at_once=2),
    "a table within itself": Query(
        "{ projects { nodes { jurisdiction { key parent { key parent { key } } } } } }", by_level=2, at_once=2
    ),
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


async def require_as_stated(asking: Asking) -> None:
    for name, query in QUERIES.items():
        await asking.ask(query.text, at_once=False)
        assert len(asking.statements) == query.by_level, name
        await asking.ask(query.text)
        assert len(asking.statements) == query.at_once, name


async def test_ten_projects_and_a_thousand_take_as_many_statements(office: Office, asking: Asking) -> None:
    await add_projects(office, 10)
    await require_as_stated(asking)
    await add_projects(office, 990)
    await require_as_stated(asking)


async def test_relations_too_deep_for_one_statement_are_read_level_by_level(
    office: Office, asking: Asking
) -> None:
    await office.project()
    deep = "name"
    for _ in range(3):
        deep = f"versions(first: 1) {{ project {{ {deep} }} }}"
    written, executed = await asking.both_ways(f"{{ projects {{ nodes {{ {deep} }} }} }}")
    assert written == executed
    assert len(asking.statements) in (1, 8)  # on SQLite, seven and the one that it refused


async def test_nothing_below_an_empty_list_is_asked_for(asking: Asking) -> None:
    await asking.ask("{ projects { nodes { unit { title } stages { on } } } }")
    assert len(asking.statements) == 1


async def test_a_refused_operation_sends_nothing(asking: Asking) -> None:
    for query in ('{ projects(after: "x") { totalCount } }', "{ projects(first: 101) { nodes { name } } }"):
        assert await asking.refusals(query)
        assert asking.statements == []
