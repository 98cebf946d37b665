"""Messages reach the robots once, in order, within limits; again later when something fails; and never for ever."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from starlette.responses import JSONResponse, Response

from tests.support.city import CITY
from tests.support.office import NOON
from tests.support.post import Post
from tests.support.robots import DINGTALK, FEISHU, WECOM
from xiangmu.db import tables as t
from xiangmu.db.notices import Topic
from xiangmu.db.tally import TALLY, Tally
from xiangmu.services.notices.channels import (
    ChannelAddressSet,
    ChannelDisable,
    ChannelEnable,
    DeliveryRetry,
)
from xiangmu.services.notices.delivering import CLAIMED, WAITS, deliver
from xiangmu.services.notices.robots.sending import Sender
from xiangmu.services.notices.spreading import spread
from xiangmu.services.notices.tidying import KEPT, tidy
from xiangmu.services.outbox import Notice, announce

pytestmark = pytest.mark.anyio
BROKEN = Response("<html>", 502)


async def test_every_kind_of_robot_is_told_in_order(post: Post) -> None:
    for robot in (WECOM, DINGTALK, FEISHU):
        await post.channel(robot)
    await post.tell("一", "二", "三")
    assert await post.go() == 9
    for robot in (WECOM, DINGTALK, FEISHU):
        assert post.texts(robot) == ["一", "二", "三"]
    assert await post.states() == [("DELIVERED", 1, None)] * 9
    assert await post.go() == 0


async def test_a_draft_and_its_approval_are_told_of_in_the_commands_transaction(post: Post) -> None:
    await post.channel()
    await post.office.publish()
    assert await post.go() == 2
    opened, approved = post.robots.texts(WECOM)
    assert opened.startswith("公布稿征求异议\n")
    assert "异议截至 2023-07-01 13:00" in opened
    assert approved.startswith("公布稿批准公布\n")
    assert "第1号" in approved
    first, second = await post.rows(t.notification)
    assert first.no < second.no


async def test_what_is_refused_is_not_told(post: Post) -> None:
    await post.office.draft()
    assert len(await post.rows(t.notification)) == 1
    with pytest.raises(Exception, match="还没有批准"):
        await post.office.draft()
    assert len(await post.rows(t.notification)) == 1


async def test_channels_take_their_topics_and_units(post: Post) -> None:
    await post.channel(WECOM, topics=(Topic.ISSUE_RAISED,))
    await post.channel(DINGTALK, units=("town1",))
    await post.channel(FEISHU)
    await post.tell("全市")
    await post.tell("一镇", unit="town1")
    await post.tell("二镇", unit="town2")
    await post.tell("问题", topic=Topic.ISSUE_RAISED, unit="town2")
    await post.go()
    assert post.texts(WECOM) == ["问题"]
    assert post.texts(DINGTALK) == ["全市", "一镇"]
    assert post.texts(FEISHU) == ["全市", "一镇", "二镇", "问题"]


async def test_what_time_brings_about_is_told_once(post: Post) -> None:
    notice = Notice(topic=Topic.REPORT_LATE, title="甲", text="逾期", unit="town1")
    told = []
    for _ in range(2):
        async with post.office.database.noting() as connection:
            keyed = [("late/1", notice), ("late/2", notice)]
            told.append(await announce(connection, CITY, keyed, post.office.now))
    async with post.office.database.noting() as connection:
        told.append(await announce(connection, CITY, [], post.office.now))
    assert told == [2, 0, 0]


@pytest.mark.parametrize(("robot", "most"), [(WECOM, 20), (DINGTALK, 20)])
async def test_no_more_than_a_robot_takes_in_a_minute(post: Post, robot: str, most: int) -> None:
    await post.channel(robot)
    for number in range(most + 5):
        await post.tell(f"{number}")
    post.office.now = NOON + timedelta(minutes=5)
    assert await post.go() == most
    post.office.pass_time(seconds=59)
    assert await post.go() == 0
    post.office.pass_time(seconds=1)
    assert await post.go() == 5
    assert post.texts(robot) == [f"{number}" for number in range(most + 5)]


async def test_no_more_than_five_in_a_second_for_feishu(post: Post) -> None:
    await post.channel(FEISHU)
    await post.tell(*map(str, range(12)))
    sent = []
    for _ in range(3):
        sent.append(await post.go())
        post.office.pass_time(seconds=1)
    assert sent == [5, 5, 2]


async def test_again_later_and_later_and_then_no_more(post: Post) -> None:
    await post.channel()
    post.robots.answers[WECOM] += [BROKEN] * 8
    await post.tell("一")
    for attempt, wait in enumerate(WAITS, 1):
        await post.go()
        assert await post.states() == [("PENDING", attempt, "SERVER_ERROR")]
        post.office.pass_time(seconds=round(wait.total_seconds()) - 1)
        await post.go()
        assert await post.states() == [("PENDING", attempt, "SERVER_ERROR")]
        post.office.pass_time(seconds=1)
    await post.go()
    assert await post.states() == [("DEAD", 8, "SERVER_ERROR")]
    post.office.pass_time(days=2)
    assert await post.go() == 0
    assert len(post.robots.bodies) == 8
    [row] = await post.rows()
    assert (row.answer_code, row.delivered_at) == (502, None)
    await post.office.do(DeliveryRetry(delivery=row.id))
    assert await post.go() == 1
    assert await post.states() == [("DELIVERED", 1, None)]
    [problem] = await post.office.refused(DeliveryRetry(delivery=row.id))
    assert "没有送成" in problem.message


async def test_what_would_fail_again_is_given_up_at_once(post: Post) -> None:
    await post.channel(DINGTALK, secret="别的密钥")  # noqa: S106  # wrong on purpose
    await post.tell("一")
    await post.go()
    assert await post.states() == [("DEAD", 1, "NOT_TRUSTED")]


async def test_who_is_told_too_much_is_left_alone_with_all_messages(post: Post) -> None:
    await post.channel(DINGTALK)
    await post.channel(WECOM)
    post.robots.answers[DINGTALK].append(JSONResponse({"errcode": 130101, "errmsg": "send too fast"}))
    await post.tell("一", "二")
    assert await post.go() == 2
    assert post.texts(WECOM) == ["一", "二"]
    assert len(post.robots.bodies) == 3
    post.office.pass_time(minutes=10, seconds=-1)
    assert await post.go() == 0
    post.office.pass_time(seconds=1)
    assert await post.go() == 2
    assert post.texts(DINGTALK) == ["一", "二"]


async def test_what_is_wrong_with_one_message_holds_up_no_other(post: Post) -> None:
    await post.channel()
    post.robots.answers[WECOM].append(JSONResponse({"errcode": 777}))
    await post.tell("一", "二")
    assert await post.go() == 1
    assert await post.states() == [("PENDING", 1, "UNKNOWN_CODE"), ("DELIVERED", 1, None)]


class PowerCutError(BaseException):
    """Nothing that anybody could catch by mistake."""


class LastWords(httpx.ASGITransport):
    """Brings the message, and then there is no more power to note it."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """As ever, and then no more."""
        await super().handle_async_request(request)
        raise PowerCutError


async def test_who_dies_between_sending_and_noting_sends_it_again(post: Post) -> None:
    await post.channel()
    await post.tell("一")
    await spread(post.office.database, post.office.now)
    async with Sender(transport=LastWords(app=post.robots.app)) as sender:
        with pytest.raises(PowerCutError):
            await deliver(post.office.database, post.office.clock, sender)
    assert post.texts() == ["一"]
    assert await post.go() == 0
    post.office.now += CLAIMED
    assert await post.go() == 1
    assert post.texts() == ["一", "一"]
    assert await post.states() == [("DELIVERED", 2, None)]


async def test_several_at_once_deliver_once(post: Post) -> None:
    await post.channel()
    await post.channel(FEISHU)
    await post.tell("一", "二", "三")
    await asyncio.gather(*(spread(post.office.database, post.office.now) for _ in range(3)))
    async with post.sender() as sender:
        sent = await asyncio.gather(
            *(deliver(post.office.database, post.office.clock, sender) for _ in range(4))
        )
    assert sum(sent) == 6
    for robot in (WECOM, FEISHU):
        assert sorted(post.texts(robot)) == sorted(["一", "二", "三"])


async def test_nobody_waits_for_a_slow_robot_to_write(post: Post) -> None:
    await post.channel()
    await post.tell("一")
    asked, answered = asyncio.Event(), asyncio.Event()

    class Slow(Response):
        async def __call__(self, *given: object) -> None:
            asked.set()
            await answered.wait()
            await JSONResponse({"errcode": 0})(*given)  # type: ignore[arg-type]  # passed on as they came

    post.robots.answers[WECOM].append(Slow())
    going = asyncio.create_task(post.go())
    await asked.wait()
    await asyncio.wait_for(post.office.project("其间登记"), 5)
    answered.set()
    assert await going == 1


async def test_whoever_is_to_stop_begins_nothing_more(post: Post) -> None:
    await post.channel()
    await post.tell("一", "二", "三")
    await spread(post.office.database, post.office.now)
    async with post.sender() as sender:
        stop = iter((False, True))
        assert await deliver(post.office.database, post.office.clock, sender, lambda: next(stop)) == 1
    assert post.texts() == ["一"]


async def test_nothing_waits_for_a_channel_that_is_not_used(post: Post) -> None:
    channel = await post.channel()
    post.robots.answers[WECOM].append(BROKEN)
    await post.tell("一")
    await post.go()
    await post.office.do(ChannelDisable(channel=channel))
    post.office.pass_time(minutes=5)
    await post.tell("二")
    assert await post.go() == 0
    assert await post.states() == [("DEAD", 1, "CHANNEL_DISABLED")]
    await post.office.do(ChannelEnable(channel=channel))
    await post.tell("三")
    assert await post.go() == 1
    assert post.texts() == ["三"]


async def test_a_channel_without_its_address_says_so(post: Post) -> None:
    channel = await post.channel()
    async with post.office.database.noting() as connection:
        await connection.execute(t.channel_address.delete())
    await post.tell("一")
    assert await post.go() == 0
    assert await post.states() == [("DEAD", 0, "NO_ADDRESS")]
    [delivery] = await post.rows()
    url = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + WECOM
    await post.office.do(ChannelAddressSet(channel=channel, url=url))
    await post.office.do(DeliveryRetry(delivery=delivery.id))
    assert await post.go() == 1


async def test_the_number_of_statements_does_not_grow_with_messages_or_channels(post: Post) -> None:
    counts = []
    for rounds in range(2):
        for number in range(1 + 5 * rounds):
            await post.channel(WECOM, title=f"渠道{rounds}-{number}")
        await post.tell(f"{rounds}-一")
        tally = Tally()
        token = TALLY.set(tally)
        await post.go()
        TALLY.reset(token)
        counts.append(tally.statements)
        post.office.pass_time(minutes=2)
    assert counts[0] == counts[1]


async def test_old_messages_are_forgotten_with_what_became_of_them(post: Post) -> None:
    await post.channel()
    await post.tell("一")
    await post.go()
    post.office.now += KEPT
    await post.tell("二")
    await post.go()
    assert await tidy(post.office.database, post.office.now) == 1
    assert [row.text for row in await post.rows(t.notification)] == ["二"]
    assert len(await post.rows()) == 1
    assert len(await post.rows(t.channel_use)) == 1
    assert await tidy(post.office.database, post.office.now) == 0
