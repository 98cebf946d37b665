"""Findings (核查发现) with their steps, reminder letters (提醒函) and facts in dispute (存疑的事实)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import field

from xiangmu.api.context import Context
from xiangmu.api.entities.attachments import Attachment, attachments_of
from xiangmu.api.entities.enums import FindingStatus, FindingStepKind
from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.prefixes import DISPUTE, FINDING, INSPECTION, PROJECT, UNIT
from xiangmu.api.entities.project_filters import FACTS
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Computed, Direction, Environment, Many, One, Order
from xiangmu.api.reader.expressions import bytewise, or_null
from xiangmu.api.reader.filters import days, ids, one_of, truth
from xiangmu.db import tables as t
from xiangmu.db.kinds import kind_of
from xiangmu.services.addresses import letter_address
from xiangmu.services.clock import business_day
from xiangmu.services.corrections import OF_KIND, FactKind

if TYPE_CHECKING:
    from xiangmu.api.entities.inspections import Inspection
    from xiangmu.api.entities.projects import Project
    from xiangmu.api.entities.units import Unit

_F = t.finding.c
_S = t.finding_step.c
_L = t.reminder_letter.c
_D = t.disputed_fact.c
_PREFIXES = {entity.table: entity.id.prefix for entity in FACTS}


async def _overdue(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[bool]:
    today = business_day(environment.context.clock())
    return [due is not None and due < today for (due,) in needs]


async def _titles(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[str]:
    catalog = environment.context.catalog

    def title(policy: str, key: str) -> str:
        category = catalog.inspection_rules_of(policy).category(key) if policy in catalog.policies else None
        return category.title if category else key

    return [title(*need) for need in needs]


async def _addresses(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[str]:
    context: Context = environment.context
    seal, now = await context.sealing.seal(), context.clock()
    return [letter_address(seal, letter, now) for (letter,) in needs]


async def _facts(_: Environment, needs: Sequence[Sequence[Any]]) -> list[str]:
    return [f"{_PREFIXES[kind_of(OF_KIND[FactKind(kind)]).table]}_{fact.hex}" for kind, fact in needs]


FINDING_ENTITY = recorded(
    "Finding",
    "核查发现",
    FINDING,
    t.finding,
    {
        "policy": Column(column=_F.policy),
        "inspection": One(to="Inspection", on=_F.inspection_id),
        "project": One(to="Project", on=_F.project_id),
        "unit": One(to="Unit", on=_F.unit_id),
        "category": Column(column=_F.category),
        "title": Computed(type="String!", needs=(_F.policy, _F.category), fill=_titles),
        "on": Column(column=_F.occurred_on),
        "text": Column(column=_F.text),
        "severe": Column(column=_F.severe),
        "status": Column(column=_F.status, codec=member(FindingStatus)),
        "due": Column(column=_F.due),
        "overdue": Computed(type="Boolean!", needs=(_F.due,), fill=_overdue),
        "escalatedOn": Column(column=_F.escalated_on),
        "closedOn": Column(column=_F.closed_on),
        "repeats": One(to="Finding", on=_F.other_id),
        "steps": Many(to="FindingStep", on=_S.finding_id),
        "letters": Many(to="ReminderLetter", on=_L.finding_id),
        "disputes": Many(to="DisputedFact", on=_D.finding_id),
        "attachments": attachments_of(t.finding),
    },
    filters={
        "policy": one_of(str, _F.policy, "文件的键"),
        "inspection": ids(INSPECTION, _F.inspection_id, "核查"),
        "project": ids(PROJECT, _F.project_id, "项目"),
        "unit": ids(UNIT, _F.unit_id, "责任单位"),
        "category": one_of(str, _F.category, "类别的键"),
        "status": one_of(FindingStatus, _F.status, "状态"),
        "on": days(_F.occurred_on, "发现日期。"),
        "due": days(_F.due, "期限;已经报告的没有期限。"),
        "open": truth(_F.closed_on.is_(None), "是否还没有结案。"),
        "escalated": truth(_F.escalated_on.is_not(None), "是否已经提级。"),
        "severe": truth(_F.severe, "是否情节特别严重。"),
    },
    orders={"ON": Order(by=_F.occurred_on, description="发现日期")},
    order=(("ON", Direction.DESC),),
)

FINDING_STEP = recorded(
    "FindingStep",
    "对核查发现做的一件事",
    "fst",
    t.finding_step,
    {
        "place": Column(column=_S.place),
        "kind": Column(column=_S.kind, codec=member(FindingStepKind)),
        "on": Column(column=_S.occurred_on),
        "text": Column(column=or_null(_S.text), nullable=True),
        "post": Column(column=or_null(_S.post), nullable=True),
        "due": Column(column=_S.due),
        "clause": Column(column=or_null(_S.clause), nullable=True),
    },
    filters={"kind": one_of(FindingStepKind, _S.kind, "做了什么")},
    orders={"PLACE": Order(by=_S.place, description="先后")},
    order=(("PLACE", Direction.ASC),),
)

REMINDER_LETTER = recorded(
    "ReminderLetter",
    "提醒函",
    "ltr",
    t.reminder_letter,
    {
        "finding": One(to="Finding", on=_L.finding_id),
        "project": One(to="Project", on=_L.project_id),
        "unit": One(to="Unit", on=_L.unit_id),
        "number": Column(column=_L.number),
        "on": Column(column=_L.occurred_on),
        "due": Column(column=_L.due),
        "problem": Column(column=_L.problem),
        "target": Column(column=_L.target),
        "url": Computed(type="String!", needs=(_L.fact_id,), fill=_addresses),
    },
    filters={
        "finding": ids(FINDING, _L.finding_id, "核查发现"),
        "unit": ids(UNIT, _L.unit_id, "责任单位"),
        "number": one_of(str, _L.number, "文号"),
        "on": days(_L.occurred_on, "印发日期。"),
        "due": days(_L.due, "整改期限。"),
    },
    orders={
        "ON": Order(by=_L.occurred_on, description="印发日期"),
        "NUMBER": Order(by=bytewise(_L.number), description="文号"),
    },
    order=(("ON", Direction.DESC),),
)

DISPUTED_FACT = recorded(
    "DisputedFact",
    "存疑的事实",
    DISPUTE,
    t.disputed_fact,
    {
        "finding": One(to="Finding", on=_D.finding_id),
        "project": One(to="Project", on=_D.project_id),
        "fact": Computed(type="ID!", needs=(_D.kind, _D.disputed_id), fill=_facts),
        "upheld": Column(column=_D.upheld),
        "decidedOn": Column(column=_D.decided_on),
        "text": Column(column=or_null(_D.text), nullable=True),
    },
    filters={
        "finding": ids(FINDING, _D.finding_id, "核查发现"),
        "project": ids(PROJECT, _D.project_id, "项目"),
        "decided": truth(_D.upheld.is_not(None), "是否已经认定。"),
        "upheld": truth(_D.upheld.is_(True), "是否认定核查属实。"),
    },
    orders={},
    order=(("RECORDED", Direction.DESC),),
)


@strawberry.type(description="对核查发现做的一件事。")
class FindingStep(Recorded):
    """One thing done about a finding."""

    place: int = field(description="第几件,从1起。")
    kind: FindingStepKind = field(description="做了什么。")
    on: date = field(description="日期。")
    text: str | None = field(description="内容;提级的为理由,提醒的为文号。")
    post: str | None = field(description="被约谈人的职务;不是约谈的为空。")
    due: date | None = field(description="自此的期限;没有的为空。")
    clause: str | None = field(description="所依据的条款;没有的为空。")


@strawberry.type(description="提醒函:点对点指出一个问题,写明时限和目标要求。印发后不再改动。")
class ReminderLetter(Recorded):
    """A letter as issued."""

    finding: Annotated["Finding", strawberry.lazy("xiangmu.api.entities.findings")] | None = field(
        description="针对哪个问题。"
    )
    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;不涉及具体项目的为空。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="发给哪个单位。"
    )
    number: str = field(description="文号。")
    on: date = field(description="印发日期。")
    due: date = field(description="整改期限,含当日。")
    problem: str = field(description="问题。")
    target: str = field(description="目标要求。")
    url: str = field(description="可打印的网页(A4)的地址,相对于本服务,十分钟内有效,不必带凭证。")


@strawberry.type(description="存疑的事实:与一项核查发现相矛盾。认定之前照旧计入,推算可看除去之后的结果。")
class DisputedFact(Recorded):
    """A fact that a finding contradicts."""

    finding: Annotated["Finding", strawberry.lazy("xiangmu.api.entities.findings")] | None = field(
        description="哪项核查发现。"
    )
    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;不在可见范围的为空。"
    )
    fact: strawberry.ID = field(description="所疑的事实。")
    upheld: bool | None = field(description="是否认定核查属实;还没有认定的为空。属实的,事实已经退回。")
    decided_on: date | None = field(description="认定日期;还没有认定的为空。")
    text: str | None = field(description="认定的理由;还没有认定的为空。")


@strawberry.type(description="核查发现:在核查中或平时发现的一个问题,从提醒、整改到认定、约谈、提级。")
class Finding(Recorded):
    """What was found."""

    policy: str = field(description="文件的键。")
    inspection: Annotated["Inspection", strawberry.lazy("xiangmu.api.entities.inspections")] | None = field(
        description="哪次核查;平时发现的和无权查看的为空。"
    )
    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;不涉及具体项目的为空。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="责任单位。"
    )
    category: str = field(description="类别的键。")
    title: str = field(description="类别的名称。")
    on: date = field(description="发现日期。")
    text: str = field(description="问题。")
    severe: bool = field(description="是否情节特别严重。")
    status: FindingStatus = field(description="状态。")
    due: date | None = field(description="报告整改的期限,含当日;没有期限的和已经报告的为空。")
    overdue: bool = field(description="今天是否已过期限。")
    escalated_on: date | None = field(description="提级日期;没有提级的为空。理由和条款见 steps。")
    closed_on: date | None = field(description="结案日期;没有结案的为空。")
    repeats: Annotated["Finding", strawberry.lazy("xiangmu.api.entities.findings")] | None = field(
        description="此前的同一问题;首次发现的为空。"
    )
    steps: list[FindingStep] = field(description="做过的事,依次。")
    letters: list[ReminderLetter] = field(description="提醒函。")
    disputes: list[DisputedFact] = field(description="与它矛盾的事实。")
    attachments: list[Attachment] = field(description="照片和文件。")
