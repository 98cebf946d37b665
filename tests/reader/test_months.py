"""Which projects owe the progress of a month, and what is told of months that were closed."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.reader.asking import Asking
from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office
from xiangmu.plugin.money import wan
from xiangmu.plugin.vocabulary import Stage
from xiangmu.services.corrections import FactCorrect, FactKind, FactReject
from xiangmu.services.events import StageRecord
from xiangmu.services.months import MonthClose
from xiangmu.services.progress import ProgressReport

pytestmark = pytest.mark.anyio
APRIL, MAY, JUNE = date(2023, 4, 1), date(2023, 5, 1), date(2023, 6, 1)
OWES = "query($filter: ProjectFilter) { projects(filter: $filter, order: [{by: NAME}]) { nodes { name } } }"
PER_UNIT = """query($month: Date!) {
  units(first: 10, order: [{by: KEY}]) { nodes { key
    projects(first: 50, filter: {owesProgress: $month}, order: [{by: NAME}]) { nodes { name } totalCount }
  } }
}"""


LATE = """{ monthProgress(filter: {afterClosing: true}) {
  nodes { invested history { reason fields { name after } } }
} }"""


async def project(office: Office, name: str, *stages: tuple[Stage, date], unit: str = "town1") -> UUID:
    made = await office.project(name, unit=unit)
    for stage, on in stages:
        await office.do(StageRecord(project=made, stage=stage, on=on))
    return made


def report(project: UUID, month: date) -> ProgressReport:
    return ProgressReport(project=project, month=month, invested_yuan=1, cumulative_yuan=wan(1))


@pytest.fixture
async def projects(office: Office) -> dict[str, UUID]:
    """Six projects that owe a report in some months, or never."""
    started = (Stage.STARTED, date(2023, 4, 20))
    made = {
        "a": await project(office, "a", started),
        "b": await project(office, "b", started, (Stage.COMPLETED, date(2023, 5, 31))),
        "c": await project(office, "c", started, (Stage.SUSPENDED, date(2023, 5, 10)), unit="town2"),
        "d": await project(office, "d", (Stage.SIGNED, APRIL)),
        "e": await project(office, "e", started, unit="town2"),
    }
    await office.do(StageRecord(project=made["c"], stage=Stage.RESUMED, on=date(2023, 6, 10)))
    await office.do(StageRecord(project=made["d"], stage=Stage.STARTED, on=APRIL), principal=REPORTER)
    await office.do(report(made["a"], MAY), principal=REPORTER)
    rejected = await office.do(report(made["e"], MAY), principal=REPORTER)
    await office.do(FactReject(kind=FactKind.PROGRESS, fact=UUID(rejected.subject)), reason="数字不对")
    return made


@pytest.mark.usefixtures("projects")
@pytest.mark.parametrize(
    ("month", "found"),
    [
        ("2023-03-01", []),
        ("2023-04-01", ["a", "b", "c", "e"]),
        ("2023-05-01", ["e"]),
        ("2023-06-01", ["a", "c", "e"]),
    ],
)
async def test_who_owes_a_month(asking: Asking, month: str, found: list[str]) -> None:
    answer = await asking.ask(OWES, filter={"owesProgress": month})
    assert [one["name"] for one in answer["projects"]["nodes"]] == found


@pytest.mark.usefixtures("projects")
async def test_who_owes_a_month_by_a_policy(asking: Asking) -> None:
    enrolled = {"enrolments": {"policy": [POLICY]}}
    assert (await asking.ask(OWES, filter={"owesProgress": "2023-04-01"} | enrolled))["projects"][
        "nodes"
    ] == []


@pytest.mark.usefixtures("projects")
async def test_a_month_is_its_first_day(asking: Asking) -> None:
    [(code, field, message)] = await asking.refusals(OWES, filter={"owesProgress": "2023-05-31"})
    assert (code, field) == ("BAD_USER_INPUT", "filter.owesProgress")
    assert "月份须以当月第一天表示" in message


@pytest.mark.usefixtures("projects")
async def test_units_with_what_they_owe_cost_the_same_however_many(asking: Asking, office: Office) -> None:
    answer = await asking.ask(PER_UNIT, month="2023-06-01")
    few = len(asking.statements)
    owed = {unit["key"]: unit["projects"]["totalCount"] for unit in answer["units"]["nodes"]}
    assert owed == {"bureau": 0, "town1": 1, "town2": 2, "town3": 0}
    for number in range(5):
        await project(office, f"f{number}", (Stage.STARTED, APRIL), unit=f"town{number % 3 + 1}")
    await asking.ask(PER_UNIT, month="2023-06-01")
    assert len(asking.statements) == few


async def test_a_correction_after_closing_says_so_and_why(
    asking: Asking, office: Office, projects: dict[str, UUID]
) -> None:
    assert (await asking.ask(LATE))["monthProgress"]["nodes"] == []
    await office.do(MonthClose(jurisdiction=CITY, month=MAY))
    [fact] = await _reports(asking, projects["a"])
    corrected = FactCorrect(
        fact=fact, replacement=report(projects["a"], MAY).model_copy(update={"invested_yuan": 2})
    )
    await office.do(corrected, reason="单位漏计两元")
    [found] = (await asking.ask(LATE))["monthProgress"]["nodes"]
    newest: dict[str, Any] = found["history"][0]
    assert newest["reason"] == "单位漏计两元"
    assert {"name": "afterClosing", "after": "true"} in newest["fields"]


async def _reports(asking: Asking, project: UUID) -> list[UUID]:
    query = "query($p: [ID!]) { monthProgress(filter: {project: $p}) { nodes { id } } }"
    answer = await asking.ask(query, p=[f"prj_{project.hex}"])
    return [UUID(one["id"].removeprefix("mon_")) for one in answer["monthProgress"]["nodes"]]
