"""Admitting projects to what a policy assesses; below the threshold only by a recorded waiver (R18)."""

from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import Admission, ProjectVersion
from xiangmu.plugin.money import in_words
from xiangmu.plugin.profile import AdmissionRule, Verdict
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.project_rules import Subject, check_rules
from xiangmu.services.work import Work


class AdmissionGrant(OfProject):
    """把项目纳入一份文件的考核范围。"""

    looks_at = (t.admission, t.project_version)

    policy: str = Field(title="文件")
    on: date = Field(title="纳入日期")
    waiver: str = Field("", title="放宽种类", description="达不到投资门槛时必填")
    waiver_reason: str = Field("", title="放宽理由", description="达不到投资门槛时必填")
    approver: str = Field("", title="批准人职务", description="达不到投资门槛时必填")


def admission_grant(work: Work, data: AdmissionGrant) -> UUID:
    """The project is admitted from ``on``; once per policy."""
    row = work.project(data.project)
    policy = work.policy(data.policy)
    work.assessable(row, policy)
    work.past(data.on)
    for other in work.facts(Admission, "project_id", data.project):
        if other.policy == data.policy:
            work.problem("policy", Code.DUPLICATE, f"已于 {other.on} 纳入; 如有误请更正")
    rule = work.catalog.admission_of(policy.key)
    if version := _version(work, data):
        subject = Subject(version=version, home=row["jurisdiction"], entered=AdmissionGrant)
        check_rules(work, subject, [policy.key])
        if rule is not None:
            _check(work, data, rule, version)
    work.require()
    return work.append(
        Admission(
            id=work.fact_id(),
            project=data.project,
            policy=data.policy,
            on=data.on,
            waiver=data.waiver,
            reason=data.waiver_reason,
            approver=data.approver,
        )
    )


def _version(work: Work, data: AdmissionGrant) -> ProjectVersion | None:
    versions = sorted(work.facts(ProjectVersion, "project_id", data.project), key=lambda v: v.effective)
    return next((v for v in reversed(versions) if v.effective <= data.on), versions[0] if versions else None)


def _check(work: Work, data: AdmissionGrant, rule: AdmissionRule, version: ProjectVersion) -> None:
    match rule.verdict(version):
        case Verdict.NO_THRESHOLD:
            work.warn("project", "文件没有规定这类项目的投资门槛", clause=rule.clause)
        case Verdict.NEEDS_WAIVER if not data.waiver:
            least = next(t.at_least_yuan for t in rule.thresholds if t.kind is version.kind)
            work.problem(
                "waiver",
                Code.WAIVER_REQUIRED,
                f"总投资{in_words(version.total_yuan)}低于门槛{in_words(least)}, 须填放宽种类、理由和批准人",
                rule.clause,
            )
    if not data.waiver:
        return
    waiver = rule.waiver(data.waiver)
    if waiver is None:
        allowed = "、".join(known.key for known in rule.waivers)
        message = f"没有放宽种类 {data.waiver}, 可填 {allowed}"
        work.problem("waiver", Code.UNKNOWN_ITEM, message, rule.clause)
    elif waiver.flag and waiver.flag not in version.flags:
        message = f"{waiver.title}须项目有标记 {waiver.flag}"
        work.problem("waiver", Code.NOT_ALLOWED, message, rule.clause)
    for field, title in (("waiver_reason", "放宽理由"), ("approver", "批准人职务")):
        if not getattr(data, field):
            work.problem(field, Code.REQUIRED, f"须填{title}")
