"""What time brings about is done by one leader, each step for itself, as often as anybody likes."""

import asyncio
import logging
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.support.office import Office
from tests.support.post import Post
from tests.support.robots import WECOM
from xiangmu.db.engine import Database
from xiangmu.db.leading import leading
from xiangmu.db.notices import Topic
from xiangmu.services.notices.robots.sending import Sender
from xiangmu.services.tick import STEPS, Done, Step, Tick, Ticking, run_once
from xiangmu.settings import Settings, TickSettings

pytestmark = pytest.mark.anyio
QUIET = Topic.ISSUE_RAISED
"""What time alone brings about nothing of."""


def tick_of(office: Office, post: Post | None = None, heads: Path | None = None) -> Tick:
    robots = post.robots.app if post else None
    chosen = Settings(tick=TickSettings(heads=str(heads) if heads else None))

    def sender(_: Settings) -> Sender:
        return Sender(transport=httpx.ASGITransport(app=robots) if robots else None)

    return Tick(
        database=office.database,
        catalog=office.catalog,
        clock=office.clock,
        settings=chosen,
        sender=sender,
    )


async def test_one_tick_spreads_and_delivers(office: Office) -> None:
    post = Post(office)
    await post.channel(topics=(QUIET,))
    await post.tell("一", "二", topic=QUIET)
    done = await run_once(tick_of(office, post))
    assert done is not None
    assert {Done(title="分发通知", count=2), Done(title="投递通知", count=2)} <= {*done}
    assert post.texts() == ["一", "二"]


async def test_the_head_is_exported_once_a_day(office: Office, tmp_path: Path) -> None:
    tick = tick_of(office, heads=tmp_path / "heads")
    counts = []
    for _ in range(2):
        counts += [one.count for one in await run_once(tick) or () if one.title == "导出账本末号"]
    office.now += timedelta(days=1)
    counts += [one.count for one in await run_once(tick) or () if one.title == "导出账本末号"]
    assert counts == [1, 0, 1]
    assert len((tmp_path / "heads" / "heads.txt").read_text(encoding="utf-8").splitlines()) == 2


async def test_a_step_that_fails_keeps_no_other_from_its_work(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(_: Tick) -> int:
        raise RuntimeError("坏了")

    async def work(_: Tick) -> int:
        return 3

    steps = (Step(title="坏的", run=fail), Step(title="好的", run=work))
    assert await run_once(tick_of(office), steps) == (
        Done(title="坏的", count=None),
        Done(title="好的", count=3),
    )
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
        "定时事项没有做成: 坏的"
    ]


async def test_one_leads_while_others_do_nothing(office: Office, database: Database) -> None:
    post = Post(office)
    await post.channel(topics=(QUIET,))
    await post.tell("一", topic=QUIET)
    url = database.engine.url.set(drivername=database.dialect).render_as_string(hide_password=False)
    other = Database.open(url)
    try:
        async with leading(other) as first:
            assert first
            assert await run_once(tick_of(office, post)) is None
        async with leading(database) as now:
            assert now
    finally:
        await other.dispose()
    await asyncio.gather(*(run_once(tick_of(office, post)) for _ in range(3)))
    assert post.texts() == ["一"]


async def test_it_ticks_until_it_is_stopped_and_finishes_what_it_began(office: Office) -> None:
    begun, ended = asyncio.Event(), []

    async def slow(_: Tick) -> int:
        begun.set()
        await asyncio.sleep(0.05)
        ended.append(1)
        return 1

    async def never(_: Tick) -> int:
        ended.append(2)
        return 1

    steps = (Step(title="慢的", run=slow), Step(title="停机以后的", run=never))
    ticking = Ticking(lambda stopping: replace(tick_of(office), stopping=stopping), 0.01, steps)
    await begun.wait()
    await ticking.stop()
    assert ended == [1]


async def test_a_robot_that_hangs_does_not_hold_up_the_database(office: Office) -> None:
    post = Post(office)
    await post.channel(WECOM, topics=(QUIET,))
    await post.tell("一", topic=QUIET)

    async def hang(_: httpx.Request) -> httpx.Response:
        await office.project("其间登记")
        raise httpx.ReadTimeout("")

    tick = Tick(
        database=office.database,
        catalog=office.catalog,
        clock=office.clock,
        settings=Settings(),
        sender=lambda _: Sender(transport=httpx.MockTransport(hang)),
    )
    await run_once(tick)
    assert await post.states() == [("PENDING", 1, "TIMEOUT")]


def test_steps_are_called_differently() -> None:
    assert len({step.title for step in STEPS}) == len(STEPS)
