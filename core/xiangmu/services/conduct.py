"""What units did: meetings, praise, criticism and verified harm."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.ids import unit_id
from xiangmu.db.records import MeetingProject
from xiangmu.plugin.facts import Criticism, Harm, Meeting, Praise
from xiangmu.plugin.vocabulary import ChairRole, CriticismKind, HarmKind, MeetingKind, PraiseSource, Verifier
from xiangmu.services.command import Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

E = TypeVar("E", Praise, Criticism, Harm)


class OfUnit(Input):
    """Base of inputs about what a unit did on a day."""

    jurisdiction: str = Field(title="辖区")
    unit: str = Field(title="责任单位")
    on: date = Field(title="日期")


class MeetingRecord(OfUnit):
    """记录一次会议。"""

    kind: MeetingKind = Field(title="会议种类")
    chair: ChairRole = Field(title="主持人职务")
    solved: bool = Field(title="是否解决实际问题")
    projects: tuple[UUID, ...] = Field((), title="涉及项目")

    def needs(self) -> Iterable[Need]:
        """The projects, and the unit's meetings."""
        for project in self.projects:
            yield Need(table=t.project, column="id", content=project)
        unit = unit_id(self.jurisdiction, self.unit)
        yield Need(table=t.meeting, column="unit_id", content=unit)


class PraiseRecord(OfUnit):
    """记录上级媒体或市级主要领导的表扬; 同一事项的几次报道算一次。"""

    source: PraiseSource = Field(title="来源")
    matter: str = Field(title="事项")

    def needs(self) -> Iterable[Need]:
        """The unit's praise."""
        yield Need(table=t.praise, column="unit_id", content=unit_id(self.jurisdiction, self.unit))


class CriticismRecord(OfUnit):
    """记录通报批评或约谈。"""

    kind: CriticismKind = Field(title="形式")
    matter: str = Field(title="事项")

    def needs(self) -> Iterable[Need]:
        """The unit's criticisms."""
        yield Need(table=t.criticism, column="unit_id", content=unit_id(self.jurisdiction, self.unit))


class HarmRecord(OfUnit):
    """记录查证属实的损害; 日期是查证之日。"""

    kind: HarmKind = Field(title="种类")
    verified_by: Verifier = Field(title="查证机关")
    matter: str = Field(title="事项")

    def needs(self) -> Iterable[Need]:
        """The unit's harms."""
        yield Need(table=t.harm, column="unit_id", content=unit_id(self.jurisdiction, self.unit))


def meeting_record(work: Work, data: MeetingRecord) -> UUID:
    """A meeting, with the projects it dealt with."""
    _enter(work, data)
    for place, project in enumerate(data.projects):
        if not work.rows.named(t.project, "id", project):
            work.problem(f"projects.{place}", Code.NOT_FOUND, f"没有项目 {project}")
    work.require()
    meeting = Meeting(
        id=work.fact_id(),
        unit=data.unit,
        kind=data.kind,
        on=data.on,
        chair=data.chair,
        solved=data.solved,
    )
    same = (meeting.kind, meeting.on, meeting.chair, meeting.solved)
    for other in work.facts(Meeting, "unit_id", unit_id(data.jurisdiction, data.unit)):
        if (other.kind, other.on, other.chair, other.solved) == same:
            work.warn("on", f"{data.on} 已有一次同样的会议", Code.DUPLICATE)
    work.append(meeting)
    for project in sorted(set(data.projects)):
        work.append(MeetingProject(id=work.new_id(), meeting=meeting.id, project=project))
    return meeting.id


def praise_record(work: Work, data: PraiseRecord) -> UUID:
    """Praise of a unit."""
    _enter(work, data)
    return _record(
        work, Praise(id=work.fact_id(), unit=data.unit, source=data.source, on=data.on, matter=data.matter)
    )


def criticism_record(work: Work, data: CriticismRecord) -> UUID:
    """Criticism of a unit."""
    _enter(work, data)
    return _record(
        work, Criticism(id=work.fact_id(), unit=data.unit, kind=data.kind, on=data.on, matter=data.matter)
    )


def harm_record(work: Work, data: HarmRecord) -> UUID:
    """Verified harm."""
    _enter(work, data)
    return _record(
        work,
        Harm(
            id=work.fact_id(),
            unit=data.unit,
            kind=data.kind,
            verified_by=data.verified_by,
            on=data.on,
            matter=data.matter,
        ),
    )


def _enter(work: Work, data: OfUnit) -> None:
    work.enter(data.jurisdiction)
    work.unit(data.unit, on=data.on)
    work.past(data.on)


def _record(work: Work, event: E) -> UUID:
    if not event.matter:
        work.problem("matter", Code.REQUIRED, "须写明事项, 同一事项只算一次")
    work.require()
    for other in work.facts(type(event), "unit_id", unit_id(work.scope, event.unit)):
        if (other.on, other.matter, _sort(other)) == (event.on, event.matter, _sort(event)):
            work.refuse("matter", Code.DUPLICATE, f"{event.on} 已记录过这一事项")
    return work.append(event)


def _sort(event: Praise | Criticism | Harm) -> str:
    return event.source if isinstance(event, Praise) else event.kind
