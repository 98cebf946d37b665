"""What a city says of problems: kinds, states, levels, deadlines and escalations that name what there is."""

from xiangmu.catalog.checks.stating import Stating
from xiangmu.plugin.issues import IssueStatus
from xiangmu.plugin.supervision import EscalationRule, IssueRules, Trigger

ALWAYS_THERE = (IssueStatus.RAISED, IssueStatus.SETTLED, IssueStatus.CROSSED_OFF)
ORDER = tuple(IssueStatus)


def check_supervision(says: Stating) -> None:
    """Every policy's rules hold together."""
    says.unique("问题办理规则的文件", (rules.policy for rules in says.city.supervision.issues))
    for rules in says.city.supervision.issues:
        says.known(says.clauses, (rules.policy,), "问题办理规则的文件")
        _check_kinds(says, rules)
        _check_life(says, rules)
        says.unique("时限", (checkpoint.key for checkpoint in rules.checkpoints))
        for checkpoint in rules.checkpoints:
            _clause(says, rules, checkpoint.clause, f"时限 {checkpoint.key}")
        says.unique("提级规则", (rule.key for rule in rules.escalations))
        for rule in rules.escalations:
            _check_escalation(says, rules, rule)


def _check_kinds(says: Stating, rules: IssueRules) -> None:
    says.require(bool(rules.categories), f"{rules.policy} 没有问题类别")
    says.unique("问题类别", (category.key for category in rules.categories))
    for category in rules.categories:
        item = f"问题类别 {category.key}"
        _clause(says, rules, category.clause, item)
        _clause(says, rules, category.planned, item)
        if category.unit:
            says.known(says.units, (category.unit,), f"{item} 的单位")


def _check_life(says: Stating, rules: IssueRules) -> None:
    for clause in (rules.clause, rules.confirmed, rules.named):
        _clause(says, rules, clause, "问题办理规则")
    statuses = [ledger.status for ledger in rules.ledgers]
    says.require(statuses == sorted(set(statuses), key=ORDER.index), "问题的状态重复或次序颠倒")
    says.require(set(ALWAYS_THERE) <= set(statuses), "问题的状态须有提出、办结和销号")
    for ledger in rules.ledgers:
        _clause(says, rules, ledger.clause, f"状态 {ledger.title}")
    says.require(bool(rules.levels), f"{rules.policy} 没有办理层级")
    says.unique("办理层级", (level.key for level in rules.levels))
    for lead in rules.leads:
        _clause(says, rules, lead.clause, f"牵头层级 {lead.level}")
        says.known({level.key for level in rules.levels}, (lead.level,), "牵头层级")


def _check_escalation(says: Stating, rules: IssueRules, rule: EscalationRule) -> None:
    item = f"提级规则 {rule.key}"
    says.clause(rules.policy, rule.clause, item)
    says.require(bool(rule.when), f"{item} 没有写明何时提级")
    says.known({category.key for category in rules.categories}, rule.categories, f"{item} 的类别")
    says.known({checkpoint.key for checkpoint in rules.checkpoints}, rule.checkpoints, f"{item} 的时限")
    says.require(not rule.checkpoints or Trigger.OVERDUE in rule.when, f"{item} 的时限只用于逾期")
    if rule.to:
        says.known({level.key for level in rules.levels}, (rule.to,), f"{item} 的层级")


def _clause(says: Stating, rules: IssueRules, clause: str, item: str) -> None:
    if clause:
        says.clause(rules.policy, clause, item)
