"""Splitting new projects off a project, and merging projects into one.

Neither may earn or lose points by itself: what is split off begins without any event, plan or admission of its own,
and what is merged keeps its history under its own id while it leaves the counts from that day on.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from xiangmu.db import tables as t
from xiangmu.db.records import OriginKind, ProjectOrigin
from xiangmu.plugin.facts import Enrolment, ProjectCode, ProjectVersion, StageReached
from xiangmu.plugin.money import in_words
from xiangmu.plugin.vocabulary import EnrolmentState, Flag, ProjectKind, Stage
from xiangmu.services import projects
from xiangmu.services.command import Need
from xiangmu.services.enrolments import enrol
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.project_rules import Subject, check_rules
from xiangmu.services.work import Live, Work

CONCERNED = (t.project_version, t.stage_event, t.enrolment, t.project_code)


class SplitPart(BaseModel):
    """拆出的一个项目; 不填的与原项目相同。"""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    name: str = Field(title="项目名称")
    total_yuan: int = Field(title="总投资")
    kind: ProjectKind | None = Field(None, title="项目类别")
    sector: str | None = Field(None, title="行业", description="GB/T 4754, 如 C26, 或只填门类字母")
    flags: tuple[Flag, ...] | None = Field(None, title="标记")
    profile: dict[str, JsonValue] | None = Field(None, title="本地字段", description="由辖区的插件规定")
    unit: str | None = Field(None, title="填报单位")
    place: str | None = Field(None, title="建设地点")
    codes: tuple[str, ...] = Field((), title="项目代码", description="原项目的代码仍归原项目")


class ProjectSplit(OfProject):
    """自某日起从项目中拆出几个新项目, 考核单位不变。原项目保留历史和其余投资; 新项目的阶段、计划和准入另行记录。"""

    looks_at = CONCERNED

    version: int = Field(title="版本", description="看到的版本号; 已被他人变更则拒绝")
    on: date = Field(title="起日")
    parts: tuple[SplitPart, ...] = Field(
        title="拆出的项目", description="总投资之和须小于原项目的, 其余留在原项目"
    )

    def needs(self) -> Iterable[Need]:
        """The project with all that is taken over, and who holds the codes."""
        yield from super().needs()
        yield from (projects.holder(code) for part in self.parts for code in part.codes)


class ProjectMerge(OfProject):
    """自某日起把几个项目并入一个项目。被并入的项目自该日终止, 历史仍在; 其代码和纳入转到并入后的项目。"""

    absorbed: tuple[UUID, ...] = Field(title="被并入的项目")
    version: int = Field(title="版本", description="看到的版本号; 已被他人变更则拒绝")
    on: date = Field(title="起日")
    name: str | None = Field(None, title="项目名称", description="不填的不变")
    total_yuan: int | None = Field(None, title="总投资", description="不填即各项目之和")

    def needs(self) -> Iterable[Need]:
        """All the projects, with all that is taken over."""
        for project in (self.project, *self.absorbed):
            yield Need(table=t.project, column="id", content=project)
            for table in CONCERNED:
                yield Need(table=table, column="project_id", content=project)


def project_split(work: Work, data: ProjectSplit) -> UUID:
    """New projects beside the one they were part of, which goes on with the rest of the money."""
    base = _stands(work, data, "拆分")
    rest = base.fact.total_yuan - sum(part.total_yuan for part in data.parts)
    if not data.parts:
        work.problem("parts", Code.REQUIRED, "至少拆出一个项目")
    elif rest <= 0:
        total = in_words(base.fact.total_yuan)
        work.problem("parts", Code.OUT_OF_RANGE, f"拆出项目的总投资之和须小于原项目的{total}")
    work.require()
    taken_over = [live for live in _in_force(work, data.project, data.on) if _own(work, live)]
    for place, part in enumerate(data.parts):
        work.within = ("parts", str(place))
        version = _version_of(work, part, base.fact, data.on)
        _check_rules(work, version, taken_over, SplitPart)
        project = projects.register(work, version, part.codes)
        for live in taken_over:
            ground = f"拆分自{base.fact.name}"
            work.append(_moved(work, live.fact, project, data.on), ground=ground)
        _note_origin(work, project, data.project, OriginKind.SPLIT, data.on)
    work.within = ()
    changed = _dated(work, base.fact, data.on, total_yuan=rest)
    _check_rules(work, changed, _in_force(work, data.project, data.on), ProjectSplit)
    projects.change(work, base, changed)
    return data.project


def project_merge(work: Work, data: ProjectMerge) -> UUID:
    """One project goes on; the others end, and what they were enrolled for goes over."""
    base = _stands(work, data, "合并")
    if not data.absorbed:
        work.problem("absorbed", Code.REQUIRED, "至少并入一个项目")
    if len({data.project, *data.absorbed}) <= len(data.absorbed):
        work.problem("absorbed", Code.DUPLICATE, "同一项目不能列两次, 也不能并入自己")
    work.require()
    ended = [_absorbable(work, data, place) for place in range(len(data.absorbed))]
    total = sum((version.total_yuan for version in ended), base.fact.total_yuan)
    given = {"total_yuan": total if data.total_yuan is None else data.total_yuan}
    named = {} if data.name is None else {"name": data.name}
    changed = _dated(work, base.fact, data.on, **given, **named)
    projects.check(work, changed)
    _check_rules(work, changed, _in_force(work, data.project, data.on), ProjectMerge)
    work.require()
    for place, version in enumerate(ended):
        _absorb(work, data, version, f"absorbed.{place}")
    projects.change(work, base, changed)
    return data.project


def _stands(work: Work, data: ProjectSplit | ProjectMerge, act: str) -> Live[ProjectVersion]:
    """The version that the act changes: the last one. Refuses when there is none to change on that day."""
    projects.unchanged(work, work.project(data.project), data.version)
    work.office_only("project", f"{act}项目")
    work.past(data.on)
    base = projects.versions_of(work, data.project)[-1]
    if base.fact.effective > data.on:
        work.problem("on", Code.REVERSED, f"项目的属性自 {base.fact.effective} 起已变更, {act}不能早于此日")
    _check_open(work, data.project, "project")
    return base


def _absorbable(work: Work, data: ProjectMerge, place: int) -> ProjectVersion:
    """What one absorbed project was last. Notes why it cannot be absorbed."""
    project, path = data.absorbed[place], f"absorbed.{place}"
    jurisdiction = work.scope
    work.project(project, path)
    if work.scope != jurisdiction:
        work.refuse(path, Code.NOT_ALLOWED, "不能并入其他辖区的项目")
    _check_open(work, project, path)
    for event in work.facts(StageReached, "project_id", project):
        if event.on > data.on:
            work.problem("on", Code.REVERSED, f"被并入的项目在 {event.on} 还有阶段记录, 合并不能早于此日")
    return projects.versions_of(work, project)[-1].fact


def _check_open(work: Work, project: UUID, path: str) -> None:
    for event in work.facts(StageReached, "project_id", project):
        if event.stage is Stage.TERMINATED:
            work.problem(path, Code.REVERSED, f"项目已于 {event.on} 终止")


def _version_of(work: Work, part: SplitPart, base: ProjectVersion, on: date) -> ProjectVersion:
    given = part.model_dump(exclude={"codes", "profile"}, exclude_none=True)
    if part.profile is not None:
        given["profile"] = projects.checked_profile(work, part.profile)
    return replace(base, project=work.new_id(), id=work.new_id(), effective=on, **given)


def _dated(work: Work, base: ProjectVersion, on: date, **given: Any) -> ProjectVersion:
    return replace(base, id=work.new_id(), effective=on, **given)


def _check_rules(
    work: Work, version: ProjectVersion, enrolled: Iterable[Live[Enrolment]], entered: type[BaseModel]
) -> None:
    subject = Subject(version=version, home=work.scope, entered=entered)
    check_rules(work, subject, [live.fact.policy for live in enrolled])


def _absorb(work: Work, data: ProjectMerge, version: ProjectVersion, path: str) -> None:
    project = version.project
    work.append(StageReached(id=work.new_id(), project=project, stage=Stage.TERMINATED, on=data.on))
    for code in work.find(ProjectCode, "project_id", project):
        work.end(code)
        work.append(replace(code.fact, id=work.new_id(), project=data.project))
    for live in list(_in_force(work, project, data.on)):
        if _own(work, live):
            _move(work, live, data, version.name, path)
        else:
            policy = work.catalog.policies[live.fact.policy].title
            work.warn(path, f"{version.name}在{policy}的纳入由上级重点项目办转移")
    _note_origin(work, data.project, project, OriginKind.MERGED, data.on)


def _in_force(work: Work, project: UUID, on: date) -> Iterator[Live[Enrolment]]:
    """The enrolments that hold on the day or later."""
    for live in work.find(Enrolment, "project_id", project):
        ends = live.fact.until
        if live.fact.state is not EnrolmentState.EXCLUDED and (ends is None or ends >= on):
            yield live


def _own(work: Work, live: Live[Enrolment]) -> bool:
    """Whether the enrolment is of the project's own jurisdiction: those of a parent are the parent's to move."""
    return bool(live.row["jurisdiction"] == work.scope)


def _move(work: Work, live: Live[Enrolment], data: ProjectMerge, name: str, path: str) -> None:
    """End an enrolment before the day; the project that goes on takes it over unless it has one itself."""
    enrolment = live.fact
    if enrolment.since < data.on:
        work.replace(live, replace(enrolment, until=data.on - timedelta(days=1)))
    else:
        work.replace(live, replace(enrolment, state=EnrolmentState.EXCLUDED))
    own = [
        other.fact.unit
        for other in _in_force(work, data.project, data.on)
        if other.fact.policy == enrolment.policy
    ]
    if not own:
        enrol(work, _moved(work, enrolment, data.project, data.on), f"并入自{name}", path)
    elif enrolment.unit not in own:
        theirs = "、".join(map(work.named, own))
        was = f"{name}原计入 {work.named(enrolment.unit)}"
        work.warn(path, f"{was}, 自 {data.on} 起随并入后的项目计入 {theirs}")


def _moved(work: Work, enrolment: Enrolment, project: UUID, on: date) -> Enrolment:
    return replace(enrolment, id=work.new_id(), project=project, since=max(enrolment.since, on))


def _note_origin(work: Work, project: UUID, origin: UUID, how: OriginKind, on: date) -> None:
    work.append(ProjectOrigin(id=work.new_id(), project=project, origin=origin, how=how, on=on))
