"""Drafting a bulletin: gathered from what is known now, composed, then recorded with all that it rests on."""

from datetime import date
from uuid import UUID

from pydantic import Field, field_validator
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.principals import Principal
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.engine import Database
from xiangmu.db.facts import head_no, known
from xiangmu.db.rhythm import rhythm_of
from xiangmu.domain.bulletins.composing import compose
from xiangmu.domain.bulletins.gathered import Corrected, Remark, Words
from xiangmu.domain.schedule.occurrences import local
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.recurrence import Slot
from xiangmu.plugin.schedule import MADE_PUBLIC, OBLIGATION_TITLES, BulletinSection, Obligation
from xiangmu.services.authority import Authority
from xiangmu.services.bulletins.figures import readings_of
from xiangmu.services.bulletins.gathering import gather
from xiangmu.services.bulletins.publishing import BulletinRecord
from xiangmu.services.bulletins.stored import pack_content, pack_gathered
from xiangmu.services.bulletins.subject import Subject
from xiangmu.services.clock import Clock
from xiangmu.services.command import Command, Input, Receipt
from xiangmu.services.execute import execute
from xiangmu.services.permissions import DRAFTS
from xiangmu.services.plain import check_plain
from xiangmu.services.problems import Code, Problem, Refused
from xiangmu.services.rhythm import slots_of

LONGEST = 2000


class SectionRemark(Input):
    """办公室就一节内容所写的话。"""

    section: BulletinSection = Field(title="哪一节")
    text: str = Field(title="说明", max_length=LONGEST, min_length=1)


class BulletinDraft(Input):
    """为一次通报拟稿: 数字由系统从账本取, 引言和各节说明由办公室写。已公布过的, 再拟即为更正, 须写明理由。"""

    policy: str = Field(title="文件")
    obligation: str = Field(title="调度事项", description="须是通报或考核排序")
    due: date = Field(title="到期日", description="文件所印的日期, 用来指明是哪一次")
    issuer: str = Field(title="发文单位", max_length=60, min_length=1, description="印在红头上")
    introduction: str = Field("", title="引言", max_length=LONGEST)
    remarks: tuple[SectionRemark, ...] = Field((), title="各节说明", description="每节至多一段")

    @field_validator("remarks")
    @classmethod
    def _once(cls, remarks: tuple[SectionRemark, ...]) -> tuple[SectionRemark, ...]:
        if len({remark.section for remark in remarks}) < len(remarks):
            raise ValueError("同一节只能写一段说明")
        return remarks

    def words(self) -> Words:
        """What the office wrote."""
        remarks = tuple(Remark(section=one.section, text=one.text) for one in self.remarks)
        return Words(issuer=self.issuer, introduction=self.introduction, remarks=remarks)


async def draft_bulletin(
    database: Database,
    catalog: Catalog,
    data: BulletinDraft,
    *,
    request_id: UUID,
    principal: Principal,
    clock: Clock,
    reason: str = "",
) -> Receipt:
    """Draft what is known now of the occurrence. Raises Refused."""
    check_plain(data, reason)
    policy = _policy(catalog, data, principal)
    obligation = _obligation(catalog, data, policy)
    now = clock()
    async with database.reading() as connection:
        no = await head_no(connection)
        slot = await _slot(connection, data, policy, obligation, no)
        if local(now) < slot.opens:
            raise _refused("due", Code.NOT_ALLOWED, f"这一次要到 {slot.opens:%Y-%m-%d %H:%M} 才可以拟稿")
        before = await _published(connection, data, no)
        if before and not reason.strip():
            raise _refused("reason", Code.REQUIRED, "这一次已有通报公布, 再拟即为更正, 须写明理由")
        corrected = Corrected(year=before[1], number=before[2], because=reason.strip()) if before else None
        subject = Subject(policy=policy, obligation=obligation, slot=slot, at=now, known_no=no)
        readings = await readings_of(connection, subject)
        gathered = await gather(connection, catalog, subject, readings, data.words(), corrected)
    record = BulletinRecord(
        policy=data.policy,
        obligation=data.obligation,
        due=data.due,
        issuer=data.issuer,
        introduction=data.introduction,
        remarks=tuple(f"{one.section}: {one.text}" for one in data.remarks),
        at=now,
        corrects=before[0] if before else None,
        known_no=no,
        readings=readings.model_dump(mode="json"),
        gathered=pack_gathered(gathered),
        content=pack_content(compose(gathered)),
    )
    command = Command(request_id=request_id, data=record, reason=reason)
    return (await execute(database, catalog, [command], principal=principal, clock=clock))[0]


def _policy(catalog: Catalog, data: BulletinDraft, principal: Principal) -> Policy:
    policy, authority = catalog.policies.get(data.policy), Authority(principal)
    authority.begin(DRAFTS)
    if policy is None or not authority.knows(policy.jurisdiction):
        raise _refused("policy", Code.UNKNOWN_POLICY, f"没有文件 {data.policy}")
    if not authority.may(policy.jurisdiction):
        raise _refused("policy", Code.NOT_ALLOWED, "没有这样做的权限")
    return policy


def _obligation(catalog: Catalog, data: BulletinDraft, policy: Policy) -> Obligation:
    found = catalog.obligations.get((data.policy, data.obligation))
    if found is None:
        raise _refused("obligation", Code.UNKNOWN_ITEM, f"{policy.title}没有调度事项 {data.obligation}")
    if found.kind not in MADE_PUBLIC:
        kind = OBLIGATION_TITLES[found.kind]
        raise _refused("obligation", Code.NOT_ALLOWED, f"{found.title}是{kind}, 不由通报完成")
    unprinted = {remark.section for remark in data.remarks} - set(found.bulletin.sections)
    if unprinted:
        raise _refused(
            "remarks", Code.NOT_ALLOWED, f"{found.title}没有这些节: {'、'.join(sorted(unprinted))}"
        )
    return found


async def _slot(
    connection: AsyncConnection, data: BulletinDraft, policy: Policy, obligation: Obligation, no: int
) -> Slot:
    rhythm = await rhythm_of(connection, policy, no)
    found = next(slots_of(rhythm, obligation, data.due, data.due), None)
    if found is None:
        raise _refused("due", Code.NOT_FOUND, f"{obligation.title}没有在 {data.due} 到期的一次")
    return found


async def _published(
    connection: AsyncConnection, data: BulletinDraft, no: int
) -> tuple[UUID, int, int] | None:
    """The last bulletin published for the occurrence: its id, year and number."""
    columns = t.bulletin.c
    found = await connection.execute(
        select(columns.fact_id, columns.year, columns.number)
        .where(
            columns.policy == data.policy,
            columns.obligation == data.obligation,
            columns.due == data.due,
            known(t.bulletin, no),
        )
        .order_by(columns.published_at.desc(), columns.number.desc())
        .limit(1)
    )
    row = found.one_or_none()
    return (row.fact_id, row.year, row.number) if row else None


def _refused(path: str, code: Code, message: str) -> Refused:
    return Refused((Problem(path=(path,), code=code, message=message),))
