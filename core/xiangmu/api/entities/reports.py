"""Reports (报告) with what the office gave back or waived, and days decided to be worked."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import exists
from strawberry import field

from xiangmu.api.entities.attachments import Attachment, attachments_of
from xiangmu.api.entities.codecs import INSTANT
from xiangmu.api.entities.facts import Recorded, live, recorded
from xiangmu.api.entities.prefixes import REPORT as PREFIX
from xiangmu.api.entities.prefixes import UNIT
from xiangmu.api.reader.entity import Column, Computed, Direction, Environment, One, Order
from xiangmu.api.reader.filters import days, ids, one_of, truth
from xiangmu.api.schedule.figures import ReportFigures, shown
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.units import Unit

_R = t.report.c
_B = t.report_return.c
_W = t.occurrence_waiver.c
_D = t.workday_decision.c


async def _figures(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[dict[str, Any]]:
    sights = environment.context.sights
    seen = {jurisdiction: await sights.projects(jurisdiction, {}) for _, jurisdiction in needs}
    return [shown(packed, seen[jurisdiction].hidden.hides) for packed, jurisdiction in needs]


REPORT = recorded(
    "Report",
    "报告",
    PREFIX,
    t.report,
    {
        "policy": Column(column=_R.policy),
        "obligation": Column(column=_R.obligation),
        "due": Column(column=_R.due),
        "unit": One(to="Unit", on=_R.unit_id),
        "number": Column(column=_R.number),
        "receivedAt": Column(column=_R.received_at, codec=INSTANT),
        "text": Column(column=_R.text),
        "figures": Computed(type="ReportFigures!", needs=(_R.figures, _R.jurisdiction), fill=_figures),
        "knownAt": Column(column=_R.known_no),
        "returned": One(to="ReportReturn", on=_R.fact_id, by=_B.report_id),
        "attachments": attachments_of(t.report),
    },
    filters={
        "policy": one_of(str, _R.policy, "文件的键"),
        "obligation": one_of(str, _R.obligation, "调度事项的键"),
        "due": days(_R.due, "到期日。"),
        "unit": ids(UNIT, _R.unit_id, "责任单位"),
        "returned": truth(exists().where(_B.report_id == _R.fact_id, live(t.report_return)), "是否已退回。"),
    },
    orders={
        "DUE": Order(by=_R.due, description="到期日"),
        "RECEIVED_AT": Order(by=_R.received_at, description="收到时间"),
        "NUMBER": Order(by=_R.number, description="第几次所报"),
    },
    order=(("DUE", Direction.DESC), ("NUMBER", Direction.DESC)),
)

REPORT_RETURN = recorded(
    "ReportReturn",
    "报告的退回",
    "rrt",
    t.report_return,
    {"text": Column(column=_B.text), "againBy": Column(column=_B.again_by, codec=INSTANT)},
    filters={},
    orders={},
    order=(("RECORDED", Direction.ASC),),
)

OCCURRENCE_WAIVER = recorded(
    "OccurrenceWaiver",
    "免办",
    "wav",
    t.occurrence_waiver,
    {
        "policy": Column(column=_W.policy),
        "obligation": Column(column=_W.obligation),
        "due": Column(column=_W.due),
        "unit": One(to="Unit", on=_W.unit_id),
        "text": Column(column=_W.text),
    },
    filters={
        "policy": one_of(str, _W.policy, "文件的键"),
        "obligation": one_of(str, _W.obligation, "调度事项的键"),
        "due": days(_W.due, "到期日。"),
    },
    orders={"DUE": Order(by=_W.due, description="到期日")},
    order=(("DUE", Direction.DESC),),
)

WORKDAY_DECISION = recorded(
    "WorkdayDecision",
    "上班或休息的规定",
    "wkd",
    t.workday_decision,
    {"day": Column(column=_D.day), "works": Column(column=_D.works), "text": Column(column=_D.text)},
    filters={"day": days(_D.day, "日期。")},
    orders={"DAY": Order(by=_D.day, description="日期")},
    order=(("DAY", Direction.ASC),),
)


@strawberry.type(description="报告的退回。重报之后,前后两份都在册。")
class ReportReturn(Recorded):
    """The office gave a report back."""

    text: str = field(description="退回的理由。")
    again_by: datetime | None = field(description="重报期限;没有规定的为空。")


@strawberry.type(description="报告:一个单位为一次调度事项所报。提交即定,退回后才能重报。")
class Report(Recorded):
    """What was handed in for an occurrence."""

    policy: str = field(description="文件的键。")
    obligation: str = field(description="调度事项的键。")
    due: date = field(description="所印的到期日,指明是哪一次。")
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="责任单位;主管办公室自己办的为空。"
    )
    number: int = field(description="这一次的第几次所报;重报为第2次起。")
    received_at: datetime = field(description="收到的时间,据以判断是否按时。")
    text: str = field(description="文字。")
    figures: ReportFigures = field(description="数字,提交时从账本取出。")
    known_at: int = field(description="数字所据的台账序号。")
    returned: ReportReturn | None = field(description="退回的情况;没有退回的为空。")
    attachments: list[Attachment] = field(description="附件。")


@strawberry.type(description="免办:一次调度事项不必办,写明理由。")
class OccurrenceWaiver(Recorded):
    """An occurrence need not be fulfilled."""

    policy: str = field(description="文件的键。")
    obligation: str = field(description="调度事项的键。")
    due: date = field(description="所印的到期日。")
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="免去的单位;为空即各单位都免。"
    )
    text: str = field(description="理由。")


@strawberry.type(description="辖区自己对某日上班或休息的规定,优先于国务院办公厅的放假安排。")
class WorkdayDecision(Recorded):
    """An office's word on a day."""

    day: date = field(description="日期。")
    works: bool = field(description="是否上班。")
    text: str = field(description="依据。")
