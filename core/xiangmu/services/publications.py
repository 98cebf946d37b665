"""Publications: recording one with its number, and reading them back."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.facts import known
from xiangmu.db.kinds import kind_of
from xiangmu.db.records import EnabledPolicy, Publication
from xiangmu.services.command import Input, Need
from xiangmu.services.periods import begun_period
from xiangmu.services.problems import Code
from xiangmu.services.stored import FORMAT, Printed, unpack_printed
from xiangmu.services.work import Work


class PublicationRecord(Input):
    """公布一个分组一期的结果。第二号起是更正, 理由随命令记录。"""

    policy: str = Field(title="文件")
    group: str = Field(title="分组")
    period: str = Field(title="考核期")
    number: int = Field(title="号", description="首次公布为 1, 更正依次加 1")
    as_of: date = Field(title="截至")
    known_no: int = Field(title="所据账本号", exclude=True)
    readings: dict[str, Any] = Field(title="口径", exclude=True)
    seen: Blob = Field(title="快照", exclude=True)
    printed: Blob = Field(title="结果", exclude=True)

    def needs(self) -> Iterable[Need]:
        """Earlier publications of the period, and whether the policy is enabled."""
        yield Need(table=t.publication, column="period", content=self.period)
        yield Need(table=t.enabled_policy, column="policy", content=self.policy)


def publication_record(work: Work, data: PublicationRecord) -> UUID:
    """The next number for the group and period."""
    policy = work.policy(data.policy)
    card = work.catalog.cards.get((data.policy, data.group))
    if card is None:
        work.refuse("group", Code.UNKNOWN_GROUP, f"{policy.title}没有可计分的分组 {data.group}")
    period = begun_period(work, policy, data.period, card.period_kind)
    if not work.find(EnabledPolicy, "policy", data.policy):
        work.problem("policy", Code.NOT_ENABLED, f"{policy.title}尚未施行")
    work.office_only("policy", "公布")
    if work.today <= period.end:
        work.warn("period", f"{period.title}尚未结束")
    before = _latest(work, data)
    number = before.number + 1 if before else 1
    if data.number != number:
        work.problem("number", Code.CONFLICT, f"下一号应为第 {number} 号, 不是第 {data.number} 号")
    if before:
        work.reasoned()
    work.require()
    info = work.catalog.city_of(data.policy).info
    return work.append(
        Publication(
            id=work.new_id(),
            policy=data.policy,
            group=data.group,
            period=data.period,
            number=number,
            corrects=before.id if before else None,
            as_of=data.as_of,
            known_no=data.known_no,
            published_on=work.today,
            readings=data.readings,
            plugin=info.key,
            plugin_version=info.version,
            format=FORMAT,
            snapshots=data.seen.content,
            snapshots_hash=data.seen.hash,
            results=data.printed.content,
            results_hash=data.printed.hash,
        )
    )


async def find_publication(connection: AsyncConnection, publication: UUID) -> Publication | None:
    """The publication with that id."""
    found = await _read(connection, t.publication.c.fact_id == publication)
    return found[0] if found else None


async def published_policies(connection: AsyncConnection) -> tuple[str, ...]:
    """The policies that were ever published by, whether a plugin still states them or not."""
    policy = t.publication.c.policy
    return tuple(await connection.scalars(select(policy).distinct().order_by(policy)))


async def publications_of(
    connection: AsyncConnection, policy: str, known_no: int, *, group: str | None = None
) -> tuple[Publication, ...]:
    """The publications of ``policy`` known at ``known_no``, by group, period and number."""
    table = t.publication
    conditions = [table.c.policy == policy, known(table, known_no)]
    if group is not None:
        conditions.append(table.c.group_key == group)
    return await _read(connection, *conditions)


async def latest_of(
    connection: AsyncConnection, policy: str, group: str, known_no: int
) -> dict[str, Publication]:
    """For each published period of a group the publication with the highest number."""
    return {p.period: p for p in await publications_of(connection, policy, known_no, group=group)}


def printed_of(publication: Publication) -> Printed:
    """What a publication printed."""
    return unpack_printed(results_of(publication))


def results_of(publication: Publication) -> Blob:
    """What a publication printed, packed."""
    return Blob(content=publication.results, hash=publication.results_hash)


def seen_of(publication: Publication) -> Blob:
    """What the rules saw for a publication, packed."""
    return Blob(content=publication.snapshots, hash=publication.snapshots_hash)


async def _read(connection: AsyncConnection, *conditions: Any) -> tuple[Publication, ...]:
    kind, table = kind_of(Publication), t.publication
    rows = await connection.execute(
        select(*(table.c[column] for _, column in kind.columns))
        .where(*conditions)
        .order_by(table.c.group_key, table.c.period, table.c.number)
    )
    return tuple(kind.values(rows.all(), {}))


def _latest(work: Work, data: PublicationRecord) -> Publication | None:
    same = [
        publication
        for publication in work.facts(Publication, "period", data.period)
        if (publication.policy, publication.group) == (data.policy, data.group)
    ]
    return max(same, key=lambda publication: publication.number, default=None)
