"""The rhythm in the ledger where everything has happened: reports, bulletins, days off, calendars, messages sent."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from tests.support.city import CITY, POLICY
from tests.support.office import Office
from xiangmu.access.principals import Grant, Principal
from xiangmu.access.roles import Role
from xiangmu.services.bulletins.drafting import BulletinDraft, draft_bulletin
from xiangmu.services.bulletins.publishing import BulletinPublish
from xiangmu.services.calendars.feeds import CalendarFeedOpen, CalendarFeedRevoke
from xiangmu.services.identity.accounts import AccountOpen
from xiangmu.services.notices.channels import ChannelAdd, ChannelTest
from xiangmu.services.notices.spreading import spread
from xiangmu.services.reporting import ReportSubmit, submit_report
from xiangmu.services.reports import OccurrenceWaive, ReportGiveBack, WorkdayDecide

DUE, DAY_OFF = date(2023, 6, 5), date(2023, 6, 6)


async def keep_rhythm(office: Office) -> None:
    """Hand in, give back, waive, decide, publish, subscribe, tell."""
    report = await _report(office, "town1")
    await office.do(ReportGiveBack(report=report, text="缺照片"))
    await _report(office, "town1")
    await _report(office, "town2")
    waived = {"policy": POLICY, "obligation": "report", "due": DUE, "text": "防汛"}
    await office.do(OccurrenceWaive.model_validate(waived | {"unit": "town3"}))
    await office.do(OccurrenceWaive.model_validate(waived | {"due": date(2023, 5, 5)}))
    for works in (False, True):
        await office.do(WorkdayDecide(jurisdiction=CITY, day=DAY_OFF, works=works, text="市运会"))
    await _bulletins(office)
    await _calendars(office)
    await _messages(office)


def _given(office: Office) -> dict[str, Any]:
    return {
        "request_id": uuid4(),
        "principal": Principal(id="office", grants=(Grant(role=Role.OFFICE, jurisdiction=CITY),)),
        "clock": office.clock,
    }


async def _report(office: Office, unit: str) -> UUID:
    data = ReportSubmit(policy=POLICY, obligation="report", due=DUE, unit=unit, text="进展顺利")
    receipt = await submit_report(office.database, office.catalog, data, **_given(office))
    return UUID(receipt.subject)


async def _bulletins(office: Office) -> None:
    data = BulletinDraft(
        policy=POLICY, obligation="bulletin", due=date(2023, 6, 10), issuer="试验市重点项目办"
    )
    for reason in ("", "补报之后更正"):
        given = _given(office)
        receipt = await draft_bulletin(office.database, office.catalog, data, reason=reason, **given)
        await office.do(
            BulletinPublish(policy=POLICY, bulletin_draft=UUID(receipt.subject)), principal=given["principal"]
        )
        office.pass_time(seconds=1)


async def _calendars(office: Office) -> None:
    account = UUID(
        (await office.do(AccountOpen(jurisdiction=CITY, login="scene.calendar", name="某人"))).subject
    )
    grants = (Grant(role=Role.OFFICE, jurisdiction=CITY),)
    owner = Principal(id=f"account:{account}", account=account, grants=grants)
    for unit in ("", "town1"):
        feed = await office.do(CalendarFeedOpen(jurisdiction=CITY, unit=unit), principal=owner)
    await office.do(CalendarFeedRevoke(feed=UUID(feed.subject)), principal=owner)


async def _messages(office: Office) -> None:
    robot = {"kind": "WECOM", "url": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=told"}
    channel = {"jurisdiction": CITY, "title": "通报群", "topics": ("BULLETIN_PUBLISHED",), **robot}
    added = await office.do(ChannelAdd.model_validate(channel))
    await office.do(ChannelTest(channel=UUID(added.subject)))
    await spread(office.database, office.now)
