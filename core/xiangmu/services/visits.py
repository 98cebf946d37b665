"""Visits of leaders to projects (走访): who was there, what was seen and what was promised."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.inspections import Visit
from xiangmu.plugin.facts import Assignment
from xiangmu.services.attaching import ATTACHMENTS, attach, attachment_needs
from xiangmu.services.command import Need
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

LONGEST = 2000


class VisitRecord(OfProject):
    """记录领导到项目走访一次: 看到什么, 答应了什么, 可附照片。"""

    looks_at = (t.assignment,)

    assignment: UUID | None = Field(None, title="责任", description="凭哪一项包联责任; 不填则须填职务")
    post: str = Field("", title="职务", description="填了责任的可不填")
    on: date = Field(title="日期")
    seen: str = Field(title="看到的情况", max_length=LONGEST)
    promised: str = Field("", title="答应的事", max_length=LONGEST)
    attachments: tuple[UUID, ...] = ATTACHMENTS

    def needs(self) -> Iterable[Need]:
        """The project with its duties, and the files."""
        yield from super().needs()
        yield from attachment_needs(self.attachments)


def visit_record(work: Work, data: VisitRecord) -> UUID:
    """Somebody was there, by a duty or just so."""
    work.project(data.project)
    work.past(data.on)
    if not data.seen:
        work.problem("seen", Code.REQUIRED, "须写明看到的情况")
    duty = _duty(work, data)
    if not (data.post or duty):
        work.problem("post", Code.REQUIRED, "须填责任或职务")
    work.require()
    visit = Visit(
        id=work.new_id(),
        project=data.project,
        assignment=data.assignment,
        person=duty.person if duty else None,
        post=data.post or (duty.post if duty else ""),
        on=data.on,
        seen=data.seen,
        promised=data.promised,
    )
    work.append(visit)
    attach(work, t.visit, visit.id, data.attachments)
    return visit.id


def _duty(work: Work, data: VisitRecord) -> Assignment | None:
    """The duty by which they were there. Notes an error for one of another project, or not in force that day."""
    if data.assignment is None:
        return None
    found = [one for one in work.facts(Assignment, "project_id", data.project) if one.id == data.assignment]
    if not found:
        work.problem("assignment", Code.NOT_FOUND, f"项目没有责任 {data.assignment}")
        return None
    if not found[0].since <= data.on <= (found[0].until or data.on):
        work.problem("assignment", Code.CLOSED, f"这项责任在 {data.on} 不在任")
    return found[0]
