"""What robots are sent fits their limits to the byte and is signed as they want it; what they answer is understood."""

import asyncio
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.responses import JSONResponse, Response

from tests.support.robots import DINGTALK, FEISHU, SIGNED, URLS, WECOM, Robots, hmac_of
from xiangmu.db.notices import ChannelKind, Failure, TextFormat
from xiangmu.services.notices.robots.sending import LARGEST, Robot, Sender
from xiangmu.services.notices.robots.vendors import judge, origin_of
from xiangmu.services.notices.robots.writing import CUT, Message, cut

pytestmark = pytest.mark.anyio
NOW = datetime(2023, 7, 1, 4, tzinfo=UTC)
KINDS = {WECOM: ChannelKind.WECOM, DINGTALK: ChannelKind.DINGTALK, FEISHU: ChannelKind.FEISHU}
SECRETS = {WECOM: "", DINGTALK: SIGNED, FEISHU: SIGNED}
ALL = [(robot, written) for robot in KINDS for written in TextFormat]


def robot_of(robot: str, *, secret: str | None = None, url: str = "") -> Robot:
    return Robot(
        kind=KINDS[robot], url=url or URLS[robot], secret=SECRETS[robot] if secret is None else secret
    )


def message(text: str, written: TextFormat = TextFormat.TEXT) -> Message:
    return Message(title="报送逾期", text=text, format=written)


def sender(robots: Robots) -> Sender:
    return Sender(transport=httpx.ASGITransport(app=robots.app))


def test_the_signatures_are_checked_by_what_is_right() -> None:
    # RFC 4231, test case 2
    expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    assert hmac_of(b"Jefe", b"what do ya want for nothing?").hex() == expected


@pytest.mark.parametrize(("robot", "written"), ALL)
async def test_a_signed_message_arrives(robot: str, written: TextFormat) -> None:
    robots = Robots(NOW)
    async with sender(robots) as sending:
        verdict = await sending.send(robot_of(robot), message("城关镇未报", written), NOW)
    assert (verdict.failure, verdict.code) == (None, None)
    [text] = robots.texts(robot)
    assert "城关镇未报" in text


@pytest.mark.parametrize("robot", [DINGTALK, FEISHU])
async def test_a_wrong_or_missing_secret_is_final(robot: str) -> None:
    robots = Robots(NOW)
    async with sender(robots) as sending:
        for secret in ("别的密钥", ""):
            verdict = await sending.send(robot_of(robot, secret=secret), message("甲"), NOW)
            assert verdict.failure is Failure.NOT_TRUSTED
    assert robots.received == []


@pytest.mark.parametrize(("robot", "written"), ALL)
@pytest.mark.parametrize(
    "text", ["汉" * 30_000, '\n"\\' * 20_000, "😀汉a" * 9_000], ids=["汉", "escaped", "mixed"]
)
async def test_long_texts_are_cut_to_what_is_taken(robot: str, written: TextFormat, text: str) -> None:
    robots = Robots(NOW)
    async with sender(robots) as sending:
        verdict = await sending.send(robot_of(robot), message(text, written), NOW)
    assert verdict.failure is None
    [told] = robots.texts(robot)
    assert told.endswith(CUT)
    assert "�" not in told
    most = {"TEXT": 2048, "MARKDOWN": 4096}[written] if robot == WECOM else 20_000
    length = len(told.encode()) if robot == WECOM else len(robots.bodies[-1])
    # no more is cut than has to be: what cannot be halved, and what JSON escapes of it
    assert most - (4 if robot == WECOM else 40) <= length <= most


@given(st.text(max_size=300), st.integers(len(CUT.encode()), 400))
def test_a_cut_text_is_whole_characters_and_says_that_it_is_cut(text: str, most: int) -> None:
    text = text.encode("utf-8", "ignore").decode()
    short = cut(text, most)
    assert len(short.encode()) <= most
    assert short == text if len(text.encode()) <= most else short.endswith(CUT)
    assert text.startswith(short.removesuffix(CUT))


async def test_nobody_is_called_upon_by_what_people_typed() -> None:
    robots = Robots(NOW)
    async with sender(robots) as sending:
        for robot in KINDS:
            await sending.send(robot_of(robot), message('<at user_id="all"></at><@all>'), NOW)
    assert not any("<" in text for _, text in robots.received)


@pytest.mark.parametrize(
    ("kind", "status", "body", "failure", "code"),
    [
        (ChannelKind.WECOM, 200, '{"errcode":0}', None, None),
        (ChannelKind.WECOM, 200, '{"errcode":45009}', Failure.RATE_LIMITED, 45009),
        (ChannelKind.WECOM, 200, '{"errcode":93000}', Failure.NO_SUCH_ROBOT, 93000),
        (ChannelKind.WECOM, 200, '{"errcode":-1}', Failure.SERVER_ERROR, -1),
        (ChannelKind.DINGTALK, 200, '{"errcode":130101}', Failure.RATE_LIMITED, 130101),
        (ChannelKind.DINGTALK, 200, '{"errcode":310000}', Failure.NOT_TRUSTED, 310000),
        (ChannelKind.FEISHU, 200, '{"StatusCode":0}', None, None),
        (ChannelKind.FEISHU, 400, '{"code":11232}', Failure.RATE_LIMITED, 11232),
        (ChannelKind.FEISHU, 200, '{"code":19024}', Failure.NOT_TRUSTED, 19024),
        (ChannelKind.FEISHU, 429, "", Failure.RATE_LIMITED, 429),
        (ChannelKind.FEISHU, 200, '{"code":777}', Failure.UNKNOWN_CODE, 777),
        (ChannelKind.WECOM, 502, "<html>", Failure.SERVER_ERROR, 502),
        (ChannelKind.WECOM, 302, "", Failure.REDIRECTED, 302),
        (ChannelKind.WECOM, 200, "<html>", Failure.UNREADABLE, None),
        (ChannelKind.WECOM, 200, "[]", Failure.UNREADABLE, None),
        (ChannelKind.WECOM, 200, "{}", Failure.UNREADABLE, None),
        (ChannelKind.WECOM, 200, '{"errcode":"0"}', Failure.UNREADABLE, None),
        (ChannelKind.WECOM, 200, '{"errcode":99999999999999}', Failure.UNREADABLE, None),
        (ChannelKind.WECOM, 404, "", Failure.UNREADABLE, 404),
        (ChannelKind.WECOM, 500, '{"errcode":0}', Failure.SERVER_ERROR, 500),
    ],
)
def test_answers_are_understood(
    kind: ChannelKind, status: int, body: str, failure: Failure | None, code: int | None
) -> None:
    verdict = judge(kind, status, body.encode())
    assert (verdict.failure, verdict.code) == (failure, code)


@pytest.mark.parametrize(
    "url",
    [
        "https://169.254.169.254/latest",
        "http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1",
        "https://qyapi.weixin.qq.com:8443/x",
        "https://qyapi.weixin.qq.com@127.0.0.1/x",
        "https://qyapi.weixin.qq.com.example.cn/x",
        "https://oapi.dingtalk.com/robot/send",
        "file:///etc/passwd",
        "https://[::1",
        "http://127.0.0.1:9999/x",
    ],
)
async def test_nothing_is_sent_anywhere_else(url: str) -> None:
    robots = Robots(NOW)
    async with sender(robots) as sending:
        verdict = await sending.send(robot_of(WECOM, url=url), message("甲"), NOW)
    assert verdict.failure is Failure.HOST_NOT_ALLOWED
    assert robots.bodies == []


async def test_settings_may_name_other_hosts() -> None:
    robots = Robots(NOW)
    url = f"http://127.0.0.1:9999/cgi-bin/webhook/send?key={WECOM}"
    transport = httpx.ASGITransport(app=robots.app)
    async with Sender([origin_of(url)], transport) as sending:
        verdict = await sending.send(robot_of(WECOM, url=url), message("甲"), NOW)
    assert verdict.failure is None


async def test_redirects_are_not_followed_and_long_answers_not_read() -> None:
    robots = Robots(NOW)
    robots.answers[WECOM] += [
        Response(status_code=302, headers={"Location": "https://qyapi.weixin.qq.com/elsewhere"}),
        JSONResponse({"errcode": 0, "errmsg": "x" * 2 * LARGEST}),
    ]
    async with sender(robots) as sending:
        failures = [(await sending.send(robot_of(WECOM), message("甲"), NOW)).failure for _ in range(2)]
    assert failures == [Failure.REDIRECTED, Failure.UNREADABLE]
    assert len(robots.bodies) == 2


async def test_who_cannot_be_reached_and_who_does_not_answer() -> None:
    async def refuse(_: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("key=secret")

    async def sleep(_: httpx.Request) -> httpx.Response:
        await asyncio.sleep(10)
        return httpx.Response(200)

    for answer, failure in ((refuse, Failure.UNREACHABLE), (sleep, Failure.TIMEOUT)):
        async with Sender(transport=httpx.MockTransport(answer), seconds=0.05) as sending:
            assert (await sending.send(robot_of(WECOM), message("甲"), NOW)).failure is failure
