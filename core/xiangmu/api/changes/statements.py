"""The statements behind changes: which types were touched at all, then a page of what happened to their objects.

Both are made once for each shape of principals. What an object's row rule says of a row that was ended is what the
same principal may see of its history: an object leaves when such a row held at the number and no row of it that they
see holds now. Projects have no rows of their own: they change with the facts that they are made of, and come and go
with the unit and the enrolments that they had.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Integer,
    Select,
    String,
    Table,
    Uuid,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    tuple_,
    union_all,
)

from xiangmu.access import visibility
from xiangmu.access.rights import Shape
from xiangmu.api.reader.entity import Entity
from xiangmu.api.reader.registry import Registry
from xiangmu.db import tables as t

PROJECT = "Project"
OF_PROJECT = (t.project_version, t.stage_event, t.project_code)
"""What a project is made of."""
WITH_PROJECT = (*OF_PROJECT, t.enrolment)
"""What decides besides who sees it."""

SINCE: ColumnElement[int] = bindparam("since", type_=Integer(), required=True)
LIMIT: ColumnElement[int] = bindparam("limit", type_=Integer(), required=True)
AFTER = (
    bindparam("after_no", type_=Integer(), required=True),
    bindparam("after_type", type_=String(), required=True),
    bindparam("after_key", type_=Uuid(), required=True),
)


def tables_of(registry: Registry) -> dict[str, tuple[Table, ...]]:
    """The tables by whose rows it is known whether any object of a type changed, by type."""
    found = {
        name: (entity.table,) for name, entity in registry.entities.items() if "ended_no" in entity.table.c
    }
    return {PROJECT: WITH_PROJECT, **found}


def touched(tables: dict[str, tuple[Table, ...]]) -> CompoundSelect[Any]:
    """The types of which anything at all was recorded or ended, whoever may see it: not to be told."""
    return union_all(
        *(
            select(literal(name).label("type")).where(or_(*map(_moved, of_type)))
            for name, of_type in tables.items()
        )
    )


def page(registry: Registry, shape: Shape, types: Sequence[str]) -> Select[Any]:
    """What happened to objects of ``types``, oldest first, after the cursor."""
    parts = [part for name in types for part in _parts(registry, shape, name)]
    found = union_all(*parts).subquery("happened")
    place = (found.c.no, found.c.type, found.c.key)
    return select(*place, found.c.gone).where(tuple_(*place) > tuple_(*AFTER)).order_by(*place).limit(LIMIT)


def _moved(table: Table) -> ColumnElement[bool]:
    new, ended = (
        exists(select(literal(1)).select_from(table).where(column > SINCE))
        for column in (table.c.no, table.c.ended_no)
    )
    return or_(new, ended)


def _parts(registry: Registry, shape: Shape, name: str) -> Iterable[Select[Any]]:
    if name == PROJECT:
        return _projects(shape)
    entity = registry.entities[name]
    return _changed(registry, shape, entity), _left(registry, shape, entity)


def _changed(registry: Registry, shape: Shape, entity: Entity) -> Select[Any]:
    table = entity.table
    told = _told(table.c.no, entity.name, table.c.fact_id, gone=False)
    return told.where(table.c.no > SINCE, registry.visible(entity, shape))


def _left(registry: Registry, shape: Shape, entity: Entity) -> Select[Any]:
    table = entity.table
    held = and_(table.c.no <= SINCE, table.c.ended_no > SINCE, registry.rule(table, shape))
    # a row of it that holds now is a new one, or nothing of it would have ended
    there = select(table.c.fact_id).where(table.c.no > SINCE, registry.visible(entity, shape)).correlate(None)
    told = _told(table.c.ended_no, entity.name, table.c.fact_id, gone=True)
    return told.where(held, table.c.fact_id.not_in(there))


def _projects(shape: Shape) -> tuple[Select[Any], Select[Any]]:
    projects, moved = t.project, _moves()
    now, then = visibility.project(shape), visibility.project_then(shape, SINCE)
    on = projects.c.id == moved.c.project_id
    # one that came into view is told by whatever brought it there
    no = func.coalesce(moved.c.own, moved.c.last)
    changed = _told(no, PROJECT, projects.c.id, gone=False).select_from(projects.join(moved, on))
    # by the first of all: what happened to it out of their sight shall not show
    left = _told(moved.c.first, PROJECT, projects.c.id, gone=True).select_from(projects.join(moved, on))
    return (
        changed.where(now, or_(moved.c.own.is_not(None), not_(then))),
        left.where(not_(now), then),
    )


def _moves() -> FromClause:
    """By project: the newest number at which it changed itself, the first and the newest at which anything did."""
    rows = union_all(
        *(
            select(table.c.project_id, column.label("no"), literal(table in OF_PROJECT).label("own")).where(
                column > SINCE
            )
            for table in WITH_PROJECT
            for column in (table.c.no, table.c.ended_no)
        )
    ).subquery("moves")
    return (
        select(
            rows.c.project_id,
            func.max(case((rows.c.own, rows.c.no))).label("own"),
            func.min(rows.c.no).label("first"),
            func.max(rows.c.no).label("last"),
        )
        .group_by(rows.c.project_id)
        .subquery("moved")
    )


def _told(no: ColumnElement[Any], name: str, key: ColumnElement[Any], *, gone: bool) -> Select[Any]:
    return select(
        no.label("no"),
        literal(name, String()).label("type"),
        key.label("key"),
        literal(gone, Boolean()).label("gone"),
    )
