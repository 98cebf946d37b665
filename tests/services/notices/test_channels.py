"""Channels are on record; where they lead and with what secret nobody is ever shown again."""

import logging
import zipfile
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from tests.api.asking import Client
from tests.support.city import CITY
from tests.support.office import Office, codes
from tests.support.post import EVERY, Post
from tests.support.robots import DINGTALK, FEISHU, SIGNED, URLS, WECOM
from xiangmu.db import archive
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.notices import Topic
from xiangmu.services import maintenance
from xiangmu.services.notices.channels import (
    ChannelAdd,
    ChannelAddressSet,
    ChannelChange,
    ChannelDisable,
    ChannelEnable,
    ChannelTest,
)
from xiangmu.web.logs import QUIETER

pytestmark = pytest.mark.anyio
OLD = "别的密钥-只在试验里用"
SECRETS = (SIGNED, OLD, WECOM, DINGTALK, FEISHU)
SHOWN = """{
  notificationChannels(first: 10) { nodes {
    id kind title topics units disabled address signed version
    history { action reason fields { name before after } }
    deliveries(first: 10) { state attempts failure answerCode notification { topic title text no } }
  } }
  notificationDeliveries(first: 10, filter: { state: [DEAD] }) { totalCount nodes { id channel { title } } }
  commands(first: 100) { nodes { kind subject reason } }
}"""


def given(**more: object) -> ChannelAdd:
    channel = {"jurisdiction": CITY, "kind": "WECOM", "title": "甲", "url": URLS[WECOM], "topics": EVERY}
    return ChannelAdd.model_validate(channel | more)


async def test_what_can_be_wrong_with_a_channel(post: Post) -> None:
    office = post.office
    await office.do(given())
    for data, wrong in (
        (given(), ("title", "TAKEN")),
        (given(title=""), ("title", "OUT_OF_RANGE")),
        (given(title="汉" * 51), ("title", "OUT_OF_RANGE")),
        (given(title="乙", topics=()), ("topics", "REQUIRED")),
        (given(title="乙", units=("town1", "nowhere")), ("units.1", "UNKNOWN_UNIT")),
        (given(title="乙", secret=SIGNED), ("secret", "NOT_ALLOWED")),
        (given(title="乙", url="ftp://qyapi.weixin.qq.com/x"), ("url", "MALFORMED")),
        (given(title="乙", url="https://me:pw@qyapi.weixin.qq.com/x"), ("url", "MALFORMED")),
        (given(title="乙", url="https://qyapi.weixin.qq.com/x y"), ("url", "MALFORMED")),
        (given(title="乙", url="不是地址"), ("url", "MALFORMED")),
        (given(jurisdiction="nowhere"), ("jurisdiction", "UNKNOWN_JURISDICTION")),
    ):
        problems = await office.refused(data)
        assert codes(problems) == [wrong], data
        assert not any(str(data.url) in problem.message for problem in problems)
    receipt = await office.do(given(title="乙", url="https://im.example.gov.cn/hook/0123"))
    [warning] = receipt.warnings
    assert warning.path == ("url",)
    assert "im.example" not in warning.message


async def test_a_channel_changes(post: Post) -> None:
    office, channel = post.office, await post.channel()
    other = await post.channel(DINGTALK)
    changed = ChannelChange(channel=channel, title="乙", topics=(Topic.REPORT_DUE,), units=("town1",))
    receipt = await office.do(changed)
    assert UUID(receipt.subject) == channel
    stale = changed.model_copy(update={"version": receipt.no - 1})
    assert codes(await office.refused(stale)) == [("version", "CONFLICT")]
    taken = ChannelChange(channel=other, title="乙", topics=EVERY)
    assert codes(await office.refused(taken)) == [("title", "TAKEN")]
    assert codes(await office.refused(ChannelEnable(channel=channel))) == [("channel", "NOT_ALLOWED")]
    await office.do(ChannelDisable(channel=channel))
    for data in (ChannelDisable(channel=channel), ChannelTest(channel=channel)):
        assert codes(await office.refused(data)) == [("channel", "NOT_ALLOWED")]
    assert await maintenance.verify(office.database) == ()


async def test_a_channel_is_tried_alone(post: Post) -> None:
    channel, _ = await post.channel(), await post.channel(FEISHU)
    await post.office.do(ChannelTest(channel=channel))
    assert await post.go() == 1
    [text] = post.robots.texts(WECOM)
    assert "可以收到通知" in text
    assert post.robots.texts(FEISHU) == []


async def test_a_new_address_takes_the_place_of_the_old(post: Post) -> None:
    channel = await post.channel(DINGTALK, secret="别的密钥")  # noqa: S106  # wrong on purpose
    await post.tell("一")
    await post.go()
    await post.office.do(ChannelAddressSet(channel=channel, url=URLS[DINGTALK], secret=SIGNED))
    await post.tell("二")
    assert await post.go() == 1
    assert post.texts(DINGTALK) == ["二"]


async def test_secrets_are_shown_nowhere(
    post: Post, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for name in QUIETER:
        caplog.set_level(logging.WARNING, name)
    office = post.office
    await post.channel(WECOM, title="甲")
    channel = await post.channel(DINGTALK, secret=OLD, title="乙")
    await office.do(ChannelAddressSet(channel=channel, url=URLS[DINGTALK], secret=SIGNED))
    await post.channel(FEISHU, secret="", title="丙")
    await office.do(ChannelTest(channel=channel))
    await post.tell("一")
    await post.go()
    post.office.pass_time(minutes=1)
    client = Client(office)
    answer = await client.send(SHOWN)
    await client.http.aclose()
    assert "errors" not in answer, answer
    by_title = {node["title"]: node for node in answer["data"]["notificationChannels"]["nodes"]}
    assert by_title["乙"]["address"] == "oapi.dingtalk.com …cdef"
    assert (by_title["乙"]["signed"], by_title["丙"]["signed"]) == (True, False)
    assert answer["data"]["notificationDeliveries"]["totalCount"] == 1
    async with office.database.reading() as connection:
        ledger = (await connection.execute(select(t.command))).all()
        channels = (await connection.execute(select(t.notification_channel))).all()
        await archive.backup(connection, tmp_path / "kept.zip")
    with zipfile.ZipFile(tmp_path / "kept.zip") as kept:
        backup = b"".join(kept.read(name) for name in kept.namelist()).decode()
    told = {"answer": str(answer), "ledger": f"{ledger} {channels}", "backup": backup, "log": caplog.text}
    for place, text in told.items():
        assert not [secret for secret in SECRETS if secret in text], place


async def test_a_restored_ledger_writes_to_nobody(
    post: Post, tmp_path: Path, second_database: Database
) -> None:
    await post.channel()
    await post.tell("一")
    async with post.office.database.reading() as connection:
        await archive.backup(connection, tmp_path / "kept.zip")
    async with second_database.writing() as connection:
        await archive.restore(connection, tmp_path / "kept.zip")
    restored = Post(Office(second_database, post.office.catalog))
    restored.office.now = post.office.now
    await restored.tell("二")
    assert await restored.go() == 0
    assert restored.robots.bodies == []
    assert await restored.states() == [("DEAD", 0, "NO_ADDRESS")]
