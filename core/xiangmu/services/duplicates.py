"""Whether two projects are the same one (重复项目): found by the program, decided by a person."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import DuplicateRuling
from xiangmu.services.command import Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class DuplicateDecide(Input):
    """认定两个项目是不是同一个项目。"""

    project: UUID = Field(title="项目")
    other: UUID = Field(title="另一个项目")
    same: bool = Field(title="是否同一项目")
    on: date = Field(title="认定日期")
    ruling_reason: str = Field(title="理由")

    def needs(self) -> Iterable[Need]:
        """Both projects, and what was decided on them before."""
        for project in (self.project, self.other):
            yield Need(table=t.project, column="id", content=project)
        yield Need(table=t.duplicate_ruling, column="project_id", content=min(self.project, self.other))


def duplicate_decide(work: Work, data: DuplicateDecide) -> UUID:
    """The pair is one project, or two; decided once."""
    _enter(work, data)
    work.past(data.on)
    if not data.ruling_reason:
        work.problem("ruling_reason", Code.REQUIRED, "须写明理由")
    lesser, greater = sorted((data.project, data.other))
    for other in work.facts(DuplicateRuling, "project_id", lesser):
        if other.other == greater:
            work.problem("other", Code.DUPLICATE, f"已于 {other.on} 认定; 如有误请更正")
    work.require()
    return work.append(
        DuplicateRuling(
            id=work.fact_id(),
            project=lesser,
            other=greater,
            same=data.same,
            on=data.on,
            reason=data.ruling_reason,
        )
    )


def _enter(work: Work, data: DuplicateDecide) -> None:
    """Work for the jurisdiction of both; for the one above when they are kept by two."""
    if data.project == data.other:
        work.refuse("other", Code.DUPLICATE, "同一项目不能与自己比较")
    homes = {
        str(work.project(project, path)["jurisdiction"])
        for project, path in ((data.project, "project"), (data.other, "other"))
    }
    above = {own.parent or own.key for home in homes if (own := work.catalog.jurisdictions.get(home))}
    if len(homes) == 1:
        work.enter(homes.pop(), "project")
    elif len(above) == 1:
        work.enter(above.pop(), "project")
    else:
        work.refuse("other", Code.NOT_ALLOWED, "两个项目所在的辖区没有共同的上级")
