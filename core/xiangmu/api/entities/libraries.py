"""Entries of libraries (项目库) with their steps, and what the statistics office has in its own."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from strawberry import field

from xiangmu.api.entities.enums import LibraryStatus, LibraryStepKind, ReviewLevel
from xiangmu.api.entities.facts import Recorded, recorded
from xiangmu.api.entities.prefixes import PROJECT, STATISTICS_LIST, UNIT
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import Column, Computed, Direction, Environment, Many, One, Order
from xiangmu.api.reader.expressions import or_null
from xiangmu.api.reader.filters import containing, days, ids, one_of, truth
from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.domain.libraries import OPEN
from xiangmu.plugin.libraries import LibraryRules

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project
    from xiangmu.api.entities.units import Unit

_E = t.library_entry.c
_S = t.library_step.c
_L = t.statistics_list.c
_N = t.statistics_line.c


def _stated(catalog: Catalog, policy: str) -> LibraryRules | None:
    return catalog.libraries_of(policy) if policy in catalog.policies else None


async def _titles(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[str]:
    stated = [_stated(environment.context.catalog, policy) for policy, _ in needs]
    found = [rules.library(key) if rules else None for rules, (_, key) in zip(stated, needs, strict=True)]
    return [one.title if one else key for one, (_, key) in zip(found, needs, strict=True)]


async def _awaited(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[str | None]:
    stated = [_stated(environment.context.catalog, policy) for policy, _ in needs]
    found = [rules.step(key) if rules else None for rules, (_, key) in zip(stated, needs, strict=True)]
    return [one.title if one else key or None for one, (_, key) in zip(found, needs, strict=True)]


LIBRARY_ENTRY = recorded(
    "LibraryEntry",
    "项目入库的报审",
    "lib",
    t.library_entry,
    {
        "policy": Column(column=_E.policy),
        "library": Column(column=_E.library),
        "title": Computed(type="String!", needs=(_E.policy, _E.library), fill=_titles),
        "before": Column(column=or_null(_E.before), nullable=True),
        "project": One(to="Project", on=_E.project_id),
        "unit": One(to="Unit", on=_E.unit_id),
        "on": Column(column=_E.occurred_on),
        "round": Column(column=_E.round),
        "status": Column(column=_E.status, codec=member(LibraryStatus)),
        "awaits": Column(column=or_null(_E.awaits), nullable=True),
        "awaitsTitle": Computed(type="String", needs=(_E.policy, _E.awaits), fill=_awaited),
        "admittedOn": Column(column=_E.admitted_on),
        "closedOn": Column(column=_E.closed_on),
        "steps": Many(to="LibraryStep", on=_S.entry_id),
    },
    filters={
        "policy": one_of(str, _E.policy, "文件的键"),
        "library": one_of(str, _E.library, "项目库的键"),
        "project": ids(PROJECT, _E.project_id, "项目"),
        "unit": ids(UNIT, _E.unit_id, "报送单位"),
        "status": one_of(LibraryStatus, _E.status, "状态"),
        "awaits": one_of(str, _E.awaits, "等着的审核步骤的键"),
        "open": truth(_E.status.in_(OPEN), "是否正在报审,退回待补正的也在内。"),
        "on": days(_E.occurred_on, "首次报送的日期。"),
        "admittedOn": days(_E.admitted_on, "入库日期。"),
    },
    orders={"ON": Order(by=_E.occurred_on, description="首次报送的日期")},
    order=(("ON", Direction.DESC),),
)

LIBRARY_STEP = recorded(
    "LibraryStep",
    "项目入库报审的一步",
    "lbs",
    t.library_step,
    {
        "place": Column(column=_S.place),
        "round": Column(column=_S.round),
        "kind": Column(column=_S.kind, codec=member(LibraryStepKind)),
        "step": Column(column=or_null(_S.step), nullable=True),
        "level": Column(column=or_null(_S.level), codec=member(ReviewLevel), nullable=True),
        "reviewer": Column(column=or_null(_S.reviewer), nullable=True),
        "on": Column(column=_S.occurred_on),
        "text": Column(column=or_null(_S.text), nullable=True),
    },
    filters={
        "kind": one_of(LibraryStepKind, _S.kind, "发生了什么"),
        "level": one_of(ReviewLevel, _S.level, "哪一级"),
    },
    orders={"PLACE": Order(by=_S.place, description="先后")},
    order=(("PLACE", Direction.ASC),),
)

STATISTICS_LIST_ENTITY = recorded(
    "StatisticsList",
    "统计库清单",
    STATISTICS_LIST,
    t.statistics_list,
    {
        "policy": Column(column=_L.policy),
        "month": Column(column=_L.month),
        "unit": One(to="Unit", on=_L.unit_id),
        "on": Column(column=_L.occurred_on),
        "lines": Column(column=_L.lines),
    },
    filters={
        "policy": one_of(str, _L.policy, "文件的键"),
        "unit": ids(UNIT, _L.unit_id, "统计部门"),
        "month": days(_L.month, "月份,按其第一天。"),
    },
    orders={"MONTH": Order(by=_L.month, description="月份")},
    order=(("MONTH", Direction.DESC),),
)

STATISTICS_LINE = recorded(
    "StatisticsLine",
    "统计库清单的一条",
    "sln",
    t.statistics_line,
    {
        "list": One(to="StatisticsList", on=_N.list_id),
        "number": Column(column=_N.number),
        "code": Column(column=or_null(_N.code), nullable=True),
        "name": Column(column=_N.name),
        "place": Column(column=or_null(_N.place), nullable=True),
    },
    filters={
        "list": ids(STATISTICS_LIST, _N.list_id, "统计库清单"),
        "code": one_of(str, _N.code, "项目代码"),
        "name": containing(
            _N.name, str.strip, "名称中的文字,须同时给出 jurisdiction。", beside="jurisdiction"
        ),
    },
    orders={"NUMBER": Order(by=_N.number, description="序号")},
    order=(("NUMBER", Direction.ASC),),
)


@strawberry.type(description="入库报审的一步:报送、审核、转入下一库、撤回或移出。")
class LibraryStep(Recorded):
    """One thing that happened to an entry."""

    place: int = field(description="第几步,从1起,退回前后连续计。")
    round: int = field(description="第几轮报送,从1起。")
    kind: LibraryStepKind = field(description="发生了什么。")
    step: str | None = field(description="审核步骤的键;转入下一库、撤回和移出的为空。")
    level: ReviewLevel | None = field(description="哪一级;转入下一库、撤回和移出的为空。")
    reviewer: str | None = field(description="由谁报送或审核,只记机构或职务;没有的为空。")
    on: date = field(description="日期。")
    text: str | None = field(description="理由;没有写的为空。")


@strawberry.type(description="一个项目报审一个项目库:从报送、逐级审核到入库、转出,退回的各轮都在内。")
class LibraryEntry(Recorded):
    """An entry of a library."""

    policy: str = field(description="文件的键。")
    library: str = field(description="项目库的键。")
    title: str = field(description="项目库的名称。")
    before: str | None = field(description="报送时所在的库的键;不在库的为空。")
    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] | None = field(
        description="项目;无权查看的为空。"
    )
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="报送单位。"
    )
    on: date = field(description="首次报送的日期。")
    round: int = field(description="报送到第几轮。")
    status: LibraryStatus = field(description="状态。")
    awaits: str | None = field(description="等着哪一步,为审核步骤的键;退回的为报送,审结的为空。")
    awaits_title: str | None = field(description="等着的一步的名称;审结的为空。")
    admitted_on: date | None = field(description="入库日期;没有入库的为空。")
    closed_on: date | None = field(description="不再报审、不再在库的日期;还在的为空。")
    steps: list[LibraryStep] = field(description="历次报送和审核,依次。")


@strawberry.type(
    description="统计部门一个月的统计库清单。各条见 statisticsLines,核对见 libraryReconciliation。"
)
class StatisticsList(Recorded):
    """What the statistics office has in a month."""

    policy: str = field(description="文件的键。")
    month: date = field(description="月份,为其第一天。")
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="统计部门。"
    )
    on: date = field(description="提供日期。")
    lines: int = field(description="共几条。")


@strawberry.type(description="统计库清单的一条,照统计部门的写法。")
class StatisticsLine(Recorded):
    """A project as the statistics office writes it."""

    list: StatisticsList | None = field(description="哪一份清单。")
    number: int = field(description="序号,从1起。")
    code: str | None = field(description="项目代码;没有的为空。")
    name: str = field(description="名称。")
    place: str | None = field(description="地点;没有的为空。")
