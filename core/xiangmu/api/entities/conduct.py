"""What befell units: praise (表扬), criticism (批评), harm (损害)."""

from datetime import date

import strawberry
from strawberry import field

from xiangmu.api.entities.enums import (
    CriticismKind,
    HarmKind,
    PraiseSource,
    Verifier,
)
from xiangmu.api.entities.facts import UnitFact, unit_fact
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Direction, Order
from xiangmu.api.reader.filters import days, one_of
from xiangmu.db import tables as t

_PRAISED = t.praise.c
_CRITICISED = t.criticism.c
_HARMED = t.harm.c
_BY_DAY = (("ON", Direction.DESC),)


PRAISE = unit_fact(
    "Praise",
    "表扬",
    "prs",
    t.praise,
    {
        "source": Column(column=_PRAISED.source, codec=member(PraiseSource)),
        "on": Column(column=_PRAISED.occurred_on),
        "matter": Column(column=_PRAISED.matter),
    },
    filters={
        "source": one_of(PraiseSource, _PRAISED.source, "从何而来"),
        "on": days(_PRAISED.occurred_on, "日期。"),
    },
    orders={"ON": Order(by=_PRAISED.occurred_on, description="日期")},
    order=_BY_DAY,
)

CRITICISM = unit_fact(
    "Criticism",
    "批评",
    "crt",
    t.criticism,
    {
        "kind": Column(column=_CRITICISED.kind, codec=member(CriticismKind)),
        "on": Column(column=_CRITICISED.occurred_on),
        "matter": Column(column=_CRITICISED.matter),
    },
    filters={
        "kind": one_of(CriticismKind, _CRITICISED.kind, "形式"),
        "on": days(_CRITICISED.occurred_on, "日期。"),
    },
    orders={"ON": Order(by=_CRITICISED.occurred_on, description="日期")},
    order=_BY_DAY,
)

HARM = unit_fact(
    "Harm",
    "查实的损害企业问题",
    "hrm",
    t.harm,
    {
        "kind": Column(column=_HARMED.kind, codec=member(HarmKind)),
        "verifiedBy": Column(column=_HARMED.verified_by, codec=member(Verifier)),
        "on": Column(column=_HARMED.occurred_on),
        "matter": Column(column=_HARMED.matter),
    },
    filters={
        "kind": one_of(HarmKind, _HARMED.kind, "情形"),
        "verifiedBy": one_of(Verifier, _HARMED.verified_by, "由谁查实"),
        "on": days(_HARMED.occurred_on, "查实日期。"),
    },
    orders={"ON": Order(by=_HARMED.occurred_on, description="日期")},
    order=_BY_DAY,
)


@strawberry.type(description="表扬:对责任单位的表扬或肯定。")
class Praise(UnitFact):
    """Praise of a unit."""

    source: PraiseSource = field(description="从何而来。")
    on: date = field(description="日期。")
    matter: str = field(description="事项;同一事项的几次算一次。")


@strawberry.type(description="批评:对责任单位的批评或约谈。")
class Criticism(UnitFact):
    """Criticism of a unit."""

    kind: CriticismKind = field(description="形式。")
    on: date = field(description="日期。")
    matter: str = field(description="事项;同一事项的几次算一次。")


@strawberry.type(description="查实的损害企业问题。")
class Harm(UnitFact):
    """Verified harm."""

    kind: HarmKind = field(description="情形。")
    verified_by: Verifier = field(description="由谁查实。")
    on: date = field(description="查实日期。")
    matter: str = field(description="事项。")
