"""Inspections (核查): what is to be looked at by whom, and what was found of each item on site."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from xiangmu.db import tables as t
from xiangmu.db.inspections import InspectedProject, Inspection, InspectionAnswer, InspectionMember
from xiangmu.plugin.inspections import Answer, Manner
from xiangmu.services.attaching import ATTACHMENTS, attach, attachment_needs
from xiangmu.services.command import Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

LONGEST = 2000


class TeamMember(BaseModel):
    """核查组的一员: 单位、职务至少填一项。"""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    unit: str = Field("", title="单位", description="辖区内单位填")
    post: str = Field("", title="职务", description="只记职务; 辖区外的单位写在这里")


class ItemAnswer(BaseModel):
    """核查表一项的结果。"""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    item: str = Field(title="核查项")
    answer: Answer = Field(title="结果")
    text: str = Field("", title="说明", max_length=LONGEST, description="有问题的必填")


class InspectionOpen(Input):
    """开始一次核查: 依据哪份文件, 哪一种, 明查还是暗访, 谁去, 查哪些项目。"""

    policy: str = Field(title="文件")
    inspection_kind: str = Field(title="核查种类的键", description="见 inspectionRules")
    manner: Manner = Field(title="方式")
    unannounced: bool = Field(False, title="是否四不两直", description="不打招呼、不要陪同, 直奔现场")
    since: date = Field(title="起日")
    team: tuple[TeamMember, ...] = Field(title="核查组")
    projects: tuple[UUID, ...] = Field(title="项目")
    text: str = Field("", title="说明", max_length=LONGEST)

    def needs(self) -> Iterable[Need]:
        """The projects."""
        for project in self.projects:
            yield Need(table=t.project, column="id", content=project)


class InspectionRecord(Input):
    """记录核查一个项目的结果: 核查表逐项填写, 可附照片。再次提交即更正。"""

    inspection: UUID = Field(title="核查")
    project: UUID = Field(title="项目")
    on: date = Field(title="到场日期")
    answers: tuple[ItemAnswer, ...] = Field(title="各项结果")
    text: str = Field("", title="总的情况", max_length=LONGEST)
    attachments: tuple[UUID, ...] = ATTACHMENTS

    def needs(self) -> Iterable[Need]:
        """The inspection with its projects, and what was found of this one."""
        yield Need(table=t.inspection, column="fact_id", content=self.inspection)
        yield Need(table=t.project, column="id", content=self.project)
        yield Need(table=t.inspected_project, column="inspection_id", content=self.inspection)
        yield Need(table=t.inspection_answer, column="project_id", content=self.project)
        yield from attachment_needs(self.attachments)


def inspection_open(work: Work, data: InspectionOpen) -> UUID:
    """An inspection of ``projects`` begins."""
    policy = work.policy(data.policy)
    rules = work.catalog.inspection_rules_of(policy.key)
    if rules.kind(data.inspection_kind) is None:
        known = "、".join(f"{kind.key}({kind.title})" for kind in rules.kinds)
        work.problem(
            "inspection_kind", Code.UNKNOWN_ITEM, f"没有核查种类 {data.inspection_kind}, 现有: {known}"
        )
    if not data.team:
        work.problem("team", Code.REQUIRED, "须写明谁去核查", rules.organised)
    if not data.projects:
        work.problem("projects", Code.REQUIRED, "须列出要查的项目")
    for place, member in enumerate(data.team):
        _check_member(work, member, f"team.{place}", data.since)
    for place, project in enumerate(data.projects):
        inspectable(work, project, f"projects.{place}")
        if project in data.projects[:place]:
            work.problem(f"projects.{place}", Code.DUPLICATE, "同一项目列了两次")
    work.require()
    inspection = Inspection(
        id=work.new_id(),
        policy=policy.key,
        kind=data.inspection_kind,
        manner=data.manner,
        unannounced=data.unannounced,
        since=data.since,
        text=data.text,
    )
    work.append(inspection)
    for member in data.team:
        work.append(
            InspectionMember(id=work.new_id(), inspection=inspection.id, unit=member.unit, post=member.post)
        )
    for project in data.projects:
        work.append(_to_inspect(work, inspection, project))
    return inspection.id


def inspection_record(work: Work, data: InspectionRecord) -> UUID:
    """What was found of a project; one that was not planned is added to the inspection."""
    found = work.find(Inspection, "fact_id", data.inspection)
    if not found:
        work.refuse("inspection", Code.NOT_FOUND, f"没有核查 {data.inspection}")
    work.about(found[0], "inspection")
    inspection = found[0].fact
    inspectable(work, data.project, "project")
    work.past(data.on)
    if data.on < inspection.since:
        work.problem("on", Code.REVERSED, f"到场日期 {data.on} 早于核查起日 {inspection.since}")
    _check_answers(work, data, inspection)
    work.require()
    planned = [
        live
        for live in work.find(InspectedProject, "inspection_id", inspection.id)
        if live.fact.project == data.project
    ]
    if planned:
        looked_at = replace(planned[0].fact, on=data.on, text=data.text)
        work.replace(planned[0], looked_at)
    else:
        looked_at = replace(_to_inspect(work, inspection, data.project), on=data.on, text=data.text)
        work.append(looked_at)
    for earlier in work.find(InspectionAnswer, "project_id", data.project):
        if earlier.fact.inspected == looked_at.id:
            work.end(earlier)
    for one in data.answers:
        work.append(
            InspectionAnswer(
                id=work.new_id(),
                inspected=looked_at.id,
                project=data.project,
                item=one.item,
                answer=one.answer,
                text=one.text,
            )
        )
    attach(work, t.inspected_project, looked_at.id, data.attachments)
    return looked_at.id


def inspectable(work: Work, project: UUID, path: str) -> None:
    """Note an error unless they see the project, and it is of the jurisdiction or of one beneath it."""
    found = work.rows.named(t.project, "id", project)
    if not found:
        work.problem(path, Code.NOT_FOUND, f"没有项目 {project}")
        return
    home = found[0]["jurisdiction"]
    own = work.catalog.jurisdictions.get(home)
    if work.scope not in (home, own.parent if own else home):
        work.problem(path, Code.NOT_ALLOWED, f"项目不在辖区 {work.scope}, 也不在其下级辖区")


def _to_inspect(work: Work, inspection: Inspection, project: UUID) -> InspectedProject:
    return InspectedProject(
        id=work.new_id(),
        inspection=inspection.id,
        policy=inspection.policy,
        project=project,
        on=None,
        text="",
    )


def _check_member(work: Work, member: TeamMember, path: str, on: date) -> None:
    if member.unit:
        work.unit(member.unit, f"{path}.unit", on=on)
    elif not member.post:
        work.problem(f"{path}.post", Code.REQUIRED, "单位、职务至少填一项")


def _check_answers(work: Work, data: InspectionRecord, inspection: Inspection) -> None:
    rules = work.catalog.inspection_rules_of(inspection.policy)
    known = {item.key for item in rules.items}
    if not data.answers:
        work.problem("answers", Code.REQUIRED, "须填核查表")
    for path, one, earlier in _answers(data):
        if one.item not in known:
            work.problem(f"{path}.item", Code.UNKNOWN_ITEM, f"核查表没有 {one.item} 一项")
        if one.item in earlier:
            work.problem(f"{path}.item", Code.DUPLICATE, "同一项填了两次")
        if one.answer is Answer.PROBLEM and not one.text:
            work.problem(f"{path}.text", Code.REQUIRED, "有问题的须写明是什么问题")
    if left := [item.title for item in rules.items if item.key not in {one.item for one in data.answers}]:
        work.warn("answers", f"还有{len(left)}项没有填, 如: {left[0]}")


def _answers(data: InspectionRecord) -> Iterator[tuple[str, ItemAnswer, set[str]]]:
    earlier: set[str] = set()
    for place, one in enumerate(data.answers):
        yield f"answers.{place}", one, set(earlier)
        earlier.add(one.item)
