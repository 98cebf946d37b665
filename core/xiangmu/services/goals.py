"""Goals that are changed: approved, dated, and never before they were approved."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.plugin.facts import GoalRevision
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.measures.base import PER_MILLE
from xiangmu.plugin.targets import Target
from xiangmu.services.amounts import read_amount
from xiangmu.services.command import Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class GoalRevise(Input):
    """调整一项目标任务的目标值, 自某日起。须经批准; 此前各日的结果仍按原目标。"""

    policy: str = Field(title="文件")
    target: str = Field(title="目标")
    group: str = Field("", title="分组", description="全辖区的目标不填")
    unit: str = Field("", title="责任单位", description="全辖区的目标不填")
    goal: str = Field(title="新目标值", description="十进制, 以目标自己的单位计: 亿元、%、个、次、天")
    effective: date = Field(title="起用日期")
    approved_on: date = Field(title="批准日期")
    approver: str = Field(title="批准人职务")
    revision_reason: str = Field(title="调整理由")

    def needs(self) -> Iterable[Need]:
        """Earlier revisions under the policy."""
        yield Need(table=t.goal_revision, column="policy", content=self.policy)


def goal_revise(work: Work, data: GoalRevise) -> UUID:
    """The goal of a target from a day on; one for each day."""
    policy = work.policy(data.policy)
    target = _target(work, data)
    try:
        goal = read_amount(data.goal, target.measure.counts, parts_of(target.measure.counts))
    except ValueError as error:
        work.problem("goal", Code.MALFORMED, f"{target.title}: {error}")
    for field, title in (("approver", "批准人职务"), ("revision_reason", "调整理由")):
        if not getattr(data, field):
            work.problem(field, Code.REQUIRED, f"须填{title}")
    work.past(data.approved_on, "approved_on")
    if not policy.starts <= data.effective <= policy.ends:
        span = f"{policy.starts} 至 {policy.ends}"
        work.problem("effective", Code.OUT_OF_RANGE, f"起用日期须在{policy.title}施行期内({span})")
    if data.effective < data.approved_on:
        work.warn("effective", f"{data.approved_on} 批准之前的结果仍按原目标")
    for other in work.facts(GoalRevision, "policy", data.policy):
        if (_key(other), other.effective) == (_key(data), data.effective):
            work.problem("effective", Code.DUPLICATE, f"自 {data.effective} 起的目标值已调整; 如有误请更正")
    work.require()
    return work.append(
        GoalRevision(
            id=work.fact_id(),
            policy=data.policy,
            target=data.target,
            group=data.group,
            unit=data.unit,
            goal=goal,
            effective=data.effective,
            approved_on=data.approved_on,
            approver=data.approver,
            reason=data.revision_reason,
        )
    )


def _target(work: Work, data: GoalRevise) -> Target:
    stated = {
        (target.key, target.group, target.unit): target for target in work.catalog.targets_of(data.policy)
    }
    if _key(data) not in stated:
        groups = "、".join(group for key, group, unit in stated if (key, unit) == (data.target, data.unit))
        whose = f"{work.named(data.unit)} 的" if data.unit else "全辖区的"
        if groups:
            work.refuse("group", Code.UNKNOWN_GROUP, f"{whose}目标 {data.target} 在分组 {groups}")
        work.refuse("target", Code.UNKNOWN_ITEM, f"文件没有{whose}目标 {data.target}")
    return stated[_key(data)]


def parts_of(counts: Amount) -> int:
    """Into how many parts a goal divides one of what its measure counts."""
    return PER_MILLE if counts is Amount.RATE else 1


def _key(of: GoalRevise | GoalRevision) -> tuple[str, str, str]:
    return of.target, of.group, of.unit
