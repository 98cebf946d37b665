"""Bulletins on record: the drafts of an occurrence, and the one that is published of them."""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import AwareDatetime, Field

from xiangmu.db import tables as t
from xiangmu.db.blob import Blob
from xiangmu.db.bulletins import Bulletin, BulletinDraft, Printout
from xiangmu.db.notices import TOPIC_TITLES, Topic
from xiangmu.db.records import EnabledPolicy
from xiangmu.services.bulletins.stored import FORMAT
from xiangmu.services.command import Input, Need
from xiangmu.services.outbox import Notice, notify
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

PRINTED = tuple(field.name for field in fields(Printout) if field.name != "id")


class BulletinRecord(Input):
    """为一次通报拟稿。数字由系统从账本取; 已公布过的, 再拟即为更正, 理由随命令记录。"""

    policy: str = Field(title="文件")
    obligation: str = Field(title="调度事项")
    due: date = Field(title="到期日")
    issuer: str = Field(title="发文单位")
    introduction: str = Field(title="引言")
    remarks: tuple[str, ...] = Field(title="各节说明")
    at: AwareDatetime = Field(title="所据时刻", exclude=True)
    corrects: UUID | None = Field(title="所更正的通报", exclude=True)
    known_no: int = Field(title="所据账本号", exclude=True)
    readings: dict[str, Any] = Field(title="口径", exclude=True)
    gathered: Blob = Field(title="所据数字", exclude=True)
    content: Blob = Field(title="内容", exclude=True)

    def needs(self) -> Iterable[Need]:
        """Whether the policy is enabled, what was drafted for that day and published of the policy."""
        yield Need(table=t.enabled_policy, column="policy", content=self.policy)
        yield Need(table=t.bulletin_draft, column="due", content=self.due)
        yield Need(table=t.bulletin, column="policy", content=self.policy)


class BulletinPublish(Input):
    """公布一份通报, 编为该文件当年的下一期; 公布之后不改, 有误则另发一期更正。同一次的其余各稿随即作废。"""

    policy: str = Field(title="文件")
    bulletin_draft: UUID = Field(title="通报草稿")

    def needs(self) -> Iterable[Need]:
        """The draft, and what was published of the policy."""
        yield Need(table=t.bulletin_draft, column="fact_id", content=self.bulletin_draft)
        yield Need(table=t.bulletin, column="policy", content=self.policy)


def bulletin_draft(work: Work, data: BulletinRecord) -> UUID:
    """The next draft for the occurrence."""
    policy = work.policy(data.policy)
    if not work.find(EnabledPolicy, "policy", data.policy):
        work.problem("policy", Code.NOT_ENABLED, f"{policy.title}尚未施行")
    if _latest(work, data) != data.corrects:
        work.problem("due", Code.CONFLICT, "拟稿期间另有一份公布了, 请重新拟稿")
    if data.corrects:
        work.reasoned()
    work.require()
    info = work.catalog.city_of(data.policy).info
    drafts = (one for one in work.facts(BulletinDraft, "due", data.due) if _same(one, data))
    return work.append(
        BulletinDraft(
            id=work.new_id(),
            policy=data.policy,
            obligation=data.obligation,
            due=data.due,
            corrects=data.corrects,
            at=data.at,
            known_no=data.known_no,
            readings=data.readings,
            plugin=info.key,
            plugin_version=info.version,
            format=FORMAT,
            gathered=data.gathered.content,
            gathered_hash=data.gathered.hash,
            content=data.content.content,
            content_hash=data.content.hash,
            round=1 + max((one.round for one in drafts), default=0),
            drafted_by=work.principal.id,
        )
    )


def bulletin_publish(work: Work, data: BulletinPublish) -> UUID:
    """Published as it was drafted, under the next number of the year."""
    policy = work.policy(data.policy)
    found = [
        live.fact
        for live in work.find(BulletinDraft, "fact_id", data.bulletin_draft)
        if live.fact.policy == policy.key
    ]
    if not found:
        work.refuse("bulletin_draft", Code.NOT_FOUND, f"{policy.title}没有通报草稿 {data.bulletin_draft}")
    draft = found[0]
    if _latest(work, draft) != draft.corrects:
        work.problem("bulletin_draft", Code.CONFLICT, "拟稿以后这一次已有通报公布, 如须更正请重新拟稿")
    work.require()
    published = [one for one in work.facts(Bulletin, "policy", policy.key) if one.year == work.today.year]
    number = 1 + max((one.number for one in published), default=0)
    bulletin = Bulletin(
        **{name: getattr(draft, name) for name in PRINTED},
        id=work.new_id(),
        draft=draft.id,
        year=work.today.year,
        number=number,
        published_at=work.now,
    )
    work.append(bulletin)
    _tell(work, bulletin)
    return bulletin.id


def _latest(work: Work, of: BulletinRecord | BulletinDraft) -> UUID | None:
    """The last bulletin published for the occurrence."""
    published = (one for one in work.facts(Bulletin, "policy", of.policy) if _same(one, of))
    found = max(published, key=_in_order, default=None)
    return found.id if found else None


def _in_order(one: Bulletin) -> tuple[datetime, int]:
    return one.published_at, one.number


def _same(one: Printout, of: BulletinRecord | Printout) -> bool:
    return (one.policy, one.obligation, one.due) == (of.policy, of.obligation, of.due)


def _tell(work: Work, bulletin: Bulletin) -> None:
    obligation = work.catalog.obligations[bulletin.policy, bulletin.obligation]
    corrected = ", 更正以前的一期" if bulletin.corrects else ""
    text = f"{obligation.title}{bulletin.year}年第{bulletin.number}期已公布{corrected}"
    title = TOPIC_TITLES[Topic.BULLETIN_PUBLISHED]
    notify(work, Notice(topic=Topic.BULLETIN_PUBLISHED, title=title, text=text))
