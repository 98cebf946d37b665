"""Calendars under secret addresses: as other programs read them, with the rights of this moment, and never in a log."""

import logging
from asyncio import sleep
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus
from sqlalchemy import select

from tests.calendars.asking import SMX, Asker, at, granted, report
from tests.identity.household import Household
from tests.support.office import Office, codes
from xiangmu.access.principals import SYSTEM, Principal, PrincipalKind
from xiangmu.access.roles import Role
from xiangmu.db import tables as t
from xiangmu.plugin.vocabulary import ProjectKind, Stage
from xiangmu.services.calendars.addresses import MASKED, calendar_address
from xiangmu.services.calendars.feeds import CalendarFeedOpen, CalendarFeedRevoke
from xiangmu.services.identity.accounts import AccountDisable, AccountErase
from xiangmu.services.identity.grants import GrantEnd
from xiangmu.services.plans import PlanSet
from xiangmu.services.projects import ProjectRegister
from xiangmu.services.reports import OccurrenceWaive, WorkdayDecide
from xiangmu.settings import BudgetSettings, Settings

pytestmark = pytest.mark.anyio
WEEKLY = "周报 · 湖滨区"


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, whose it is, and the grant that it lives by."""

    id: UUID
    address: str
    who: Principal
    grant: UUID


@pytest.fixture
async def feed(office: Office, house: Household) -> Feed:
    """Of the reporter of a district, for their unit."""
    account = await house.open("hubin", jurisdiction="sanmenxia")
    grant = await house.give(account, Role.REPORTER, jurisdiction="sanmenxia", unit="hubin-qu")
    who = await house.principal("hubin")
    data = CalendarFeedOpen(jurisdiction="sanmenxia", unit="hubin-qu")
    receipt = await office.do(data, principal=who)
    return Feed(UUID(receipt.subject), calendar_address(data.secret), who, grant)


async def read(asker: Asker, address: str) -> Calendar:
    """What another program reads; it is strict about the format."""
    answer = await asker.fetch(address)
    assert answer.status_code == 200, answer.text
    return IcsCalendarStream.calendar_from_ics(answer.content.decode())


def weekly(calendar: Calendar, day: date = date(2020, 9, 30)) -> Event:
    """The weekly report that is aimed at on that day."""
    found = [e for e in calendar.events if WEEKLY in (e.summary or "") and e.start_datetime.date() == day]
    assert len(found) == 1, [(e.summary, e.dtstart) for e in calendar.events]
    return found[0]


async def test_another_program_reads_it(asker: Asker, feed: Feed) -> None:
    answer = await asker.fetch(feed.address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "private, no-cache"
    lines = answer.content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75
    assert b"BEGIN:VTIMEZONE" in answer.content
    assert b"DTSTART;TZID=Asia/Shanghai:20200930T153000" in lines
    assert b"DTEND;TZID=Asia/Shanghai:20200930T160000" in lines
    calendar = IcsCalendarStream.calendar_from_ics(answer.content.decode())
    assert [zone.tz_id for zone in calendar.timezones] == ["Asia/Shanghai"]
    event = weekly(calendar)
    assert event.end_datetime == at("2020-09-30T16:00:00")
    assert "2020-10-02是周五, 法定节假日或调休" in (event.description or "")
    assert "SMX-15" in (event.description or "")
    assert event.status is EventStatus.CONFIRMED
    assert {alarm.trigger for alarm in event.alarm} == {timedelta(days=-1), timedelta(hours=-2)}
    [plan] = [one for one in calendar.events if "行动计划" in (one.summary or "")]
    assert (plan.dtstart, plan.dtend) == (date(2020, 9, 25), date(2020, 9, 26)), "due in the course of a day"
    assert len({one.uid for one in calendar.events}) == len(calendar.events)
    assert all("湖滨区" in (one.summary or "") for one in calendar.events if "·" in (one.summary or ""))
    days = [one.start_datetime.date() for one in calendar.events]
    assert min(days) >= date(2020, 8, 30)
    assert max(days) <= date(2021, 3, 28)


async def test_nothing_changes_while_nothing_happens(office: Office, asker: Asker, feed: Feed) -> None:
    first = await asker.fetch(feed.address)
    office.pass_time(hours=7)
    again = await asker.fetch(feed.address)
    assert again.content == first.content
    unchanged = await asker.fetch(feed.address, if_none_match=first.headers["etag"])
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert unchanged.headers["cache-control"] == "private, no-cache"
    weak = await asker.fetch(feed.address, if_none_match=f'"other", W/{first.headers["etag"]}')
    assert weak.status_code == 304
    head = await asker.fetch(feed.address, "HEAD")
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-length"] == str(len(first.content))
    assert head.headers["etag"] == first.headers["etag"]
    assert (await asker.fetch(feed.address, "POST")).status_code == 405


async def test_an_event_keeps_its_name_and_counts_its_changes(
    office: Office, asker: Asker, feed: Feed
) -> None:
    before = await read(asker, feed.address)
    event = weekly(before)
    office.pass_time(minutes=5)
    await office.do(WorkdayDecide(jurisdiction="sanmenxia", day=date(2020, 9, 30), works=False, text="停电"))
    moved = weekly(await read(asker, feed.address), date(2020, 9, 29))
    assert moved.uid == event.uid
    assert (moved.sequence or 0) > (event.sequence or 0)
    assert moved.dtstamp > event.dtstamp
    office.pass_time(minutes=5)
    data = {"policy": SMX, "obligation": "weekly_report", "due": date(2020, 10, 2), "unit": "hubin-qu"}
    await office.do(OccurrenceWaive.model_validate(data | {"text": "放假"}))
    after = await read(asker, feed.address)
    waived = weekly(after, date(2020, 9, 29))
    assert waived.uid == event.uid
    assert waived.status is EventStatus.CANCELLED
    assert (waived.sequence or 0) > (moved.sequence or 0)
    assert not waived.alarm
    assert "放假" in (waived.description or "")
    other = date(2020, 10, 16)
    assert weekly(after, other) == weekly(before, other), "what did not change is as it was"


async def test_what_is_long_overdue_is_no_event(office: Office, asker: Asker, feed: Feed) -> None:
    register = {"jurisdiction": "sanmenxia", "name": "旧项目", "total_yuan": 10**8, "unit": "hubin-qu"}
    more = {"kind": ProjectKind.OTHER, "effective": date(2020, 1, 1)}
    project = UUID((await office.do(ProjectRegister.model_validate(register | more))).subject)
    for stage, due in ((Stage.STARTED, date(2020, 5, 1)), (Stage.COMPLETED, date(2020, 9, 1))):
        await office.do(PlanSet(project=project, milestone=stage, due=due, made_on=date(2020, 2, 1)))
    titles = {one.summary for one in (await read(asker, feed.address)).events}
    assert "旧项目: 计划竣工 · 湖滨区" in titles
    assert "旧项目: 计划开工 · 湖滨区" not in titles
    asked = {one["title"] for one in (await asker.agenda(feed.who))["entries"]}
    assert {"旧项目: 计划开工", "旧项目: 计划竣工"} <= asked


async def test_what_was_handed_in_is_marked(office: Office, asker: Asker, feed: Feed) -> None:
    sequence = weekly(await read(asker, feed.address)).sequence or 0
    await report(office, "hubin-qu", "2020-10-02")
    event = weekly(await read(asker, feed.address))
    assert (event.summary or "").startswith("[已办] ")
    assert (event.sequence or 0) > sequence
    assert not event.alarm


async def test_its_secret_is_shown_once_and_kept_nowhere(
    office: Office, asker: Asker, house: Household
) -> None:
    account = await house.employ("clerk", Role.OFFICE, jurisdiction="sanmenxia")
    asker.principal = await house.principal("clerk")
    request = str(uuid4())
    opening = """mutation M($r: UUID!) { calendarFeedOpen(input: {requestId: $r, jurisdiction: "sanmenxia"}) {
        address feed { id lastUsedAt account { id } unit { key } } errors { message } } }"""
    sent = await asker.send(opening, r=request)
    assert "errors" not in sent, sent
    answer = sent["data"]["calendarFeedOpen"]
    assert answer["errors"] == []
    assert answer["feed"]["account"] == {"id": f"acc_{account.hex}"}
    assert answer["feed"]["lastUsedAt"] is None
    address = answer["address"]
    assert (await asker.send(opening, r=request))["data"]["calendarFeedOpen"]["address"] is None
    assert (await asker.fetch(address)).status_code == 200
    secret = address.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) == 3 + 43, "256 bits behind the prefix"
    async with office.database.reading() as connection:
        for table in (t.calendar_feed, t.command):
            for row in await connection.execute(select(table)):
                assert secret not in str(tuple(row))
    listed = "{ calendarFeeds { totalCount edges { node { id lastUsedAt } } } }"
    await sleep(0.3)
    found = (await asker.send(listed))["data"]["calendarFeeds"]
    assert found["totalCount"] == 1
    assert found["edges"][0]["node"]["lastUsedAt"] == "2020-09-29T10:00:00+08:00"
    asker.principal = granted(Role.VIEWER)
    assert (await asker.send(listed))["data"]["calendarFeeds"]["totalCount"] == 0
    asker.principal = await house.principal("clerk")
    revoking = """mutation M($r: UUID!, $f: ID!) { calendarFeedRevoke(input: {requestId: $r, feed: $f}) {
        id errors { message } } }"""
    gone = await asker.send(revoking, r=str(uuid4()), f=answer["feed"]["id"])
    assert gone["data"]["calendarFeedRevoke"]["id"] == answer["feed"]["id"]
    assert (await asker.fetch(address)).status_code == 404


async def test_what_is_no_longer_good_is_like_what_never_was(
    office: Office, asker: Asker, feed: Feed, house: Household
) -> None:
    never = await asker.fetch(calendar_address("xc_" + "0" * 43))
    assert never.status_code == 404
    for path in ("/calendar/", "/calendar/x", "/calendar/xc_1/2.ics", feed.address.removesuffix(".ics")):
        assert (await asker.fetch(path)).status_code == 404

    async def is_absent() -> None:
        answer = await asker.fetch(feed.address)
        told = (answer.status_code, answer.content, answer.headers["content-type"])
        assert told == (never.status_code, never.content, never.headers["content-type"])

    assert (await asker.fetch(feed.address)).status_code == 200
    await office.do(GrantEnd(grant=feed.grant))
    await is_absent()
    assert feed.who.account
    other = await house.give(feed.who.account, Role.REPORTER, jurisdiction="sanmenxia", unit="lushi-xian")
    await is_absent()
    await office.do(GrantEnd(grant=other))
    await house.give(feed.who.account, Role.REPORTER, jurisdiction="sanmenxia", unit="hubin-qu")
    assert (await asker.fetch(feed.address)).status_code == 200


@pytest.mark.parametrize("shut_out", [AccountDisable, AccountErase])
async def test_who_is_shut_out_has_no_calendar_any_more(
    office: Office, asker: Asker, feed: Feed, shut_out: type[AccountDisable | AccountErase]
) -> None:
    assert feed.who.account
    await office.do(shut_out(account=feed.who.account))
    assert (await asker.fetch(feed.address)).status_code == 404
    again = CalendarFeedRevoke(feed=feed.id)
    assert codes(await office.refused(again)) == [("feed", "NOT_FOUND")], "it is revoked for good"


async def test_who_may_open_and_revoke(office: Office, feed: Feed) -> None:
    async def refused(who: Principal, **given: Any) -> list[tuple[str, str]]:
        data = CalendarFeedOpen.model_validate({"jurisdiction": "sanmenxia"} | given)
        return codes(await office.refused(data, principal=who))

    assert await refused(SYSTEM) == [("jurisdiction", "NOT_ALLOWED")]
    assert await refused(granted(Role.OFFICE)) == [("jurisdiction", "NOT_ALLOWED")]
    token = Principal(
        id="token:1", kind=PrincipalKind.TOKEN, account=feed.who.account, grants=feed.who.grants
    )
    assert await refused(token) == [("jurisdiction", "NOT_ALLOWED")]
    assert await refused(feed.who, jurisdiction="lanxian") == [("jurisdiction", "NOT_ALLOWED")]
    assert await refused(feed.who, jurisdiction="nowhere") == [("jurisdiction", "UNKNOWN_JURISDICTION")]
    assert await refused(feed.who, unit="lushi-xian") == [("unit", "NOT_ALLOWED")]
    assert await refused(feed.who, unit="nowhere") == [("unit", "UNKNOWN_UNIT")]
    revoke = CalendarFeedRevoke(feed=feed.id)
    stranger = granted(Role.REPORTER, unit="hubin-qu", account=uuid4())
    assert codes(await office.refused(revoke, principal=stranger)) == [("feed", "NOT_FOUND")]
    await office.do(revoke, principal=granted(Role.OFFICE))
    assert codes(await office.refused(revoke, principal=feed.who)) == [("feed", "NOT_FOUND")]


async def test_no_log_holds_the_secret(asker: Asker, feed: Feed, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        for address in (feed.address, calendar_address("xc_invented"), "/Calendar/xc_else.ics"):
            await asker.fetch(address)
    told = [record.told for record in caplog.records if record.name == "xiangmu.access"]  # type: ignore[attr-defined]  # set by the log
    assert [one["path"] for one in told] == [MASKED] * 3
    assert [one["code"] for one in told][:2] == ["OK", "NOT_FOUND"]
    said = " ".join(
        f"{record.getMessage()} {vars(record)}" for record in caplog.records if "xiangmu" in record.name
    )
    for secret in (feed.address.rpartition("/")[2], "xc_invented", "xc_else"):
        assert secret not in said


async def test_who_asks_too_often_is_told_when_to_come_again(office: Office, feed: Feed) -> None:
    asker = Asker(office, Settings(budget=BudgetSettings(principal=25_000, anonymous=500)))
    answers = [await asker.fetch(feed.address) for _ in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert int(answers[-1].headers["retry-after"]) > 0
    guesses = [await asker.fetch(calendar_address(f"xc_{number}")) for number in range(4)]
    assert [one.status_code for one in guesses] == [404, 404, 404, 429]
