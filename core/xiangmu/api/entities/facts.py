"""What all recorded things share: an id that stays the same, the command that recorded them, their history."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Annotated

import strawberry
from sqlalchemy import Table
from strawberry import field

from xiangmu.api.entities import hints
from xiangmu.api.entities.commands import Command
from xiangmu.api.entities.enums import State
from xiangmu.api.entities.hints import MutationName, viewer_can
from xiangmu.api.entities.history import Change, Trace, history
from xiangmu.api.entities.prefixes import PROJECT, UNIT
from xiangmu.api.reader.codecs import member
from xiangmu.api.reader.entity import (
    Column,
    Condition,
    Direction,
    Entity,
    Field,
    Filters,
    Id,
    One,
    Order,
)
from xiangmu.api.reader.filters import ids, one_of
from xiangmu.api.reader.types import Node

if TYPE_CHECKING:
    from xiangmu.api.entities.projects import Project
    from xiangmu.api.entities.units import Unit


@strawberry.interface(description="台账记录的事项。更正之后标识不变。")
class Recorded(Node):
    """Whatever a command records."""

    version: int = field(
        description="版本,即记入现有内容的台账序号。确认、退回和更正时可带回,以免盖过别人的变更。"
    )
    recorded: Command | None = field(description="记入现有内容的台账记录;无权查看的为空。")
    history: list[Change] = field(description="历次变动,新的在前,至多100次。")
    viewer_can: list[MutationName] = field(description=hints.TOLD)


@strawberry.interface(description="事实。")
class Fact(Recorded):
    """A fact."""

    state: State = field(description="状态。")


@strawberry.interface(description="关于一个项目的事实。")
class ProjectFact(Fact):
    """A fact about a project."""

    project: Annotated["Project", strawberry.lazy("xiangmu.api.entities.projects")] = field(
        description="项目。"
    )


@strawberry.interface(description="关于一个责任单位的事实。")
class UnitFact(Fact):
    """A fact about a unit."""

    unit: Annotated["Unit", strawberry.lazy("xiangmu.api.entities.units")] | None = field(
        description="责任单位。"
    )


def live(table: Table) -> Condition:
    """The rows that hold now."""
    return table.c.ended_no.is_(None)


def recorded(
    name: str,
    title: str,
    prefix: str,
    table: Table,
    fields: Mapping[str, Field],
    *,
    filters: Filters,
    orders: Mapping[str, Order],
    order: tuple[tuple[str, Direction], ...],
    parts: tuple[Trace, ...] = (),
) -> Entity:
    """An entity over the live rows of a table that commands record; its history is also that of its ``parts``."""
    told = {"id": Id(prefix=prefix, column=table.c.fact_id), **fields}
    trace = Trace(name=name, prefix=prefix, table=table, fields=told, owner=table.c.fact_id)
    return Entity(
        name=name,
        title=title,
        table=table,
        where=live(table),
        fields={
            **told,
            "version": Column(column=table.c.no),
            "recorded": One(to="Command", on=table.c.no),
            "history": history(table.c.fact_id, trace, *parts),
            "viewerCan": viewer_can(table),
        },
        filters={"jurisdiction": one_of(str, table.c.jurisdiction, "辖区的键"), **filters},
        orders={**orders, "RECORDED": Order(by=table.c.no, description="台账序号")},
        order=order,
    )


def fact(
    name: str,
    title: str,
    prefix: str,
    table: Table,
    fields: Mapping[str, Field],
    *,
    filters: Filters,
    orders: Mapping[str, Order],
    order: tuple[tuple[str, Direction], ...],
    parts: tuple[Trace, ...] = (),
) -> Entity:
    """An entity over the live facts in a table."""
    return recorded(
        name,
        title,
        prefix,
        table,
        {**_state(table), **fields},
        filters={**_by_state(table), **filters},
        orders=orders,
        order=order,
        parts=parts,
    )


def project_fact(
    name: str,
    title: str,
    prefix: str,
    table: Table,
    fields: Mapping[str, Field],
    *,
    filters: Filters,
    orders: Mapping[str, Order],
    order: tuple[tuple[str, Direction], ...],
) -> Entity:
    """An entity over the live facts of projects in a table."""
    return fact(
        name,
        title,
        prefix,
        table,
        {"project": One(to="Project", on=table.c.project_id, required=True), **fields},
        filters={"project": ids(PROJECT, table.c.project_id, "项目"), **filters},
        orders=orders,
        order=order,
    )


def unit_fact(
    name: str,
    title: str,
    prefix: str,
    table: Table,
    fields: Mapping[str, Field],
    *,
    filters: Filters,
    orders: Mapping[str, Order],
    order: tuple[tuple[str, Direction], ...],
    parts: tuple[Trace, ...] = (),
) -> Entity:
    """An entity over the live facts of units in a table."""
    return fact(
        name,
        title,
        prefix,
        table,
        {"unit": One(to="Unit", on=table.c.unit_id), **fields},
        filters={"unit": ids(UNIT, table.c.unit_id, "责任单位"), **filters},
        orders=orders,
        order=order,
        parts=parts,
    )


def _state(table: Table) -> dict[str, Field]:
    return {"state": Column(column=table.c.state, codec=member(State))}


def _by_state(table: Table) -> Filters:
    return {"state": one_of(State, table.c.state, "状态")}
