"""What was carried out (活动): inspections of the month, tours, research, problems forwarded, each with its results."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.dispatching import Activity, ActivityProject
from xiangmu.domain.schedule.occurrences import slots
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.schedule import CARRIED_OUT, Obligation
from xiangmu.services.attaching import ATTACHMENTS, attach, attachment_needs
from xiangmu.services.command import Input, Need
from xiangmu.services.gatherings import (
    LONGEST,
    Participant,
    check_participants,
    check_projects,
    needs_of,
    owed,
    record_participants,
)
from xiangmu.services.issues.dealing import readings_today
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

NEAR = timedelta(days=366)
"""How far around a day that is no deadline the next ones are looked for."""


class ActivityRecord(Input):
    """记录一次督查、观摩、调研或问题转办: 履行的是哪一次, 看了哪些项目, 结果怎样, 送给了谁。"""

    policy: str = Field(title="文件")
    obligation: str = Field(title="事项")
    unit: str = Field("", title="责任单位", description="由单位各自办理的填; 重点项目办办理的不填")
    due: date = Field(title="到期日", description="履行的是到期日为这一天的那一次")
    on: date = Field(title="日期", description="实际办理的日期")
    participants: tuple[Participant, ...] = Field((), title="参加的单位和人员")
    projects: tuple[UUID, ...] = Field((), title="看了哪些项目")
    results: str = Field(title="结果", max_length=LONGEST)
    delivered_to: str = Field("", title="送给了谁", max_length=200, description="如 县政府主要领导")
    attachments: tuple[UUID, ...] = ATTACHMENTS

    def needs(self) -> Iterable[Need]:
        """All that is named, and what was recorded under the policy."""
        yield from needs_of(self.projects, self.participants)
        yield Need(table=t.activity, column="policy", content=self.policy)
        yield from attachment_needs(self.attachments)


def activity_record(work: Work, data: ActivityRecord) -> UUID:
    """An activity for an occurrence that there is."""
    policy = work.policy(data.policy)
    if data.unit:
        work.unit(data.unit, on=data.on)
    work.past(data.on)
    check_participants(work, data.participants, data.on)
    check_projects(work, data.projects)
    if not data.results:
        work.problem("results", Code.REQUIRED, "须写明结果")
    obligation = owed(work, policy, data.obligation, data.unit, CARRIED_OUT)
    _check_due(work, policy, obligation, data.due)
    work.require()
    activity = Activity(
        id=work.fact_id(),
        policy=policy.key,
        obligation=obligation.key,
        unit=data.unit,
        due=data.due,
        on=data.on,
        kind=obligation.kind,
        results=data.results,
        delivered_to=data.delivered_to or obligation.deliver_to,
    )
    _warn_of_same(work, activity)
    work.append(activity)
    record_participants(work, activity.id, data.participants)
    for project in sorted(set(data.projects)):
        work.append(ActivityProject(id=work.new_id(), activity=activity.id, project=project))
    attach(work, t.activity, activity.id, data.attachments)
    work.require()
    return activity.id


def _check_due(work: Work, policy: Policy, obligation: Obligation, due: date) -> None:
    readings = readings_today(work, policy)
    days = [slot.due.date() for slot in slots(policy, readings, obligation, due - NEAR, due + NEAR)]
    if due not in days:
        near = sorted(days, key=lambda day: abs(day - due))[:3]
        told = "、".join(map(str, sorted(near)))
        hint = f"; 邻近的到期日是 {told}" if told else ""
        work.problem("due", Code.NOT_FOUND, f"“{obligation.title}”没有到期日为 {due} 的一次{hint}")


def _warn_of_same(work: Work, activity: Activity) -> None:
    name = (activity.obligation, activity.unit, activity.due)
    for other in work.facts(Activity, "policy", activity.policy):
        if (other.obligation, other.unit, other.due) == name:
            work.warn("due", f"到期日为 {activity.due} 的一次已有记录({other.on})", Code.DUPLICATE)
