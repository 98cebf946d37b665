"""Enrolments (纳入考核) and admissions (准入)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities.enums import EnrolmentState
from xiangmu.api.entities.facts import ProjectFact, project_fact
from xiangmu.api.entities.prefixes import UNIT
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, One, Order
from xiangmu.api.reader.expressions import or_null
from xiangmu.api.reader.filters import days, ids, one_of
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.units import Unit

_ENROLLED = t.enrolment.c
_ADMITTED = t.admission.c

ENROLMENT = project_fact(
    "Enrolment",
    "纳入考核",
    "enr",
    t.enrolment,
    {
        "policy": Column(column=_ENROLLED.policy),
        "unit": One(to="Unit", on=_ENROLLED.unit_id),
        "since": Column(column=_ENROLLED.since),
        "until": Column(column=_ENROLLED.until),
        "counting": Column(column=_ENROLLED.counting, codec=member(EnrolmentState)),
        "ground": Column(column=or_null(_ENROLLED.ground), nullable=True),
    },
    filters={
        "policy": one_of(str, _ENROLLED.policy, "文件的键"),
        "unit": ids(UNIT, _ENROLLED.unit_id, "考核单位"),
        "counting": one_of(EnrolmentState, _ENROLLED.counting, "是否计入"),
        "since": days(_ENROLLED.since, "起始日期。"),
    },
    orders={"SINCE": Order(by=_ENROLLED.since, description="起始日期")},
    order=(("SINCE", Direction.DESC),),
)

ADMISSION = project_fact(
    "Admission",
    "准入",
    "adm",
    t.admission,
    {
        "policy": Column(column=_ADMITTED.policy),
        "on": Column(column=_ADMITTED.admitted_on),
        "waiver": Column(column=or_null(_ADMITTED.waiver), nullable=True),
        "waiverReason": Column(column=or_null(_ADMITTED.waiver_reason), nullable=True),
        "approver": Column(column=or_null(_ADMITTED.approver), nullable=True),
    },
    filters={
        "policy": one_of(str, _ADMITTED.policy, "文件的键"),
        "on": days(_ADMITTED.admitted_on, "准入日期。"),
        "waiver": one_of(str, _ADMITTED.waiver, "放宽理由的键"),
    },
    orders={"ON": Order(by=_ADMITTED.admitted_on, description="日期")},
    order=(("ON", Direction.DESC),),
)


@strawberry.type(description="纳入考核:某一文件就一个项目考核哪个单位。")
class Enrolment(ProjectFact):
    """The unit that a policy assesses for a project."""

    policy: str = field(description="文件的键。")
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="考核单位。"
    )
    since: date = field(description="自哪一天起。")
    until: date | None = field(description="到哪一天为止,当天算在内;空为不限。")
    counting: EnrolmentState = field(description="是否计入。")
    ground: str | None = field(description="纳入的依据;没有写的为空。")


@strawberry.type(description="准入:项目获准进入某一文件的考核范围。")
class Admission(ProjectFact):
    """A project was admitted."""

    policy: str = field(description="文件的键。")
    on: date = field(description="准入日期。")
    waiver: str | None = field(description="放宽理由的键;达到门槛的为空。")
    waiver_reason: str | None = field(description="放宽的说明;没有放宽的为空。")
    approver: str | None = field(description="批准放宽的人的职务;没有放宽的为空。")
