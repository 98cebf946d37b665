"""What a policy asks beside targets and points, as GraphQL objects made once for the process."""

from collections.abc import Mapping

from xiangmu.api.clauses.types import Clause
from xiangmu.api.issue_rules.types import IssueRules
from xiangmu.api.rules.types import (
    DuplicateRule,
    DutyNeed,
    DutyRule,
    Indicator,
    ProjectListRule,
    ProjectRule,
    StageName,
)
from xiangmu.api.units.types import Group
from xiangmu.catalog import Catalog
from xiangmu.plugin import leaders, profile


class StatedRules:
    """Of one policy, by key."""

    def __init__(
        self, catalog: Catalog, policy: str, groups: Mapping[str, Group], clauses: Mapping[str, Clause]
    ) -> None:
        self._groups, self._clauses = groups, clauses
        self.duties = {rule.key: self._duty(rule) for rule in catalog.duties_of(policy)}
        self.issues = IssueRules.of(catalog.issue_rules_of(policy))
        self.duplicates = {rule.key: self._duplicate(rule) for rule in catalog.duplicates_of(policy)}
        self.indicators = {
            stated.key: Indicator(
                key=stated.key,
                title=stated.title,
                counts=stated.counts,
                period_kind=stated.period_kind,
                group=groups[stated.of_units] if stated.of_units else None,
                clause=clauses[stated.clause],
            )
            for stated in catalog.indicators_of(policy)
        }
        self.projects = [
            ProjectRule(key=rule.key, title=rule.title, severity=rule.severity, clause=clauses[rule.clause])
            for rule in catalog.project_rules_of(policy)
        ]
        self.lists = [
            ProjectListRule(key=stated.key, title=stated.title, clause=clauses[stated.clause])
            for stated in catalog.lists_of(policy)
        ]
        self.stages = [
            StageName(key=name.key, title=name.title, stages=list(name.stages), clause=clauses[name.clause])
            for name in catalog.stage_names_of(policy)
        ]

    def _duty(self, rule: leaders.DutyRule) -> DutyRule:
        return DutyRule(
            key=rule.key,
            title=rule.title,
            scope=rule.scope,
            groups=[self._groups[group] for group in rule.groups],
            needs=[DutyNeed(duty=need.duty, least=need.least, most=need.most) for need in rule.needs],
            clause=self._clauses[rule.clause],
        )

    def _duplicate(self, rule: profile.DuplicateRule) -> DuplicateRule:
        return DuplicateRule(
            key=rule.key,
            title=rule.title,
            groups=[self._groups[group] for group in rule.groups],
            others=[self._groups[group] for group in rule.others],
            severity=rule.severity,
            clause=self._clauses[rule.clause],
        )
