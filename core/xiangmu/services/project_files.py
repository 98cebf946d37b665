"""Photos and documents of projects."""

from collections.abc import Iterable
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.services.attaching import MOST, attach, attachment_needs, links_of
from xiangmu.services.command import Need
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class ProjectAttach(OfProject):
    """给项目附上照片或文件。"""

    attachments: tuple[UUID, ...] = Field(title="附件", description="已经上传的文件, 见 attachmentUpload")

    def needs(self) -> Iterable[Need]:
        """The project, the files, and those that it has."""
        yield from super().needs()
        yield from attachment_needs(self.attachments, self.project)


class ProjectDetach(OfProject):
    """把附错的照片或文件从项目撤下, 须写明理由。文件留存, 别处仍可引用。"""

    attachment: UUID = Field(title="附件")

    def needs(self) -> Iterable[Need]:
        """The project and the files that it has."""
        yield from super().needs()
        yield from attachment_needs((), self.project)


def project_attach(work: Work, data: ProjectAttach) -> UUID:
    """The files belong to the project."""
    work.project(data.project)
    if not data.attachments:
        work.problem("attachments", Code.REQUIRED, "须列出附件")
    present = {link.fact.attachment for link in links_of(work, t.project, data.project)}
    for place, file in enumerate(data.attachments):
        if file in present:
            work.problem(f"attachments.{place}", Code.DUPLICATE, "项目已有这个附件")
    if len(present) + len(data.attachments) > MOST:
        work.problem("attachments", Code.OUT_OF_RANGE, f"一个项目至多 {MOST} 个附件")
    work.require()
    attach(work, t.project, data.project, data.attachments)
    return data.project


def project_detach(work: Work, data: ProjectDetach) -> UUID:
    """The file belongs to the project no longer."""
    work.project(data.project)
    work.reasoned()
    links = links_of(work, t.project, data.project)
    of_file = [link for link in links if link.fact.attachment == data.attachment]
    if not of_file:
        work.problem("attachment", Code.UNKNOWN_ITEM, "项目没有这个附件")
    work.require()
    work.end(of_file[0])
    return data.project
