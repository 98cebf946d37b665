"""What a city says of procedures and of the lights of projects."""

from xiangmu.catalog.checks.stating import Stating
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.procedures import Limited


def check_procedures(says: Stating) -> None:
    """Each kind once, under a clause, by a unit that there is, within limits of whole days."""
    rules = says.city.supervision.procedures
    says.unique("手续", ((rule.policy, rule.kind) for rule in rules))
    for rule in rules:
        item = f"手续 {rule.kind}"
        says.clause(rule.policy, rule.clause, item)
        if rule.department:
            says.known(says.units, (rule.department,), f"{item} 的办理部门")
        says.require(_in_days(rule.statutory) and _in_days(rule.promised), f"{item} 的期限须以日计")
        says.require(rule.statutory is None or bool(rule.source), f"{item} 的法定期限没有写明出处")


def check_lights(says: Stating) -> None:
    """Each key once; what a policy prints has its clause; states are told apart by their keys."""
    rules = says.city.supervision.lights
    says.unique("亮灯", ((rule.policy, rule.key) for rule in rules))
    for rule in rules:
        item = f"亮灯 {rule.key}"
        says.known(says.clauses, (rule.policy,), f"{item} 的文件")
        if rule.clause:
            says.clause(rule.policy, rule.clause, item)
        says.require(bool(rule.clause) or rule.basis is Basis.DERIVED, f"{item} 没有条款, 只能是 DERIVED")
        says.unique(f"{item} 的状态", (state.key for state in rule.states))


def _in_days(limit: Limited) -> bool:
    return limit is None or callable(limit) or not (limit.hours or limit.half_months)
