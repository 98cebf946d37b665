"""What a city says of its rhythm: phases and obligations."""

from xiangmu.catalog.checks.stating import Stating
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.recurrence import AS_NEEDED
from xiangmu.plugin.schedule import MADE_PUBLIC, BulletinForm, Obligation, ObligationKind


def check_schedule(says: Stating) -> None:
    """Phases and obligations name clauses and owners, and recur under the readings as printed."""
    stated = says.city.schedule
    policies = {policy.key: policy for policy in says.city.policies.policies}
    says.unique("阶段", ((phase.policy, phase.key) for phase in stated.phases))
    for phase in stated.phases:
        says.clause(phase.policy, phase.clause, f"阶段 {phase.key}")
        says.require(phase.starts <= phase.ends, f"阶段 {phase.key} 的起止日期颠倒")
    says.unique("调度事项", ((one.policy, one.key) for one in stated.obligations))
    for one in stated.obligations:
        says.clause(one.policy, one.clause, f"调度事项 {one.key}")
        _check(says, one, policies[one.policy])


def _check(says: Stating, one: Obligation, policy: Policy) -> None:
    item = f"调度事项 {one.key}"
    says.require(not (one.group and one.units), f"{item} 的分组和单位只能写一样")
    if one.group:
        says.group(one.policy, one.group, item)
    says.known(says.units, one.units, f"{item} 的单位")
    says.unique(f"{item} 的单位", one.units)
    of_meeting = one.kind is ObligationKind.MEETING
    says.require(of_meeting == (one.meeting is not None), f"{item} 是会议才写、也须写会议的开法")
    if one.meeting and one.meeting.clause:
        says.clause(one.policy, one.meeting.clause, f"{item} 的开法")
    if one.meeting and one.meeting.projects:
        lists = {entry.key for entry in says.city.lists.lists if entry.policy == one.policy}
        says.known(lists, (one.meeting.projects,), f"{item} 的项目清单")
    _check_bulletin(says, one, item)
    starts, ends = one.starts or policy.starts, one.ends or policy.ends
    says.require(starts <= ends, f"{item} 的起止日期颠倒")
    recurrence = one.recurs(policy.readings())
    due = [slot.due for slot in recurrence.slots(starts, ends)]
    says.require(bool(due) or recurrence == AS_NEEDED, f"{item} 在起止日期之内一次也不到期")
    says.require(len(set(due)) == len(due), f"{item} 有两次同时到期")


def _check_bulletin(says: Stating, one: Obligation, item: str) -> None:
    form, scoring = one.bulletin, says.city.scoring
    made_public = one.kind in MADE_PUBLIC
    says.require(made_public or form == BulletinForm(), f"{item} 不是通报, 不写通报的内容")
    says.unique(f"{item} 的各节", form.sections)
    boards = {board.key for board in scoring.rankings if board.policy == one.policy}
    boards |= {board.key for board in scoring.classes if board.policy == one.policy}
    says.known(boards, form.rankings, f"{item} 的榜")
