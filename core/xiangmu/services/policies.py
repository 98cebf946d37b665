"""Enabling a policy in its jurisdiction, read as the office decides."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from pydantic import Field, JsonValue, ValidationError

from xiangmu.db import tables as t
from xiangmu.db.records import EnabledPolicy
from xiangmu.services.command import Input, Need
from xiangmu.services.problems import Code
from xiangmu.services.work import Work


class PolicyEnable(Input):
    """自某日起施行一份文件, 并确定其口径; 同一起日再次提交即更正口径。"""

    policy: str = Field(title="文件")
    since: date = Field(title="起日")
    until: date | None = Field(None, title="止日", description="含当日; 不填则一直施行")
    readings: dict[str, JsonValue] = Field(
        default_factory=dict, title="口径", description="选项标识到取值; 未列的用默认"
    )

    def needs(self) -> Iterable[Need]:
        """How the policy was enabled before."""
        yield Need(table=t.enabled_policy, column="policy", content=self.policy)


def policy_enable(work: Work, data: PolicyEnable) -> UUID:
    """The policy applies from ``since`` on with these readings, until enabled anew."""
    policy = work.policy(data.policy)
    if data.until and data.until < data.since:
        work.problem("until", Code.REVERSED, f"止日 {data.until} 早于起日 {data.since}")
    try:
        readings = policy.readings.model_validate(data.readings)
    except ValidationError as error:
        work.invalid("readings", error, policy.readings)
    work.require()
    before = [
        live for live in work.find(EnabledPolicy, "policy", data.policy) if live.fact.since == data.since
    ]
    enabled = EnabledPolicy(
        id=before[0].fact.id if before else work.new_id(),
        policy=data.policy,
        since=data.since,
        until=data.until,
        readings=readings.model_dump(mode="json"),
    )
    return work.replace(before[0], enabled) if before else work.append(enabled)
