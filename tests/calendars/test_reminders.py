"""Groups are reminded of reports: each in each way once, one message for a unit and day, never before eight."""

from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from tests.calendars.asking import SMX, at, report
from tests.support.office import Office
from tests.support.post import Post
from tests.support.robots import DINGTALK, WECOM
from xiangmu.db import tables as t
from xiangmu.db.notices import Topic
from xiangmu.services.notices.robots.sending import Sender
from xiangmu.services.reminders.reminding import remind
from xiangmu.services.reports import OccurrenceWaive, ReportGiveBack
from xiangmu.services.tick import Tick, run_once
from xiangmu.settings import Settings

pytestmark = pytest.mark.anyio
DUE, LATE, MISSING = Topic.REPORT_DUE, Topic.REPORT_LATE, Topic.REPORTS_MISSING


async def told(office: Office, moment: str, days: int = 2) -> list[tuple[str, str, str]]:
    """The messages that are new at that moment: topic, title and text."""
    before = {row.id for row in await _messages(office)}
    office.now = at(moment)
    count = await remind(office.database, office.catalog, office.now, days)
    new = [row for row in await _messages(office) if row.id not in before]
    assert count == len(new)
    assert await remind(office.database, office.catalog, office.now, days) == 0
    return sorted((row.topic, row.title, row.text) for row in new)


async def _messages(office: Office) -> list[Any]:
    async with office.database.reading() as connection:
        return list(await connection.execute(select(t.notification)))


async def test_nobody_is_told_where_nobody_listens(office: Office) -> None:
    assert await told(office, "2020-09-30T09:00:00") == []
    await Post(office).channel(jurisdiction="sanmenxia", topics=(Topic.ISSUE_RAISED,))
    assert await told(office, "2020-09-30T09:00:00") == []


async def test_the_week_around_the_holiday(office: Office) -> None:
    await Post(office).channel(jurisdiction="sanmenxia", topics=(DUE, LATE, MISSING))
    await told(office, "2020-09-27T09:00:00")
    assert await told(office, "2020-09-28T07:59:59") == []
    assert await told(office, "2020-09-28T08:00:00", days=0) == []
    # two workdays before the 30th, to which the holiday moves it
    soon = await told(office, "2020-09-28T08:00:00")
    assert {topic for topic, _, _ in soon} == {DUE}
    [hubin] = [one for one in soon if "湖滨区" in one[1]]
    assert hubin[1] == "报送提醒: 湖滨区 9月28日"
    line = "即将到期: “周报”10月2日(周五)16:00(遇休息日, 宜提前到9月30日(周三)16:00), 报市重点项目办。"
    assert hubin[2] == line
    assert await told(office, "2020-09-29T08:00:00") == []
    await report(office, "lushi-xian", "2020-10-02")
    today = await told(office, "2020-09-30T08:00:00")
    assert [title for _, title, _ in today if "卢氏县" in title] == []
    [hubin] = [one for one in today if "湖滨区" in one[1]]
    assert hubin[2] == "今天: “周报”10月2日(周五)16:00到期, 宜在9月30日(周三)16:00前办好, 报市重点项目办。"
    assert await told(office, "2020-10-01T10:00:00") == []
    assert await told(office, "2020-10-02T16:00:00") == []
    over = await told(office, "2020-10-02T16:00:01")
    late = [one for one in over if one[0] == LATE]
    assert len(late) == len(today)
    [hubin] = [one for one in late if "湖滨区" in one[1]]
    assert hubin[2] == "“周报”10月2日(周五)16:00到期, 尚未报送, 请尽快办理。"
    [(_, title, text)] = [one for one in over if one[0] == MISSING]
    assert title == "未报单位: 周报 10月2日"
    assert f"{len(late)}个单位未报" in text
    assert "湖滨区" in text
    assert "卢氏县" not in text
    assert await told(office, "2020-10-03T12:00:00") == []


async def test_what_happens_at_night_is_told_in_the_morning(office: Office) -> None:
    await Post(office).channel(jurisdiction="lanxian", topics=(LATE, MISSING))
    await told(office, "2022-10-15T20:00:00")
    assert await told(office, "2022-10-16T00:00:01") == []
    over = await told(office, "2022-10-16T08:00:00")
    assert [title for topic, title, _ in over if topic == MISSING] == ["未报单位: 半月报 10月15日"]
    assert len([one for one in over if one[0] == LATE]) == 6


async def test_a_report_that_was_given_back_is_reminded_of_anew(office: Office) -> None:
    await Post(office).channel(jurisdiction="sanmenxia", topics=(DUE, LATE), units=("hubin-qu",))
    handed_in = await report(office, "hubin-qu", "2020-10-02")
    office.now = at("2020-09-30T11:00:00")
    await office.do(ReportGiveBack(report=handed_in, text="数字不符", again_by=at("2020-10-09T12:00:00")))
    await office.do(
        OccurrenceWaive(
            policy=SMX, obligation="weekly_report", due=date(2020, 10, 9), unit="hubin-qu", text="并入上周"
        )
    )
    again = [text for _, title, text in await told(office, "2020-10-09T09:00:00") if "湖滨区" in title]
    assert again == ["今天: “周报”退回后10月9日(周五)12:00到期, 报市重点项目办。"]
    late = [text for _, title, text in await told(office, "2020-10-09T12:00:01") if "湖滨区" in title]
    assert late == ["“周报”退回后10月9日(周五)12:00到期, 尚未重报, 请尽快办理。"]


async def test_the_tick_sends_it_to_whom_it_concerns(office: Office) -> None:
    office.now = at("2020-09-30T09:00:00")
    post = Post(office)
    post.robots.now = office.now
    await post.channel(WECOM, jurisdiction="sanmenxia", topics=(DUE,), units=("hubin-qu",))
    await post.channel(DINGTALK, jurisdiction="sanmenxia", topics=(MISSING,))

    def sender(_: Settings) -> Sender:
        return Sender(transport=httpx.ASGITransport(app=post.robots.app))

    tick = Tick(
        database=office.database,
        catalog=office.catalog,
        clock=office.clock,
        settings=Settings(),
        sender=sender,
    )
    for _ in range(2):
        done = await run_once(tick)
        assert done is not None
        assert None not in {one.count for one in done}
    [text] = post.robots.texts(WECOM)
    assert "湖滨区" in text
    assert "今天: “周报”" in text
    assert all("未报单位" in text for text in post.robots.texts(DINGTALK))
