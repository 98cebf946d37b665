"""Policies with their clauses; units and their groups."""

from xiangmu.catalog.checks.stating import Stating
from xiangmu.catalog.names import names_of


def check_policies(says: Stating) -> None:
    """Every policy is the city's own, has clauses, and its options name clauses that it has."""
    policies = says.city.policies.policies
    says.unique("文件", (policy.key for policy in policies))
    for policy in policies:
        own = policy.jurisdiction == says.city.info.jurisdiction.key
        says.require(own, f"{policy.key} 的辖区不是本插件的辖区")
        says.require(policy.starts <= policy.ends, f"{policy.key} 的起止日期颠倒")
        says.require(bool(policy.clauses), f"{policy.key} 没有条款")
        says.unique(f"{policy.key} 的条款", (clause.id for clause in policy.clauses))
        if policy.span_clause:
            says.clause(policy.key, policy.span_clause, f"{policy.key} 的起止")
        for option in policy.readings().in_force():
            if option.clause:
                says.clause(policy.key, option.clause, f"口径 {option.key}")
    for provided in says.city.policies.provided:
        says.clause(provided.policy, provided.clause, f"内核功能 {provided.feature}")


def check_units(says: Stating) -> None:
    """A name means one unit; groups and bodies name units that there are."""
    stated = says.city.units
    says.unique("单位", (unit.key for unit in stated.units))
    owners: dict[str, str] = {}
    for unit in stated.units:
        for name in names_of(unit):
            owner = owners.setdefault(name, unit.key)
            says.require(owner == unit.key, f"名称 {name} 同时指 {owner} 和 {unit.key}")
    says.unique("分组", ((group.policy, group.key) for group in stated.groups))
    for group in stated.groups:
        says.clause(group.policy, group.clause, f"分组 {group.key}")
        says.unique(f"分组 {group.key} 的单位", group.units)
        says.known(says.units, group.units, f"分组 {group.key} 的单位")
    says.unique("机构", ((body.policy, body.key) for body in stated.bodies))
    for body in stated.bodies:
        says.clause(body.policy, body.clause, f"机构 {body.key}")
        says.known(says.units, (body.host,) if body.host else (), f"机构 {body.key} 的挂靠单位")
