"""Responsible units (责任单位) and their jurisdictions (辖区)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import strawberry
from sqlalchemy import exists, or_
from strawberry import field

from xiangmu.api.entities.conduct import Criticism, Harm, Praise
from xiangmu.api.entities.enrolments import Enrolment
from xiangmu.api.entities.enums import UnitKind
from xiangmu.api.entities.facts import Recorded, live, recorded
from xiangmu.api.entities.history import Trace
from xiangmu.api.entities.issues import Issue
from xiangmu.api.entities.judgements import Judgement
from xiangmu.api.entities.listed import texts
from xiangmu.api.entities.meetings import Meeting
from xiangmu.api.entities.policies import EnabledPolicy
from xiangmu.api.entities.prefixes import UNIT as PREFIX
from xiangmu.api.entities.preparation import Assignment
from xiangmu.api.entities.undertakings import Commitment, GoalRevision, IndicatorReading
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import (
    Column,
    Computed,
    Condition,
    Direction,
    Environment,
    Filter,
    Many,
    One,
    Order,
    Pages,
)
from xiangmu.api.reader.expressions import among, bytewise, or_null
from xiangmu.api.reader.filters import one_of
from xiangmu.api.reader.types import Connection
from xiangmu.catalog.names import fold_name
from xiangmu.db import tables as t

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import ProjectConnection

_U = t.unit.c
_J = t.jurisdiction.c


async def _groups(environment: Environment, needs: Sequence[Sequence[Any]]) -> list[list[dict[str, str]]]:
    catalog = environment.context.catalog
    return [
        [
            {"policy": group.policy, "key": group.key, "title": group.title}
            for group in catalog.groups.values()
            if key in group.units and catalog.policies[group.policy].jurisdiction == jurisdiction
        ]
        for jurisdiction, key in needs
    ]


def _called(name: str) -> Condition:
    folded = fold_name(name)
    alias = t.unit_alias.c
    known_as = exists().where(alias.unit_id == _U.fact_id, alias.folded == folded, live(t.unit_alias))
    return or_(_U.key == folded, among(_U.title, [name, folded]), known_as)


_ALIASES = Trace(
    name="UnitAlias",
    prefix="als",
    table=t.unit_alias,
    fields={"alias": Column(column=t.unit_alias.c.alias)},
    owner=t.unit_alias.c.unit_id,
)
UNIT = recorded(
    "Unit",
    "责任单位",
    PREFIX,
    t.unit,
    {
        "jurisdiction": One(to="Jurisdiction", on=_U.jurisdiction, by=_J.key),
        "key": Column(column=_U.key),
        "title": Column(column=_U.title),
        "kind": Column(column=_U.kind, codec=member(UnitKind)),
        "divisionCode": Column(column=or_null(_U.division_code), nullable=True),
        "since": Column(column=_U.since),
        "until": Column(column=_U.until),
        "aliases": texts(t.unit_alias, t.unit_alias.c.alias, t.unit_alias.c.unit_id, _U.fact_id),
        "groups": Computed(type="[UnitGroup!]!", needs=(_U.jurisdiction, _U.key), fill=_groups),
        "projects": Pages(to="Project", on=t.project.c.unit_id),
        "enrolments": Pages(to="Enrolment", on=t.enrolment.c.unit_id),
        "issues": Pages(to="Issue", on=t.issue.c.unit_id),
        "meetings": Many(to="Meeting", on=t.meeting.c.unit_id),
        "praises": Many(to="Praise", on=t.praise.c.unit_id),
        "criticisms": Many(to="Criticism", on=t.criticism.c.unit_id),
        "harms": Many(to="Harm", on=t.harm.c.unit_id),
        "judgements": Many(to="Judgement", on=t.judgement.c.unit_id),
        "assignments": Many(to="Assignment", on=t.assignment.c.unit_id),
        "indicatorReadings": Many(to="IndicatorReading", on=t.indicator_reading.c.unit_id),
        "goalRevisions": Many(to="GoalRevision", on=t.goal_revision.c.unit_id),
        "commitments": Many(to="Commitment", on=t.commitment.c.unit_id),
    },
    filters={
        "key": one_of(str, _U.key, "单位的键"),
        "kind": one_of(UnitKind, _U.kind, "类别"),
        "name": Filter(type=str, description="名称、别名或键,只认全称相同。", where=_called),
    },
    orders={
        "KEY": Order(by=bytewise(_U.key), description="键"),
        "TITLE": Order(by=bytewise(_U.title), description="名称"),
    },
    order=(("KEY", Direction.ASC),),
    parts=(_ALIASES,),
)

JURISDICTION = recorded(
    "Jurisdiction",
    "辖区",
    "jur",
    t.jurisdiction,
    {
        "key": Column(column=_J.key),
        "title": Column(column=_J.title),
        "divisionCode": Column(column=or_null(_J.division_code), nullable=True),
        "parent": One(to="Jurisdiction", on=or_null(_J.parent), by=_J.key),
        "units": Pages(to="Unit", on=_U.jurisdiction, key=_J.key),
        "projects": Pages(to="Project", on=t.project.c.jurisdiction, key=_J.key),
        "policies": Many(to="EnabledPolicy", on=t.enabled_policy.c.jurisdiction, key=_J.key),
    },
    filters={"parent": one_of(str, _J.parent, "上级辖区的键")},
    orders={"KEY": Order(by=bytewise(_J.key), description="键")},
    order=(("KEY", Direction.ASC),),
)


@strawberry.type(description="单位所在的一个分组。")
class UnitGroup:
    """A group that a policy assesses the unit in."""

    policy: str = field(description="文件的键。")
    key: str = field(description="分组的键。")
    title: str = field(description="分组名称。")


@strawberry.type(description="责任单位。")
class Unit(Recorded):
    """A responsible unit."""

    jurisdiction: Annotated["Jurisdiction", strawberry.lazy(__name__)] | None = field(
        description="所属辖区。"
    )
    key: str = field(description="单位的键,在本辖区内唯一且不变。")
    title: str = field(description="单位名称。")
    kind: UnitKind = field(description="单位类别。")
    division_code: str | None = field(description="行政区划代码;功能区和部门没有。")
    since: date | None = field(description="自哪一天起存在;空为不限。")
    until: date | None = field(description="到哪一天为止存在;空为不限。")
    aliases: list[str] = field(description="别名。按名称查找单位时与名称同等看待。")
    groups: list[UnitGroup] = field(description="在各文件中所属的分组。")
    projects: Annotated["ProjectConnection", strawberry.lazy("xiangmu.api.entities.projects")] = field(
        description="填报的项目。"
    )
    enrolments: Connection[Enrolment] = field(description="以本单位为考核单位的纳入。")
    issues: Connection[Issue] = field(description="由本单位负责解决的问题。")
    meetings: list[Meeting] = field(description="召开的会议。")
    praises: list[Praise] = field(description="受到的表扬。")
    criticisms: list[Criticism] = field(description="受到的批评。")
    harms: list[Harm] = field(description="查实的损害企业问题。")
    judgements: list[Judgement] = field(description="人工认定。")
    assignments: list[Assignment] = field(description="谁对本单位或本单位的项目负什么责。")
    indicator_readings: list[IndicatorReading] = field(description="指标读数。")
    goal_revisions: list[GoalRevision] = field(description="目标调整。")
    commitments: list[Commitment] = field(description="公开承诺。")


@strawberry.type(description="辖区:使用本系统的一级政府。")
class Jurisdiction(Recorded):
    """A government."""

    key: str = field(description="辖区的键,如 ruzhou。")
    title: str = field(description="辖区名称。")
    division_code: str | None = field(description="行政区划代码;没有的为空。")
    parent: Annotated["Jurisdiction", strawberry.lazy(__name__)] | None = field(
        description="上级辖区;没有的为空。"
    )
    units: Connection[Unit] = field(description="责任单位。")
    projects: Annotated["ProjectConnection", strawberry.lazy("xiangmu.api.entities.projects")] = field(
        description="项目。"
    )
    policies: list[EnabledPolicy] = field(description="文件的启用。")
