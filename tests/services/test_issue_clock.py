"""Escalation by the clock: on record once, with rule, clause and reason; and by rules that hold at once."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.support.office import Office
from xiangmu.catalog.discovery import load_catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.ids import unit_id
from xiangmu.plugin.issues import Gravity
from xiangmu.services.command import Input
from xiangmu.services.issues.closing import IssueReopen, IssueSettle
from xiangmu.services.issues.handling import IssueAccept, IssueAssign, IssueEscalate, IssueExtend
from xiangmu.services.issues.overdue import escalate_overdue
from xiangmu.services.issues.raising import IssueRaise
from xiangmu.services.jurisdictions import JurisdictionInstall
from xiangmu.services.policies import PolicyEnable

pytestmark = pytest.mark.anyio
FRIDAY = datetime(2019, 4, 26, 2, 30, tzinfo=UTC)


class City(Office):
    """A city of those that come with the program."""

    async def raised(self, jurisdiction: str, category: str, **given: object) -> UUID:
        """An issue of today."""
        policy = {"jincheng": "jincheng-2019", "lingbao": "lingbao-2020"}[jurisdiction]
        data = {"policy": policy, "category": category, "on": self.now.date(), "text": "卡住了"}
        return UUID((await self.do(IssueRaise.model_validate(data | given))).subject)

    async def steps(self, issue: UUID) -> list[tuple[str, str, str, str, str]]:
        """What was done: kind, level, rule, clause and by whom it was recorded."""
        step, command = t.issue_step.c, t.command.c
        columns = (step.kind, step.level, step.rule, step.clause, command.principal)
        statement = select(*columns).join(t.command, command.no == step.no).where(step.issue_id == issue)
        async with self.database.reading() as connection:
            return [tuple(row) for row in await connection.execute(statement.order_by(step.place))]

    async def tick(self) -> int:
        """What the clock does now."""
        return await escalate_overdue(self.database, self.catalog, self.clock)

    async def all(self, *inputs: Input) -> None:
        """One after the other."""
        for data in inputs:
            await self.do(data)


@pytest.fixture
async def city(database: Database) -> City:
    opened = City(database, load_catalog())
    opened.now = FRIDAY
    for jurisdiction, policy in (("jincheng", "jincheng-2019"), ("lingbao", "lingbao-2020")):
        await opened.do(JurisdictionInstall(jurisdiction=jurisdiction))
        await opened.do(PolicyEnable(policy=policy, since=date(2019, 1, 1)))
    return opened


async def test_what_is_overdue_goes_up_once(city: City) -> None:
    issue = await city.raised("jincheng", "land")
    other = await city.raised("jincheng", "funds")
    await city.do(IssueAccept(issue=issue))
    await city.do(IssueAccept(issue=other))
    await city.do(IssueSettle(issue=other, text="贷款已到位"))
    city.now = datetime(2019, 5, 3, 15, 59, 59, tzinfo=UTC)
    assert await city.tick() == 0
    city.pass_time(seconds=1)
    assert [await city.tick(), await city.tick()] == [1, 0]
    assert (await city.steps(issue))[-1] == ("ESCALATED", "department", "unsettled", "JC-26", "system")
    async with city.database.reading() as connection:
        [reason] = await connection.scalars(
            select(t.command.c.reason).where(t.command.c.kind == "issue_escalate")
        )
    assert reason == "7日内解决应于 2019-05-03 23:59 前完成, 已逾期"


async def test_more_time_on_record_puts_it_off(city: City) -> None:
    issue = await city.raised("jincheng", "land")
    await city.all(
        IssueAccept(issue=issue), IssueExtend(issue=issue, due=date(2019, 5, 10), text="省里五月初下达指标")
    )
    city.now = datetime(2019, 5, 10, 15, 59, 59, tzinfo=UTC)
    assert await city.tick() == 0
    city.pass_time(seconds=1)
    assert await city.tick() == 1


async def test_a_new_round_is_escalated_anew(city: City) -> None:
    issue = await city.raised("jincheng", "land")
    await city.do(IssueAccept(issue=issue))
    city.pass_time(days=30)
    assert await city.tick() == 1
    await city.all(IssueSettle(issue=issue, text="好了"), IssueReopen(issue=issue, text="反弹"))
    city.pass_time(days=30)
    assert [await city.tick(), await city.tick()] == [1, 0]
    assert [step[1] for step in await city.steps(issue) if step[0] == "ESCALATED"] == ["department", "city"]


async def test_the_same_problem_again_goes_up_at_once_with_the_clause(city: City) -> None:
    first = await city.raised("lingbao", "fraud", unit="guxian-zhen")
    await city.do(IssueSettle(issue=first, text="已自查整改"))
    second = await city.raised("lingbao", "fraud", unit="guxian-zhen")
    assert [step[:4] for step in await city.steps(second)] == [
        ("RAISED", "unit", "", ""),
        ("ESCALATED", "city", "repeated", "LB-21"),
    ]
    assert len(await city.steps(first)) == 2


async def test_the_largest_go_to_the_main_leaders_and_others_when_beyond_remit(city: City) -> None:
    large = await city.raised("lingbao", "land", gravity=Gravity.EXCEPTIONAL)
    assert (await city.steps(large))[-1][:4] == ("ESCALATED", "leaders", "exceptional", "LB-09")
    beyond = await city.raised("lingbao", "land")
    [problem] = await city.refused(IssueEscalate(issue=beyond, rule="exceptional", text="请示"))
    assert (problem.path, problem.clause) == (("rule",), "LB-09")
    await city.do(IssueEscalate(issue=beyond, rule="beyond", text="涉及省厅"))
    assert (await city.steps(beyond))[-1][:4] == ("ESCALATED", "office", "beyond", "LB-12")


async def test_what_hinders_a_start_needs_a_person_and_a_day(city: City) -> None:
    issue = await city.raised("jincheng", "start")
    bare = IssueAssign(issue=issue, unit="fagai-wei")
    found = {(problem.path[0], problem.clause) for problem in await city.refused(bare)}
    assert found == {("post", "JC-17"), ("due", "JC-17")}
    await city.do(IssueAssign(issue=issue, unit="fagai-wei", post="副主任", due=date(2019, 5, 20)))


async def test_whose_it_is_and_what_goes_up_is_told(city: City) -> None:
    issue = await city.raised("jincheng", "land")
    await city.all(IssueAccept(issue=issue), IssueAssign(issue=issue, unit="fagai-wei", post="副主任"))
    city.pass_time(days=8)
    assert [await city.tick(), await city.tick()] == [1, 0]
    async with city.database.reading() as connection:
        rows = await connection.execute(select(t.notification).order_by(t.notification.c.no))
        told = [(row.topic, row.title, row.text, row.unit_id) for row in rows]
    first, second, last = told
    category = city.catalog.issue_rules_of("jincheng-2019").category("land")
    assert category
    assert first == ("ISSUE_RAISED", "问题交办: 用地", "卡住了", unit_id("jincheng", category.unit))
    unit = unit_id("jincheng", "fagai-wei")
    assert (second[0], second[3]) == ("ISSUE_RAISED", unit)
    assert (last[0], last[3]) == ("ISSUE_ESCALATED", unit)
    assert "7日内解决应于 2019-05-03 23:59 前完成" in last[2]
