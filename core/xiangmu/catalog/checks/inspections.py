"""What a city says of inspections: checklists, kinds and findings that name what there is."""

from xiangmu.catalog.checks.stating import Stating
from xiangmu.catalog.clauses import inspected_by


def check_inspections(says: Stating) -> None:
    """Every policy's rules hold together."""
    stated = says.city.supervision.inspections
    says.unique("核查规则的文件", (rules.policy for rules in stated))
    for rules in stated:
        says.known(says.clauses, (rules.policy,), "核查规则的文件")
        for item, clause in inspected_by(rules):
            says.clause(rules.policy, clause, f"核查规则 {item}")
        says.unique("核查种类", (kind.key for kind in rules.kinds))
        says.unique("核查内容", (head.key for head in rules.heads))
        says.unique("核查项", (item.key for item in rules.items))
        says.unique("核查发现的类别", (category.key for category in rules.categories))
        says.require(bool(rules.kinds), f"{rules.policy} 没有核查种类")
        says.require(bool(rules.items), f"{rules.policy} 没有核查项")
        says.require(bool(rules.categories), f"{rules.policy} 没有核查发现的类别")
        investigated = any(category.investigated for category in rules.categories)
        says.require(bool(rules.escalation) or not investigated, "自行调查的类别须写明提级的条款")
