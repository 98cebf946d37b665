"""What policies ask of the projects enrolled in them, run on every command about a project."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from pydantic import BaseModel

from xiangmu.plugin.facts import Admission, Enrolment, ProjectVersion
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.profile import Fault, ProjectRule, Severity, Verdict
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import EnrolmentState
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

TITLES = {
    "name": "项目名称",
    "total_yuan": "总投资",
    "kind": "项目类别",
    "sector": "行业",
    "flags": "标记",
    "profile": "本地字段",
    "unit": "填报单位",
    "place": "建设地点",
}


@value
class Subject:
    """A project to be checked: its attributes, and the jurisdiction that keeps it.

    ``entered`` is what its author fills in: a fault stands at its field where that has it, else at the project.
    """

    version: ProjectVersion
    home: str
    entered: type[BaseModel]


def check_rules(work: Work, subject: Subject, policies: Iterable[str]) -> None:
    """Note what the rules of ``policies`` find wrong with the project."""
    for key in sorted(set(policies)):
        policy = work.catalog.policies[key]
        home = "" if policy.jurisdiction == subject.home else subject.home
        for rule in work.catalog.project_rules_of(key):
            for fault in rule.check(replace(subject.version, home=home)):
                _note(work, policy, rule, fault, subject)


def policies_of(enrolments: Iterable[Enrolment], since: date) -> Iterator[str]:
    """The policies for which a project counts, or may count, on ``since`` or later."""
    for enrolment in enrolments:
        ends = enrolment.until
        if enrolment.state is not EnrolmentState.EXCLUDED and (ends is None or ends >= since):
            yield enrolment.policy


def check_admissions(work: Work, version: ProjectVersion, admissions: Iterable[Admission]) -> None:
    """Note where a project that was admitted without a waiver would need one now."""
    for admission in admissions:
        rule = work.catalog.admission_of(admission.policy)
        if rule and not admission.waiver and rule.verdict(version) is Verdict.NEEDS_WAIVER:
            title = work.catalog.policies[admission.policy].title
            work.warn("total_yuan", f"低于{title}的投资门槛, 而纳入时没有放宽", clause=rule.clause)


def _note(work: Work, policy: Policy, rule: ProjectRule, fault: Fault, subject: Subject) -> None:
    root = fault.field.partition(".")[0]
    path = fault.field if root in subject.entered.model_fields else "project"
    clause = f"{policy.title}{policy.clause(rule.clause).locator}"
    message = f"{_title(work, subject, fault.field)}: {fault.message}({clause})"
    if rule.severity is Severity.ERROR:
        work.problem(path, Code.AGAINST_RULE, message, rule.clause)
    else:
        work.warn(path, message, Code.AGAINST_RULE, rule.clause)


def _title(work: Work, subject: Subject, field: str) -> str:
    root, _, key = field.partition(".")
    model = work.catalog.city(subject.home).profile.model
    if key and model and key in model.model_fields:
        return model.model_fields[key].title or key
    return TITLES.get(root, root)
