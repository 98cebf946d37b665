"""GraphQL types of obligations, occurrences and how they stand."""

from datetime import date, datetime
from typing import Annotated, Self

import strawberry
from strawberry import Parent, Private, argument, field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.entities.enums import MeetingKind, ObligationKind
from xiangmu.api.entities.prefixes import REPORT
from xiangmu.api.enums import Basis, describe
from xiangmu.api.errors import bad_input
from xiangmu.api.schedule.figures import ReportFigures
from xiangmu.api.units.types import AssessedUnit, Group
from xiangmu.domain.schedule.standing import STATE_TITLES, State
from xiangmu.services.rhythm import Due

describe(State, "一次调度事项办得怎样。", STATE_TITLES, name="OccurrenceState")
MOST = 500


@strawberry.type(description="行动的一个阶段。")
class Phase:
    """A stretch of a campaign."""

    key: str = field(description="阶段的键。")
    title: str = field(description="阶段名称。")
    starts: date = field(description="第一天。")
    ends: date = field(description="最后一天。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="会议怎样开。")
class MeetingForm:
    """How a meeting is held."""

    kind: MeetingKind = field(description="会议种类。")
    chair: str = field(description="主持人的职务。")
    projects: str | None = field(description="研究哪个清单的项目,清单的键;不限的为空。")
    approved: bool = field(description="是否须先提出、批准才能召开。")


@strawberry.type(description="调度事项:文件要求反复办理的一件事。")
class Obligation:
    """Something due again and again."""

    key: str = field(description="调度事项的键。")
    title: str = field(description="名称。")
    kind: ObligationKind = field(description="种类。")
    group: Group | None = field(description="由哪个分组的各单位分别办;不按分组的为空。")
    units: list[AssessedUnit] = field(description="点名由哪些单位分别办;都没有的由主管办公室自己办。")
    deliver_to: str | None = field(description="报给谁;文件没有写明的为空。")
    content: str | None = field(description="办什么,用我们的话说;没有说明的为空。")
    strict: bool = field(description="没办算不算违反;文件写“原则上”的只作提示。")
    basis: Basis = field(description="日期是文件所印,还是由节奏推定。")
    meeting: MeetingForm | None = field(description="会议怎样开;不是会议的为空。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="一次调度事项:某单位在某个到期日要办的一件事,和它现在办得怎样。")
class Occurrence:
    """One time of an obligation."""

    policy: str = field(description="文件的键。")
    obligation: Obligation = field(description="调度事项。")
    unit: AssessedUnit | None = field(description="由哪个单位办;主管办公室自己办的为空。")
    key: date = field(description="所印的到期日。与文件、调度事项、单位一起指明是哪一次。")
    due: datetime = field(description="期限。按所印的日期;口径规定顺延的按顺延后的。恰在这一秒为按时。")
    effective_due: datetime = field(description="宜办的时刻:期限遇休息日,报送提前到前一个工作日,发布顺延。")
    effective_because: str | None = field(description="宜办的时刻为什么不是期限;相同的为空。")
    provisional: bool = field(description="当年放假安排尚未公布,暂按周一至周五。")
    opens: datetime = field(description="从什么时候起可以办。")
    since: datetime = field(description="所报期间的开始。")
    until: datetime = field(description="所报期间的结束。")
    state: State = field(description="办得怎样。")
    because: str = field(description="为什么这样判断。")
    breach: bool = field(description="是否算违反。")
    report: strawberry.ID | None = field(description="最近所报的标识,可凭它用 node 查报告;没有报的为空。")
    reports: int = field(description="报过几次。")
    received_at: datetime | None = field(description="首次报到的时间,据以判断是否按时;没有报的为空。")
    again_by: datetime | None = field(description="退回后重报的期限;没有退回或没有规定的为空。")

    @classmethod
    def of(cls, policy: str, due: Due, obligation: Obligation, unit: AssessedUnit | None) -> Self:
        """As it stands."""
        one, latest = due.occurrence, due.reports[-1] if due.reports else None
        return cls(
            policy=policy,
            obligation=obligation,
            unit=unit,
            key=one.slot.due.date(),
            due=one.due,
            effective_due=one.effective.due,
            effective_because=one.effective.because or None,
            provisional=one.effective.provisional,
            opens=one.slot.opens,
            since=one.slot.since,
            until=one.slot.until,
            state=due.standing.state,
            because=due.standing.because,
            breach=due.standing.breach,
            report=strawberry.ID(f"{REPORT}_{latest.id.hex}") if latest else None,
            reports=len(due.reports),
            received_at=due.reports[0].received_at if due.reports else None,
            again_by=latest.again_by if latest else None,
        )


@strawberry.type(description="处于一种状态的有几次。")
class OccurrenceCount:
    """How many stand so."""

    state: State = field(description="状态。")
    count: int = field(description="几次。")


def _entries(
    root: Parent["OccurrenceList"],
    first: Annotated[int, argument(description=f"取几个,1到{MOST}。")] = 100,
    skip: Annotated[int, argument(description="跳过前面几个,用以翻页。")] = 0,
) -> list[Occurrence]:
    if not 1 <= first <= MOST:
        raise bad_input("first", f"一次须取 1 到 {MOST} 个, 不能是 {first}")
    if skip < 0:
        raise bad_input("skip", f"跳过的个数不能是 {skip}")
    return root.found[skip : skip + first]


@strawberry.type(description="一段时间内到期的各次调度事项。")
class OccurrenceList:
    """What is due between two days."""

    found: Private[list[Occurrence]]
    count: int = field(description="共有几次。")
    counts: list[OccurrenceCount] = field(description="各种状态各有几次;没有的不列。")
    entries: list[Occurrence] = field(resolver=_entries, description="各次,按期限、调度事项、单位的次序。")


@strawberry.type(description="报告的底稿:提交前先看,数字从账本取出。")
class ReportForm:
    """What a report would hold now."""

    occurrence: Occurrence = field(description="为哪一次而报。")
    figures: ReportFigures = field(description="数字。")
    figures_hash: str = field(description="数字的校验值;提交时带回,数字变了就不予提交。")
