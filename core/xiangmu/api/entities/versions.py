"""Versions of a project (项目的历次属性): what it is from a day on."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry
from strawberry import field

from xiangmu.api.entities.codecs import WAN
from xiangmu.api.entities.enums import Flag, ProjectKind
from xiangmu.api.entities.facts import ProjectFact, project_fact
from xiangmu.api.entities.profiles import ProjectProfile
from xiangmu.api.entities.ranges import amounts
from xiangmu.api.reader.codecs import member, members
from xiangmu.api.reader.entity import Column, Direction, Entity, One, Order, Variant, VariantKind
from xiangmu.api.reader.expressions import or_null
from xiangmu.api.reader.filters import days, one_of
from xiangmu.api.scalars import Wan
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.units import Unit

_V = t.project_version.c


def version_entity(kinds: Mapping[str, VariantKind]) -> Entity:
    """The declaration of versions; ``kinds`` are the profiles of the loaded cities by jurisdiction."""
    return project_fact(
        "ProjectVersion",
        "项目的属性",
        "ver",
        t.project_version,
        {
            "effective": Column(column=_V.effective),
            "name": Column(column=_V.name),
            "total": Column(column=_V.total_yuan, codec=WAN),
            "kind": Column(column=_V.kind, codec=member(ProjectKind)),
            "sector": Column(column=or_null(_V.sector), nullable=True),
            "flags": Column(column=_V.flags, codec=members(Flag)),
            "unit": One(to="Unit", on=_V.unit_id),
            "place": Column(column=or_null(_V.place), nullable=True),
            "sample": Column(column=or_null(_V.sample), nullable=True),
            "profile": Variant(to="ProjectProfile", tag=_V.jurisdiction, data=_V.profile, kinds=kinds),
        },
        filters={
            "effective": days(_V.effective, "起始日期。"),
            "kind": one_of(ProjectKind, _V.kind, "类别"),
            "total": amounts(_V.total_yuan, "总投资。"),
        },
        orders={"EFFECTIVE": Order(by=_V.effective, description="起始日期")},
        order=(("EFFECTIVE", Direction.DESC),),
    )


PROJECT_VERSION = version_entity({})
"""All that does not depend on which cities are loaded."""


@strawberry.type(description="项目的属性:自某一天起项目是什么样。")
class ProjectVersion(ProjectFact):
    """The attributes of a project from a day on."""

    effective: date = field(description="自哪一天起。")
    name: str = field(description="项目名称。")
    total: Wan = field(description="总投资。")
    kind: ProjectKind = field(description="类别。")
    sector: str | None = field(description="国民经济行业分类代码,如 C26;未分类为空。")
    flags: list[Flag] = field(description="影响计分或准入的标记。")
    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="填报单位;没有的为空。"
    )
    place: str | None = field(description="建设地点;未填为空。")
    sample: str | None = field(description="哪些内容是演示用的虚构数据;真实项目为空。")
    profile: ProjectProfile | None = field(description="本地字段;没有填的为空。")
