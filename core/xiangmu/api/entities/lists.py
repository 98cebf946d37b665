"""Lists of key projects (名单) and steps of applications for public money (资金申报)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities.codecs import WAN
from xiangmu.api.entities.enums import FundSource, FundStep, KeyList
from xiangmu.api.entities.facts import ProjectFact, project_fact
from xiangmu.api.entities.prefixes import UNIT
from xiangmu.api.entities.ranges import amounts
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, One, Order
from xiangmu.api.reader.expressions import or_null
from xiangmu.api.reader.filters import days, ids, one_of, truth
from xiangmu.api.scalars import Wan
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.units import Unit

_LISTED = t.listing.c
_FUNDED = t.funding_step.c

LISTING = project_fact(
    "Listing",
    "名单变动",
    "lst",
    t.listing,
    {
        "list": Column(column=_LISTED.key_list, codec=member(KeyList)),
        "on": Column(column=_LISTED.occurred_on),
        "delisted": Column(column=_LISTED.delisted),
        "year": Column(column=_LISTED.year),
    },
    filters={
        "list": one_of(KeyList, _LISTED.key_list, "名单"),
        "on": days(_LISTED.occurred_on, "变动日期。"),
        "delisted": truth(_LISTED.delisted, "是否移出。"),
        "year": one_of(int, _LISTED.year, "哪一年的名单"),
    },
    orders={"ON": Order(by=_LISTED.occurred_on, description="日期")},
    order=(("ON", Direction.DESC),),
)

FUNDING_STEP = project_fact(
    "FundingStep",
    "资金申报的一步",
    "fnd",
    t.funding_step,
    {
        "source": Column(column=_FUNDED.source, codec=member(FundSource)),
        "step": Column(column=_FUNDED.step, codec=member(FundStep)),
        "amount": Column(column=_FUNDED.amount_yuan, codec=WAN),
        "on": Column(column=_FUNDED.occurred_on),
        "bundle": Column(column=or_null(_FUNDED.bundle), nullable=True),
        "applicant": One(to="Unit", on=_FUNDED.applicant_id),
    },
    filters={
        "source": one_of(FundSource, _FUNDED.source, "资金来源"),
        "step": one_of(FundStep, _FUNDED.step, "哪一步"),
        "amount": amounts(_FUNDED.amount_yuan, "金额。"),
        "on": days(_FUNDED.occurred_on, "日期。"),
        "applicant": ids(UNIT, _FUNDED.applicant_id, "申报单位"),
    },
    orders={
        "ON": Order(by=_FUNDED.occurred_on, description="日期"),
        "AMOUNT": Order(by=_FUNDED.amount_yuan, description="金额"),
    },
    order=(("ON", Direction.DESC),),
)


@strawberry.type(description="名单变动:项目列入或移出某一名单。")
class Listing(ProjectFact):
    """A project was put on a list, or taken off it."""

    list: KeyList = field(description="名单。")
    on: date = field(description="日期。")
    delisted: bool = field(description="是否移出;否为列入。")
    year: int | None = field(description="哪一年的名单;不逐年另定的为空。")


@strawberry.type(description="资金申报的一步。")
class FundingStep(ProjectFact):
    """A step of an application for public money."""

    source: FundSource = field(description="资金来源。")
    step: FundStep = field(description="哪一步。")
    amount: Wan = field(description="金额。")
    on: date = field(description="日期。")
    bundle: str | None = field(description="打捆申报的名称,同名的为一次申报;单独申报的为空。")
    applicant: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="申报单位;空为考核单位。"
    )
