"""Notifications on their way in a test: an office with channels, and the vendors' robots at their other end."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import Table, insert, select

from tests.support.city import CITY
from tests.support.office import Office
from tests.support.robots import SIGNED, URLS, WECOM, Robots
from xiangmu.db import tables as t
from xiangmu.db.notices import ChannelKind, Topic
from xiangmu.services.notices.channels import ChannelAdd
from xiangmu.services.notices.delivering import deliver
from xiangmu.services.notices.robots.sending import Sender
from xiangmu.services.notices.spreading import spread
from xiangmu.services.outbox import Notice, announce

EVERY = tuple(topic for topic in Topic if topic is not Topic.TEST)


class Post:
    """What is told, and what arrives."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.robots = Robots(office.now)

    async def channel(self, robot: str = WECOM, **given: Any) -> UUID:
        """A channel to that robot, told of everything."""
        kind = ChannelKind(robot.partition("-")[0].upper())
        channel = {"jurisdiction": CITY, "kind": kind, "title": robot, "url": URLS[robot], "topics": EVERY}
        secret = {} if kind is ChannelKind.WECOM else {"secret": SIGNED}
        data = ChannelAdd.model_validate(channel | secret | given)
        return UUID((await self.office.do(data)).subject)

    async def tell(self, *texts: str, unit: str = "", topic: Topic = Topic.REPORT_LATE) -> None:
        """Let time bring about something to be told, each a second after the other."""
        for text in texts:
            notice = Notice(topic=topic, title="甲", text=text, unit=unit)
            async with self.office.database.noting() as connection:
                await announce(connection, CITY, [(text, notice)], self.office.now)
            self.office.pass_time(seconds=1)

    def sender(self) -> Sender:
        """What sends to the robots."""
        return Sender(transport=httpx.ASGITransport(app=self.robots.app))

    async def go(self) -> int:
        """Spread and deliver once."""
        office = self.office
        self.robots.now = office.now
        await spread(office.database, office.now)
        async with self.sender() as sender:
            return await deliver(office.database, office.clock, sender)

    def texts(self, robot: str = WECOM) -> list[str]:
        """What the robot was told, without the titles."""
        return [text.removeprefix("甲\n") for text in self.robots.texts(robot)]

    async def rows(self, table: Table = t.notification_delivery) -> Sequence[Any]:
        """All rows of a table, older first."""
        order = (table.c.made_at, table.c.id) if "made_at" in table.c else tuple(table.primary_key)
        async with self.office.database.reading() as connection:
            return (await connection.execute(select(table).order_by(*order))).all()

    async def states(self) -> list[tuple[str, int, str | None]]:
        """State, attempts and failure of every delivery."""
        return [(row.state, row.attempts, row.failure) for row in await self.rows()]

    async def put(self, table: Table, **row: Any) -> None:
        """A row beside the ledger."""
        async with self.office.database.noting() as connection:
            await connection.execute(insert(table), row)
