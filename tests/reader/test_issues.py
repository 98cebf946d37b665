"""Problems as lists find them: filters, statements that do not grow, and an index for each of the usual questions."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.dialects import postgresql, sqlite

from tests.reader.asking import Asking
from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.services.issues.closing import IssueCrossOff, IssueSettle
from xiangmu.services.issues.raising import IssueRaise

pytestmark = pytest.mark.anyio
JUNE = date(2023, 6, 1)
LIST = """query($filter: IssueFilter) { issues(first: 100, filter: $filter, order: [{by: DUE}]) {
    totalCount nodes { text status due project { name } unit { key } steps { kind at } viewerCan
    standing { ledger checkpoints { key due outcome basis } explanation { text evidence } } } } }"""


async def raise_issues(office: Office, *given: dict[str, Any]) -> list[UUID]:
    shared = {"policy": POLICY, "category": "land", "unit": "bureau", "on": JUNE}
    receipts = await office.run_all(*(IssueRaise.model_validate(shared | one) for one in given))
    return [UUID(receipt.subject) for receipt in receipts]


async def found(asking: Asking, **filters: Any) -> list[str]:
    written, executed = await asking.both_ways(LIST, filter=filters)
    assert written == executed
    answer = await asking.ask(LIST, filter=filters)
    return [node["text"] for node in answer["issues"]["nodes"]]


async def test_filters(office: Office) -> None:
    asking, project = Asking(office), await office.project()
    first, second, third, _ = await raise_issues(
        office,
        {"text": "甲", "due": date(2023, 6, 10), "project": project},
        {"text": "乙", "due": date(2023, 6, 20), "unit": "town1"},
        {"text": "丙", "due": date(2023, 6, 5), "category": "funds"},
        {"text": "丁"},
    )
    await office.do(IssueSettle(issue=third, text="好了"))
    await office.do(IssueCrossOff(issue=third))
    prefix = {"project": f"prj_{project.hex}", "unit": f"unt_{unit_id(CITY, 'town1').hex}"}
    assert await found(asking, open=True) == ["甲", "乙", "丁"]
    assert await found(asking, overdue="2023-06-10") == []
    assert await found(asking, overdue="2023-06-11") == ["甲"]
    assert await found(asking, overdue="2023-07-01") == ["甲", "乙"]
    assert await found(asking, project=[prefix["project"]]) == ["甲"]
    assert await found(asking, unit=[prefix["unit"]]) == ["乙"]
    assert await found(asking, category=["funds"]) == ["丙"]
    assert await found(asking, status=["CROSSED_OFF"], policy=[POLICY]) == ["丙"]
    assert await found(asking, text="丁", jurisdiction=[CITY]) == ["丁"]
    assert await found(asking, due={"since": "2023-06-10"}, raisedOn={"until": "2023-06-01"}) == ["甲", "乙"]
    shown = await asking.ask(
        "query($id: ID!) { project(id: $id) { issues(filter: {open: true}) { totalCount } } }",
        id=prefix["project"],
    )
    assert shown == {"project": {"issues": {"totalCount": 1}}}
    assert first != second


async def test_one_issue_and_a_hundred_thousand_take_as_many_statements(office: Office) -> None:
    asking = Asking(office)
    # filling takes long: the hundred thousand are counted on one of the databases
    most = 100_000 if office.database.dialect == "sqlite" else 5_000
    await raise_issues(office, {"text": "早先的", "due": JUNE, "project": await office.project()})
    counts = []
    for many in (1, most):
        if many > 1:
            await fill(office, many)
        page = (await asking.ask(LIST, filter={"overdue": "2030-07-01"}))["issues"]
        counts.append(len(asking.statements))
        assert len(page["nodes"]) == min(many, 100)
        assert all(node["standing"]["explanation"] for node in page["nodes"])
    assert counts[0] == counts[1]
    assert page["totalCount"] == (date(2030, 7, 1) - date(2020, 1, 2)).days + 1


_I = t.issue.c


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        (_I.project_id == UUID(int=1), "ix_issue_project_id"),
        (_I.unit_id == UUID(int=1), "ix_issue_unit_id"),
        (_I.raiser_id == UUID(int=1), "ix_issue_raiser_id"),
        (_I.raised_by == "somebody", "ix_issue_raised_by"),
        (_I.problem == "testville-2023 land bureau 7", "ix_issue_problem"),
        (_I.due < date(2020, 1, 5), "ix_issue_due"),
        (_I.next_due < datetime(2020, 1, 2, tzinfo=UTC), "ix_issue_next_due"),
    ],
    ids=lambda given: given if isinstance(given, str) else "",
)
async def test_what_is_asked_for_has_an_index(office: Office, condition: Any, index: str) -> None:
    await fill(office, 3_000)
    asked = select(_I.fact_id).where(_I.ended_no.is_(None), condition)
    on_sqlite = office.database.dialect == "sqlite"
    dialect = sqlite.dialect() if on_sqlite else postgresql.dialect()  # type: ignore[no-untyped-call]  # untyped
    written = str(asked.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
    async with office.database.reading() as connection:
        plan = await connection.execute(text(f"EXPLAIN {'QUERY PLAN ' if on_sqlite else ''}{written}"))
        assert index in "\n".join(str(row) for row in plan)


async def fill(office: Office, many: int) -> None:
    """Rows as many commands would leave them, each unlike the others."""
    [issue] = await raise_issues(office, {"text": "第一个"})
    projects = [await office.project(f"项目{number}") for number in range(30)]
    start = datetime(2020, 1, 1, tzinfo=UTC)
    async with office.database.writing() as connection:
        row = (await connection.execute(select(t.issue).where(_I.fact_id == issue))).mappings().one()
        rows = [
            {
                **row,
                "row_id": UUID(int=number),
                "fact_id": UUID(int=number),
                "unit_id": UUID(int=number % 50 + 1),
            }
            | {"project_id": projects[number % 30]}
            | {"raiser_id": UUID(int=number % 60 + 1), "raised_by": f"{number % 40}"}
            | {"problem": f"{row['problem']} {number}", "next_due": start + timedelta(hours=number)}
            | {"due": (start + timedelta(days=number)).date()}
            for number in range(1, many + 1)
        ]
        await connection.execute(insert(t.issue), rows)
        step = (await connection.execute(select(t.issue_step))).mappings().first()
        assert step
        shown = [
            {**step, "row_id": UUID(int=number), "fact_id": UUID(int=number), "issue_id": UUID(int=number)}
            for number in range(1, min(many, 100) + 1)
        ]
        await connection.execute(insert(t.issue_step), shown)
        await connection.execute(text("ANALYZE issue"))
