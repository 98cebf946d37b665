"""GraphQL types of the agenda: one interface, a type for each source."""

from collections.abc import Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Any

import strawberry
from strawberry import Parent, Private, argument, field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.entities.enums import Stage
from xiangmu.api.entities.findings import FINDING_ENTITY
from xiangmu.api.entities.gatherings import DECISION
from xiangmu.api.entities.plans import PLAN
from xiangmu.api.entities.prefixes import DRAFT, ISSUE, PROJECT, REPORT, UNIT
from xiangmu.api.entities.preparation import PROCEDURE
from xiangmu.api.enums import describe
from xiangmu.api.errors import bad_input
from xiangmu.api.scalars import Points
from xiangmu.api.schedule.types import Obligation
from xiangmu.api.stated import StatedPolicy
from xiangmu.api.targets.types import Target
from xiangmu.domain.schedule.standing import State
from xiangmu.plugin.value import value
from xiangmu.services.agenda.entry import KIND_TITLES, Entry, EntryKind, UnitName

describe(EntryKind, "日程里一件事的来源。", KIND_TITLES, name="AgendaKind")
MOST = 500
PREFIXES: Mapping[EntryKind, str] = {
    EntryKind.ISSUE: ISSUE,
    EntryKind.CHECKPOINT: ISSUE,
    EntryKind.FINDING: FINDING_ENTITY.id.prefix,
    EntryKind.PLAN: PLAN.id.prefix,
    EntryKind.PROCEDURE: PROCEDURE.id.prefix,
    EntryKind.DECISION: DECISION.id.prefix,
    EntryKind.OBJECTIONS: DRAFT,
}


@strawberry.type(description="日程里的单位。")
class AgendaUnit:
    """A unit."""

    id: strawberry.ID = field(description="标识。")
    key: str = field(description="单位的键。")
    title: str = field(description="单位名称。")


@strawberry.interface(description="日程里的一件事。")
class AgendaEntry:
    """Something due."""

    kind: EntryKind = field(description="来源。")
    title: str = field(description="要办什么。")
    because: str = field(description="为什么是这个时候,现在怎样。")
    due: datetime = field(description="期限。")
    effective_due: datetime = field(description="宜办的时刻:期限遇休息日的,调到旁边的工作日。日程按它排序。")
    overdue: bool = field(description="是否已过期限而没有办。")
    jurisdiction: str = field(description="辖区的键。")
    policy: str | None = field(description="文件的键;与文件无关的为空。")
    clause: Clause | None = field(description="所依据的条款;没有的为空。")
    unit: AgendaUnit | None = field(description="由哪个单位办;主管办公室的、关于多个单位的为空。")
    units: list[str] = field(description="关于哪些单位,单位的键;关于全辖区的为空。")
    project: strawberry.ID | None = field(description="项目的标识;与项目无关的为空。")
    link: strawberry.ID | None = field(description="背后的对象,可凭它用 node 查;没有记录的为空。")


@strawberry.type(description="调度事项的一次;退回重报的,期限是重报的期限。")
class AgendaOccurrence(AgendaEntry):
    """An occurrence."""

    obligation: Obligation = field(description="调度事项。")
    occurrence: date = field(description="所印的到期日,与文件、调度事项、单位一起指明是哪一次。")
    state: State = field(description="办得怎样。")
    effective_because: str | None = field(description="宜办的时刻为什么不是期限;相同的为空。")


@strawberry.type(description="目标的节点;进展如何见 attainment。")
class AgendaMilestone(AgendaEntry):
    """A milestone, or a goal."""

    target: Target = field(description="目标任务。")
    percent: Points = field(description="应完成目标的百分之几。")


@strawberry.type(description="问题的解决期限,或其中一步的办理时限。")
class AgendaIssue(AgendaEntry):
    """An issue, or a checkpoint of it."""


@strawberry.type(description="核查发现的整改期限。")
class AgendaFinding(AgendaEntry):
    """A finding."""


@strawberry.type(description="项目计划的节点:开工、竣工、投产、达效,以最近一次计划为准,到达的不列。")
class AgendaPlan(AgendaEntry):
    """A planned date."""

    milestone: Stage = field(description="节点。")


@strawberry.type(description="前期手续承诺办结的日期。")
class AgendaProcedure(AgendaEntry):
    """A procedure."""


@strawberry.type(description="会议的议定事项;已成为问题的,按问题列出。")
class AgendaDecision(AgendaEntry):
    """A decision of a meeting."""


@strawberry.type(description="公布稿草稿的异议期限。")
class AgendaObjections(AgendaEntry):
    """Until when units may object."""


TYPES: Mapping[EntryKind, type[AgendaEntry]] = {
    EntryKind.OCCURRENCE: AgendaOccurrence,
    EntryKind.MILESTONE: AgendaMilestone,
    EntryKind.ISSUE: AgendaIssue,
    EntryKind.CHECKPOINT: AgendaIssue,
    EntryKind.FINDING: AgendaFinding,
    EntryKind.PLAN: AgendaPlan,
    EntryKind.PROCEDURE: AgendaProcedure,
    EntryKind.DECISION: AgendaDecision,
    EntryKind.OBJECTIONS: AgendaObjections,
}


def shown(entry: Entry, policies: Mapping[str, StatedPolicy]) -> AgendaEntry:
    """The entry as an object."""
    stated = policies.get(entry.policy)
    return TYPES[entry.kind](
        kind=entry.kind,
        title=entry.title,
        because=entry.because,
        due=entry.due,
        effective_due=entry.effective,
        overdue=entry.overdue,
        jurisdiction=entry.jurisdiction,
        policy=entry.policy or None,
        clause=stated.clause(entry.clause) if stated else None,
        unit=_unit(entry.unit) if entry.unit else None,
        units=sorted(entry.units),
        project=strawberry.ID(f"{PROJECT}_{entry.project.hex}") if entry.project else None,
        link=_link(entry),
        **(_of_policy(entry, stated) if stated else {}),
        **({"milestone": entry.stage} if entry.stage else {}),
    )


def _of_policy(entry: Entry, stated: StatedPolicy) -> dict[str, Any]:
    if due := entry.occurrence:
        one = due.occurrence
        return {
            "obligation": stated.obligations[one.obligation.key],
            "occurrence": one.slot.due.date(),
            "state": due.standing.state,
            "effective_because": one.effective.because or None,
        }
    if target := entry.target:
        percent = Fraction(entry.milestone.per_mille, 10) if entry.milestone else Fraction(100)
        return {
            "target": stated.targets[target.group, target.unit, target.key],
            "percent": Points(percent),
        }
    return {}


def _unit(unit: UnitName) -> AgendaUnit:
    return AgendaUnit(id=strawberry.ID(f"{UNIT}_{unit.id.hex}"), key=unit.key, title=unit.title)


def _link(entry: Entry) -> strawberry.ID | None:
    if entry.occurrence and entry.occurrence.reports:
        return strawberry.ID(f"{REPORT}_{entry.occurrence.reports[-1].id.hex}")
    return strawberry.ID(f"{PREFIXES[entry.kind]}_{entry.about.hex}") if entry.about else None


@value
class Listed:
    """The entries, and what they are made into objects with."""

    entries: tuple[Entry, ...]
    policies: Mapping[str, StatedPolicy]


def _entries(
    root: Parent["Agenda"],
    first: Annotated[int, argument(description=f"取几件,1到{MOST}。")] = 100,
    skip: Annotated[int, argument(description="跳过前面几件,用以翻页。")] = 0,
) -> list[AgendaEntry]:
    if not 1 <= first <= MOST:
        raise bad_input("first", f"一次须取 1 到 {MOST} 件, 不能是 {first}")
    if skip < 0:
        raise bad_input("skip", f"跳过的件数不能是 {skip}")
    return [shown(entry, root.listed.policies) for entry in root.listed.entries[skip : skip + first]]


@strawberry.type(description="待办日程。")
class Agenda:
    """What is due."""

    listed: Private[Listed]
    first: date = field(description="从哪天起。")
    last: date = field(description="到哪天为止,含当日。")
    count: int = field(description="共几件。")
    overdue: int = field(description="其中已过期限的几件。")
    entries: list[AgendaEntry] = field(resolver=_entries, description="各件事,按宜办的时刻排序。")
