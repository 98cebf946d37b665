"""Problems (问题) with every step of theirs."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import and_, func, literal
from strawberry import field

from xiangmu.api.entities.codecs import INSTANT
from xiangmu.api.entities.enums import Gravity, IssueSource, IssueStatus, IssueStepKind
from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.issue_standing import STANDING, STEP, IssueStanding
from xiangmu.api.entities.prefixes import ISSUE as PREFIX
from xiangmu.api.entities.prefixes import PERSON, PROJECT, UNIT
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Condition, Direction, Filter, Many, One, Order
from xiangmu.api.reader.expressions import or_null
from xiangmu.api.reader.filters import containing, days, ids, one_of, truth
from xiangmu.api.reader.ids import typed_id
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project
    from xiangmu.api.entities.units import Unit

_I = t.issue.c
_S = t.issue_step.c
NEVER = date(9999, 12, 31)


def _overdue(on: date) -> Condition:
    """Still to be settled when its day is over."""
    unsettled = _I.status.not_in([str(status) for status in (IssueStatus.SETTLED, IssueStatus.CONFIRMED)])
    return and_(_I.due < on, _I.closed_on.is_(None), unsettled)


ISSUE = recorded(
    "Issue",
    "问题",
    PREFIX,
    t.issue,
    {
        "policy": Column(column=_I.policy),
        "category": Column(column=_I.category),
        "project": One(to="Project", on=_I.project_id),
        "unit": One(to="Unit", on=_I.unit_id),
        "raiser": One(to="Unit", on=_I.raiser_id),
        "raisedOn": Column(column=_I.raised_on),
        "text": Column(column=_I.text),
        "gravity": Column(column=_I.gravity, codec=member(Gravity)),
        "source": Column(column=_I.source, codec=member(IssueSource)),
        "level": Column(column=_I.level),
        "status": Column(column=_I.status, codec=member(IssueStatus)),
        "post": Column(column=or_null(_I.post), nullable=True),
        "person": Column(column=_I.person_id, codec=typed_id(PERSON, _I.person_id)),
        "due": Column(column=_I.due),
        "nextDue": Column(column=_I.next_due, codec=INSTANT),
        "closedOn": Column(column=_I.closed_on),
        "mergedInto": One(to="Issue", on=_I.merged_into),
        "standing": STANDING,
        "steps": Many(to="IssueStep", on=_S.issue_id),
    },
    filters={
        "policy": one_of(str, _I.policy, "文件的键"),
        "category": one_of(str, _I.category, "类别的键"),
        "project": ids(PROJECT, _I.project_id, "项目"),
        "unit": ids(UNIT, _I.unit_id, "责任单位"),
        "raiser": ids(UNIT, _I.raiser_id, "提出单位"),
        "status": one_of(IssueStatus, _I.status, "状态"),
        "open": truth(_I.closed_on.is_(None), "是否尚未销号或并案。"),
        "overdue": Filter(
            type=date, description="在这一天已过办结期限而尚未办结的;期限就在当天的不算。", where=_overdue
        ),
        "level": one_of(str, _I.level, "办理层级的键"),
        "gravity": one_of(Gravity, _I.gravity, "轻重"),
        "source": one_of(IssueSource, _I.source, "来源"),
        "text": containing(
            _I.text, str.strip, "问题中的文字,须同时给出 jurisdiction。", beside="jurisdiction"
        ),
        "raisedOn": days(_I.raised_on, "提出日期。"),
        "due": days(_I.due, "办结期限。"),
        "closedOn": days(_I.closed_on, "销号或并案日期。"),
    },
    orders={
        "RAISED_ON": Order(by=_I.raised_on, description="提出日期"),
        "DUE": Order(by=func.coalesce(_I.due, literal(NEVER)), description="办结期限,没有期限的在后"),
    },
    order=(("RAISED_ON", Direction.DESC),),
)

ISSUE_STEP = recorded(
    "IssueStep",
    "问题办理记录",
    STEP,
    t.issue_step,
    {
        "issue": One(to="Issue", on=_S.issue_id),
        "place": Column(column=_S.place),
        "kind": Column(column=_S.kind, codec=member(IssueStepKind)),
        "at": Column(column=_S.at, codec=INSTANT),
        "text": Column(column=or_null(_S.text), nullable=True),
        "unit": One(to="Unit", on=_S.unit_id),
        "post": Column(column=or_null(_S.post), nullable=True),
        "person": Column(column=_S.person_id, codec=typed_id(PERSON, _S.person_id)),
        "level": Column(column=or_null(_S.level), nullable=True),
        "due": Column(column=_S.due),
        "rule": Column(column=or_null(_S.rule), nullable=True),
        "checkpoint": Column(column=or_null(_S.checkpoint), nullable=True),
        "clause": Column(column=or_null(_S.clause), nullable=True),
        "other": One(to="Issue", on=_S.other_id),
    },
    filters={"kind": one_of(IssueStepKind, _S.kind, "做了什么")},
    orders={"PLACE": Order(by=_S.place, description="先后")},
    order=(("PLACE", Direction.ASC),),
)


@strawberry.type(description="问题:由谁提出、归谁解决、到哪一步,直到销号。")
class Issue(Recorded):
    """A problem."""

    policy: str = field(description="文件的键。")
    category: str = field(description="类别的键。")
    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;不涉及项目或无权查看的为空。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="责任单位;尚未确定的为空。"
    )
    raiser: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="提出单位;不以单位名义提出的为空。"
    )
    raised_on: date = field(description="提出日期。")
    text: str = field(description="问题。")
    gravity: Gravity = field(description="轻重。")
    source: IssueSource = field(description="来源。")
    level: str = field(description="办理层级的键。")
    status: IssueStatus = field(description="状态;文件自己的叫法见 standing。")
    post: str | None = field(description="责任人的职务;没有明确的为空。")
    person: strawberry.ID | None = field(description="责任人登记的标识;没有登记的为空。")
    due: date | None = field(description="应在这一天之内办结;没有期限的为空。")
    next_due: datetime | None = field(description="此刻之后仍未完成即按规定提级;没有这样的规定的为空。")
    closed_on: date | None = field(description="销号或并案日期;没有的为空。")
    merged_into: Annotated["Issue", strawberry.lazy(__name__)] | None = field(
        description="并入的问题;没有并案的为空。"
    )
    standing: IssueStanding | None = field(
        description="现状:各项时限、办理层级及其理由;文件的插件没有装载时为空。"
    )
    steps: list[Annotated["IssueStep", strawberry.lazy(__name__)]] = field(description="办理记录,按先后。")


@strawberry.type(description="问题办理记录:对一个问题做了一件什么事。")
class IssueStep(Recorded):
    """One thing done about an issue."""

    issue: Issue | None = field(description="问题。")
    place: int = field(description="第几件,从1起。")
    kind: IssueStepKind = field(description="做了什么。")
    at: datetime = field(description="何时。")
    text: str | None = field(description="内容;没有的为空。")
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="自此由哪个单位负责;没有改变的为空。"
    )
    post: str | None = field(description="自此由何职务负责;没有的为空。")
    person: strawberry.ID | None = field(description="责任人登记的标识;没有的为空。")
    level: str | None = field(description="自此由哪一级办理;没有改变的为空。")
    due: date | None = field(description="自此的办结期限;没有改变的为空。")
    rule: str | None = field(description="按哪条规则提级;没有的为空。")
    checkpoint: str | None = field(description="因哪项时限逾期;没有的为空。")
    clause: str | None = field(description="条款编号;没有的为空。")
    other: Issue | None = field(description="所并入、并进来或重复的问题;没有的为空。")
