"""Projects: registering them, changing what they are from a day on, and their codes."""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field, JsonValue, ValidationError

from xiangmu.catalog.names import fold_code
from xiangmu.db import tables as t
from xiangmu.db.kinds import State
from xiangmu.db.ledger import Row
from xiangmu.plugin.facts import Admission, Enrolment, ProjectCode, ProjectVersion
from xiangmu.plugin.vocabulary import Flag, ProjectKind
from xiangmu.services.command import Input, Need
from xiangmu.services.enrolments import FirstEnrolment, check_first, enrol_first
from xiangmu.services.problems import Code
from xiangmu.services.project_rules import Subject, check_admissions, check_rules, policies_of
from xiangmu.services.work import Live, Work

CODE = re.compile(r"\d{4}-(\d{6})-\d{2}-\d{2}-\d{6}")
SECTOR = re.compile(r"[A-T](\d{2,4})?")
WHOSE = "jurisdiction"
"""May stand among the fields of a profile: the jurisdiction for which they were filled in."""


class ProjectRegister(Input):
    """登记一个项目。"""

    jurisdiction: str = Field(title="辖区")
    name: str = Field(title="项目名称")
    total_yuan: int = Field(title="总投资")
    kind: ProjectKind = Field(title="项目类别")
    effective: date = Field(title="起日", description="这些属性自哪一天起")
    sector: str = Field("", title="行业", description="GB/T 4754, 如 C26, 或只填门类字母")
    flags: tuple[Flag, ...] = Field((), title="标记")
    profile: dict[str, JsonValue] | None = Field(None, title="本地字段", description="由辖区的插件规定")
    unit: str = Field("", title="填报单位")
    place: str = Field("", title="建设地点")
    codes: tuple[str, ...] = Field((), title="项目代码", description="谋划时可以没有; 可以有几个")
    enrolment: FirstEnrolment | None = Field(None, title="纳入考核", description="可不填, 以后另行纳入")
    sample: str = Field("", title="示例数据说明", description="哪些属性是为演示编的; 真实项目不填")

    def needs(self) -> Iterable[Need]:
        """Who holds the codes."""
        return (holder(code) for code in self.codes)


class ProjectChange(Input):
    """自某日起变更项目的属性; 不填的不变。同一起日再次变更即更正。"""

    project: UUID = Field(title="项目")
    version: int = Field(title="版本", description="看到的版本号; 已被他人变更则拒绝")
    effective: date = Field(title="起日")
    name: str | None = Field(None, title="项目名称")
    total_yuan: int | None = Field(None, title="总投资")
    kind: ProjectKind | None = Field(None, title="项目类别")
    sector: str | None = Field(None, title="行业")
    flags: tuple[Flag, ...] | None = Field(None, title="标记")
    profile: dict[str, JsonValue] | None = Field(None, title="本地字段")
    unit: str | None = Field(None, title="填报单位")
    place: str | None = Field(None, title="建设地点")

    def needs(self) -> Iterable[Need]:
        """The project with its versions, and the policies that ask something of it."""
        yield Need(table=t.project, column="id", content=self.project)
        for table in (t.project_version, t.enrolment, t.admission):
            yield Need(table=table, column="project_id", content=self.project)


class ProjectCodesSet(Input):
    """确定项目的全部代码; 不在其中的即取消。"""

    project: UUID = Field(title="项目")
    codes: tuple[str, ...] = Field(title="项目代码")

    def needs(self) -> Iterable[Need]:
        """The project, its codes, and who holds the new ones."""
        yield Need(table=t.project, column="id", content=self.project)
        yield Need(table=t.project_code, column="project_id", content=self.project)
        yield from (holder(code) for code in self.codes)


def project_register(work: Work, data: ProjectRegister) -> UUID:
    """A new project with its first version."""
    work.enter(data.jurisdiction)
    version = ProjectVersion(
        project=work.new_id(),
        id=work.new_id(),
        effective=data.effective,
        name=data.name,
        total_yuan=data.total_yuan,
        kind=data.kind,
        sector=data.sector,
        flags=data.flags,
        profile=checked_profile(work, data.profile),
        unit=data.unit,
        place=data.place,
        sample=data.sample,
    )
    if data.enrolment:
        subject = Subject(version=version, home=data.jurisdiction, entered=ProjectRegister)
        check_first(work, subject, data.enrolment)
    register(work, version, data.codes)
    if data.enrolment:
        enrol_first(work, version.project, data.enrolment)
    return version.project


def project_change(work: Work, data: ProjectChange) -> UUID:
    """A further version, built on the one in force on the day."""
    unchanged(work, work.project(data.project), data.version)
    versions = versions_of(work, data.project)
    base = next((v for v in reversed(versions) if v.fact.effective <= data.effective), versions[0])
    if base.fact.effective == data.effective and base.row["state"] == State.CONFIRMED:
        work.office_only("effective", "更正已确认的属性")
    changed = _changed(work, data, base)
    check(work, changed, own=data.unit is not None)
    enrolled = policies_of(work.facts(Enrolment, "project_id", data.project), data.effective)
    check_rules(work, Subject(version=changed, home=work.scope, entered=ProjectChange), enrolled)
    check_admissions(work, changed, work.facts(Admission, "project_id", data.project))
    work.require()
    return change(work, base, changed)


def project_codes_set(work: Work, data: ProjectCodesSet) -> UUID:
    """The project has exactly these codes."""
    row = work.project(data.project)
    codes = folded_codes(work, data.codes, data.project, work.units.get(row["unit_id"], ""))
    work.require()
    held = work.find(ProjectCode, "project_id", data.project)
    for live in held:
        if live.fact.code not in codes:
            work.end(live)
    for code in codes:
        if code not in {live.fact.code for live in held}:
            work.append(ProjectCode(id=work.new_id(), project=data.project, code=code))
    return data.project


def holder(code: str) -> Need:
    """Who holds a code."""
    return Need(table=t.project_code, column="code", content=fold_code(code))


def _changed(work: Work, data: ProjectChange, base: Live[ProjectVersion]) -> ProjectVersion:
    given: dict[str, Any] = {
        field: getattr(data, field)
        for field in ("name", "total_yuan", "kind", "sector", "flags", "unit", "place")
        if getattr(data, field) is not None
    }
    if data.profile is not None:
        given["profile"] = checked_profile(work, data.profile)
    return replace(base.fact, id=work.new_id(), effective=data.effective, **given)


def unchanged(work: Work, row: Row, version: int) -> None:
    """Refuse when someone changed the project after the author looked at it."""
    if version != row["version"]:
        work.refuse("version", Code.CONFLICT, f"项目已变更为第 {row['version']} 版, 提交的是第 {version} 版")


def versions_of(work: Work, project: UUID) -> list[Live[ProjectVersion]]:
    """The versions of a project by date, at least one. Refuses a project that was rejected."""
    versions = work.find(ProjectVersion, "project_id", project)
    if not versions:
        work.refuse("project", Code.NOT_ALLOWED, "项目已被退回, 不能变更")
    return sorted(versions, key=lambda live: live.fact.effective)


def register(work: Work, version: ProjectVersion, codes: tuple[str, ...]) -> UUID:
    """Check and record the first version of a new project, and its codes."""
    check(work, version, own=True)
    folded = folded_codes(work, codes, version.project, version.unit)
    work.require()
    work.register(version)
    for code in folded:
        work.append(ProjectCode(id=work.new_id(), project=version.project, code=code))
    return version.project


def change(work: Work, base: Live[ProjectVersion], changed: ProjectVersion) -> UUID:
    """Record a further version, or correct ``base`` when it begins on the same day."""
    work.rows.find(t.project, "id", changed.project)[0]["version"] += 1
    if base.fact.effective == changed.effective:
        return work.replace(base, replace(changed, id=base.fact.id))
    return work.append(changed)


def check(work: Work, version: ProjectVersion, *, own: bool = False) -> None:
    """Note what is wrong with the attributes; ``own``: who reports for a unit names no other."""
    if not version.name:
        work.problem("name", Code.REQUIRED, "项目名称不能为空")
    if version.total_yuan == 0:
        work.warn("total_yuan", "总投资为 0 元")
    if version.sector and not SECTOR.fullmatch(version.sector):
        work.problem("sector", Code.MALFORMED, f"行业 {version.sector!r} 不是 GB/T 4754 代码(例: C26、C)")
    work.past(version.effective, "effective")
    if version.unit:
        work.unit(version.unit, subject=own)


def checked_profile(work: Work, given: dict[str, JsonValue] | None) -> dict[str, JsonValue] | None:
    """The city's own fields as they are stored; notes what is wrong with them."""
    model = work.catalog.city(work.scope).profile.model
    if given is None:
        return None
    if model is None:
        work.problem("profile", Code.NOT_ALLOWED, "本辖区没有本地字段")
        return None
    given = dict(given)
    if (whose := given.pop(WHOSE, work.scope)) != work.scope:
        work.problem("profile", Code.MALFORMED, f"项目属于辖区 {work.scope}, 不能填 {whose} 的本地字段")
        return None
    try:
        profile: dict[str, JsonValue] = model.model_validate(given).model_dump(mode="json")
    except ValidationError as error:
        work.invalid("profile", error, model)
        return None
    return profile


def folded_codes(work: Work, codes: tuple[str, ...], project: UUID, unit: str) -> tuple[str, ...]:
    """The codes in their canonical form, each once; notes what is wrong with them."""
    row = work.unit_row(unit) if unit else None
    division = row["division_code"] if row else ""
    folded = tuple(dict.fromkeys(fold_code(code) for code in codes))
    for place, code in enumerate(folded):
        path = f"codes.{place}"
        parts = CODE.fullmatch(code)
        if parts is None:
            work.problem(path, Code.MALFORMED, f"项目代码 {code!r} 应形如 2301-410482-04-01-123456")
            continue
        here = (h for h in work.find(ProjectCode, "code", code) if h.row["jurisdiction"] == work.scope)
        if any(held.fact.project != project for held in here):
            work.problem(path, Code.TAKEN, f"项目代码 {code} 已属于另一项目")
        if division and parts[1] != division:
            work.warn(path, f"项目代码 {code} 的地区 {parts[1]} 与填报单位的 {division} 不同")
    return folded
