"""Projects: registering them, changing what they are from a day on, and their codes."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field, JsonValue, ValidationError

from xiangmu.db import tables as t
from xiangmu.db.kinds import State
from xiangmu.db.records import ProjectCode
from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.vocabulary import Flag, ProjectKind
from xiangmu.services.command import Input, Need
from xiangmu.services.faults import problems_of
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

CODE = re.compile(r"\d{4}-(\d{6})-\d{2}-\d{2}-\d{6}")
SECTOR = re.compile(r"[A-T](\d{2,4})?")
DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-"))


class ProjectRegister(Input):
    """登记一个项目。"""

    jurisdiction: str = Field(title="辖区")
    name: str = Field(title="项目名称")
    total_yuan: int = Field(title="总投资")
    kind: ProjectKind = Field(title="项目类别")
    effective: date = Field(title="自", description="这些属性自哪一天起")
    sector: str = Field("", title="行业", description="GB/T 4754, 如 C26, 或只填门类字母")
    flags: tuple[Flag, ...] = Field((), title="标记")
    profile: dict[str, JsonValue] | None = Field(None, title="本地字段", description="由辖区的插件规定")
    unit: str = Field("", title="填报单位")
    place: str = Field("", title="建设地点")
    codes: tuple[str, ...] = Field((), title="项目代码", description="谋划时可以没有; 可以有几个")
    sample: str = Field("", title="示例数据说明", description="哪些属性是为演示编的; 真实项目不填")

    def needs(self) -> Iterable[Need]:
        """Who holds the codes."""
        return (_taken(code) for code in self.codes)


class ProjectChange(Input):
    """自某日起变更项目的属性; 不填的不变。同一起日再次变更即更正。"""

    project: UUID = Field(title="项目")
    version: int = Field(title="版本", description="看到的版本号; 已被他人变更则拒绝")
    effective: date = Field(title="自")
    name: str | None = Field(None, title="项目名称")
    total_yuan: int | None = Field(None, title="总投资")
    kind: ProjectKind | None = Field(None, title="项目类别")
    sector: str | None = Field(None, title="行业")
    flags: tuple[Flag, ...] | None = Field(None, title="标记")
    profile: dict[str, JsonValue] | None = Field(None, title="本地字段")
    unit: str | None = Field(None, title="填报单位")
    place: str | None = Field(None, title="建设地点")

    def needs(self) -> Iterable[Need]:
        """The project and its versions."""
        yield Need(table=t.project, column="id", content=self.project)
        yield Need(table=t.project_version, column="project_id", content=self.project)


class ProjectCodesSet(Input):
    """确定项目的全部代码; 不在其中的即取消。"""

    project: UUID = Field(title="项目")
    codes: tuple[str, ...] = Field(title="项目代码")

    def needs(self) -> Iterable[Need]:
        """The project, its codes, and who holds the new ones."""
        yield Need(table=t.project, column="id", content=self.project)
        yield Need(table=t.project_code, column="project_id", content=self.project)
        yield from (_taken(code) for code in self.codes)


def project_register(work: Work, data: ProjectRegister) -> UUID:
    """A new project with its first version."""
    work.enter(data.jurisdiction)
    project = work.new_id()
    version = ProjectVersion(
        id=work.new_id(),
        project=project,
        effective=data.effective,
        name=data.name,
        total_yuan=data.total_yuan,
        kind=data.kind,
        sector=data.sector,
        flags=data.flags,
        profile=_profile(work, data.profile),
        unit=data.unit,
        place=data.place,
        sample=data.sample,
    )
    _check(work, version)
    codes = _folded(work, data.codes, project, data.unit)
    work.require()
    work.register(version)
    for code in codes:
        work.append(ProjectCode(id=work.new_id(), project=project, code=code))
    return project


def project_change(work: Work, data: ProjectChange) -> UUID:
    """A further version, built on the one in force on the day."""
    row = work.project(data.project)
    if data.version != row["version"]:
        work.refuse(
            "version", Code.CONFLICT, f"项目已变更为第 {row['version']} 版, 提交的是第 {data.version} 版"
        )
    versions = sorted(
        work.find(ProjectVersion, "project_id", data.project), key=lambda live: live.fact.effective
    )
    if not versions:
        work.refuse("project", Code.NOT_ALLOWED, "项目已被退回, 不能变更")
    base = next((v for v in reversed(versions) if v.fact.effective <= data.effective), versions[0])
    changed = _changed(work, data, base)
    same_day = base.fact.effective == data.effective
    if same_day and base.row["state"] == State.CONFIRMED:
        work.office_only("effective", "更正已确认的属性")
    _check(work, changed)
    work.require()
    row["version"] += 1
    if same_day:
        return work.replace(base, replace(changed, id=base.fact.id))
    return work.append(changed)


def project_codes_set(work: Work, data: ProjectCodesSet) -> UUID:
    """The project has exactly these codes."""
    row = work.project(data.project)
    codes = _folded(work, data.codes, data.project, work.units.get(row["unit_id"], ""))
    work.require()
    held = work.find(ProjectCode, "project_id", data.project)
    for live in held:
        if live.fact.code not in codes:
            work.end(live)
    for code in codes:
        if code not in {live.fact.code for live in held}:
            work.append(ProjectCode(id=work.new_id(), project=data.project, code=code))
    return data.project


def fold_code(text: str) -> str:
    """A code with full-width digits, other dashes and blanks folded (A12)."""
    return "".join(unicodedata.normalize("NFKC", text.translate(DASHES)).split())


def _taken(code: str) -> Need:
    return Need(table=t.project_code, column="code", content=fold_code(code))


def _changed(work: Work, data: ProjectChange, base: Live[ProjectVersion]) -> ProjectVersion:
    given: dict[str, Any] = {
        field: getattr(data, field)
        for field in ("name", "total_yuan", "kind", "sector", "flags", "unit", "place")
        if getattr(data, field) is not None
    }
    if data.profile is not None:
        given["profile"] = _profile(work, data.profile)
    return replace(base.fact, id=work.new_id(), effective=data.effective, **given)


def _check(work: Work, version: ProjectVersion) -> None:
    if not version.name:
        work.problem("name", Code.REQUIRED, "项目名称不能为空")
    if version.total_yuan == 0:
        work.warn("total_yuan", "总投资为 0 元")
    if version.sector and not SECTOR.fullmatch(version.sector):
        work.problem("sector", Code.MALFORMED, f"行业 {version.sector!r} 不是 GB/T 4754 代码(例: C26、C)")
    work.past(version.effective, "effective")
    if version.unit:
        work.unit(version.unit)


def _profile(work: Work, given: dict[str, JsonValue] | None) -> dict[str, JsonValue] | None:
    model = work.catalog.city(work.scope).profile.model
    if given is None:
        return None
    if model is None:
        work.problem("profile", Code.NOT_ALLOWED, "本辖区没有本地字段")
        return None
    try:
        profile: dict[str, JsonValue] = model.model_validate(given).model_dump(mode="json")
    except ValidationError as error:
        work.problems += problems_of(error, model, "profile")
        return None
    return profile


def _folded(work: Work, codes: tuple[str, ...], project: UUID, unit: str) -> tuple[str, ...]:
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
