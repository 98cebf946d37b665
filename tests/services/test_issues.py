"""Problems: raised, handled, settled, confirmed, crossed off, reopened and merged; what is refused and why."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from tests.support.city import CITY, POLICY
from tests.support.office import REPORTER, Office, codes
from xiangmu.access.principals import SYSTEM, Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.services.issues.closing import IssueConfirm, IssueCrossOff, IssueMerge, IssueReopen, IssueSettle
from xiangmu.services.issues.handling import IssueAccept, IssueAct, IssueAction
from xiangmu.services.issues.raising import IssueRaise

pytestmark = pytest.mark.anyio
TODAY = date(2023, 7, 1)
ENTERPRISE = Principal(id="enterprise", grants=(Grant(role=Role.ENTERPRISE, jurisdiction=CITY),))


def problem(**given: Any) -> IssueRaise:
    land = {"policy": POLICY, "category": "land", "unit": "bureau", "on": TODAY, "text": "用地指标未落实"}
    return IssueRaise.model_validate(land | given)


async def raised(office: Office, principal: Principal = SYSTEM, **given: Any) -> UUID:
    return UUID((await office.do(problem(**given), principal=principal)).subject)


async def test_an_issue_goes_from_raising_to_crossing_off(office: Office) -> None:
    issue = await raised(office)
    for data in (
        IssueAccept(issue=issue),
        IssueAct(issue=issue, action=IssueAction.MEASURES, text="调剂指标"),
        IssueSettle(issue=issue, text="指标已下达"),
        IssueConfirm(issue=issue, confirmed=True),
        IssueCrossOff(issue=issue),
    ):
        await office.do(data)
    assert codes(await office.refused(IssueSettle(issue=issue, text="又一次"))) == [("issue", "CLOSED")]


async def test_what_is_not_settled_is_not_crossed_off(office: Office) -> None:
    issue = await raised(office)
    [found] = await office.refused(IssueCrossOff(issue=issue))
    assert (found.path, str(found.code)) == (("issue",), "AGAINST_RULE")
    assert found.message == "尚未经过“已办结”, 不能跳过"


async def test_an_enterprise_raises_and_confirms_its_own(office: Office) -> None:
    issue = await raised(office, ENTERPRISE, unit="bureau")
    other = await raised(office, unit="town1")
    await office.do(IssueSettle(issue=issue, text="已解决"))
    await office.do(IssueConfirm(issue=issue, confirmed=False, text="仍未解决"), principal=ENTERPRISE)
    await office.do(IssueSettle(issue=issue, text="已解决"), principal=REPORTER)
    await office.do(IssueConfirm(issue=issue, confirmed=True), principal=ENTERPRISE)
    confirm = IssueConfirm(issue=other, confirmed=True)
    assert codes(await office.refused(confirm, principal=ENTERPRISE)) == [("issue", "NOT_FOUND")]
    named = problem(raiser="town1")
    assert codes(await office.refused(named, principal=ENTERPRISE)) == [("raiser", "NOT_ALLOWED")]


async def test_a_merged_issue_is_closed_and_the_other_goes_on(office: Office) -> None:
    one, other = await raised(office), await raised(office)
    await office.do(IssueMerge(issue=one, into=other))
    assert codes(await office.refused(IssueSettle(issue=one, text="好了"))) == [("issue", "CLOSED")]
    await office.do(IssueSettle(issue=other, text="好了"))


async def test_a_reopened_issue_has_to_be_settled_again(office: Office) -> None:
    issue = await raised(office)
    await office.do(IssueSettle(issue=issue, text="好了"))
    await office.do(IssueReopen(issue=issue, text="反弹"))
    assert codes(await office.refused(IssueCrossOff(issue=issue))) == [("issue", "AGAINST_RULE")]
