"""Targets with their milestones, notices and indicators."""

from xiangmu.catalog.checks.stating import Stating
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.targets import Target


def check_targets(says: Stating) -> None:
    """Every target is of a unit of its group or of the whole, and can be reached in time."""
    stated = says.city.targets
    says.unique("目标", ((t.policy, t.group, t.unit, t.key) for t in stated.targets))
    for target in stated.targets:
        _check_target(says, target)
    for notice in stated.notices:
        says.clause(notice.policy, notice.clause, "提示")
        says.known({target.key for target in stated.targets}, notice.targets, "提示所指目标")
    says.unique("指标", ((one.policy, one.key) for one in stated.indicators))
    for indicator in stated.indicators:
        item = f"指标 {indicator.key}"
        says.clause(indicator.policy, indicator.clause, item)
        if indicator.of_units:
            says.group(indicator.policy, indicator.of_units, item)
        says.require(indicator.period_kind is not PeriodKind.CAMPAIGN, f"{item} 不能按整个行动期填报")


def _check_target(says: Stating, target: Target) -> None:
    item = f"目标 {target.key}"
    says.clause(target.policy, target.clause, item)
    if target.unit:
        says.group(target.policy, target.group, item)
        says.known(says.groups[target.policy, target.group].units, (target.unit,), f"{item} 的单位")
    else:
        says.require(not target.group, f"{item} 有分组而没有单位")
    offices = (target.lead, *target.responsible, *target.cooperating)
    says.known(says.units, (office for office in offices if office), f"{item} 的牵头、责任或配合单位")
    says.require(target.goal is None or target.goal >= 0, f"{item} 的目标值为负")
    says.require(target.every is not PeriodKind.CAMPAIGN, f"{item} 不能每个行动期一次")
    says.require(not (target.every and target.milestones), f"{item} 逐期都有, 不能另有节点")
    days = [milestone.due for milestone in target.milestones]
    says.unique(f"{item} 的节点", days)
    says.require(days == sorted(days), f"{item} 的节点不依先后")
    for milestone in target.milestones:
        says.require(milestone.due <= target.due, f"{item} 的节点 {milestone.due} 晚于截止日期")
        says.require(milestone.per_mille > 0, f"{item} 的节点 {milestone.due} 应完成的千分数须大于零")
        if milestone.clause:
            says.clause(target.policy, milestone.clause, f"{item} 的节点")
