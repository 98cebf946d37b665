"""The conditions that row rules are put together from.

Those who read a whole jurisdiction see its projects and facts. A unit's reporter sees the projects that it reports
or is assessed for, and what is recorded of them and of the unit. A parent sees the projects of a county that it has
enrolled, and what was recorded of them. What a policy decided about a project is seen by those of its jurisdiction,
and by those of the project's.

Sets are found by statements of their own, under names of their own: whatever they stand in has an index to use.
"""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, case, exists, not_, or_, select

from xiangmu.access.rights import Condition, Shape
from xiangmu.access.roles import Permission
from xiangmu.db import tables as t
from xiangmu.db.kinds import State
from xiangmu.db.listed import among_rows

READ = Permission.READ


def whole(table: FromClause, shape: Shape, permission: Permission = READ) -> Condition:
    """Rows of jurisdictions in the whole of which they may do that."""
    return shape.wholly(table.c.jurisdiction, permission)


def part(table: Table, shape: Shape, permission: Permission = READ) -> Condition:
    """Rows of jurisdictions where they may do that, be it for one unit."""
    return shape.partly(table.c.jurisdiction, permission)


def project(shape: Shape, projects: FromClause = t.project) -> Condition:
    """The projects that they see."""
    return or_(
        shape.wholly(projects.c.jurisdiction, READ),
        shape.of_units(projects.c.unit_id, READ),
        *(among_rows(projects.c.id, rows) for rows in _enrolled(shape)),
    )


def seen(column: ColumnElement[Any], shape: Shape) -> Condition:
    """The column holds a project that they see: one at a time, by its key."""
    if shape.everywhere(READ):
        return shape.everything
    it = t.project.alias("seen")
    return exists().where(it.c.id == column, project(shape, it)).correlate_except(it)


def of_project(table: FromClause, shape: Shape) -> Condition:
    """What is recorded of the projects that they see."""
    beyond = (among_rows(table.c.project_id, rows) for rows in _beyond(shape))
    return or_(whole(table, shape), *beyond)


def of_policy(table: Table, shape: Shape) -> Condition:
    """What a policy decided about the projects that they see: theirs is the policy, or the project itself."""
    if shape.everywhere(READ):
        return shape.everything
    mine = t.project.alias("mine")
    is_mine = exists().where(mine.c.id == table.c.project_id).correlate_except(mine)
    above = among_rows(table.c.jurisdiction, _parents(shape))
    # only those above others decide about projects that may be out of their sight again
    in_sight = or_(
        not_(among_rows(table.c.jurisdiction, _with_children(shape))), seen(table.c.project_id, shape)
    )
    ours = or_(part(table, shape), is_mine.where(shape.partly(mine.c.jurisdiction, READ)))
    return or_(
        and_(whole(table, shape), in_sight),
        and_(above, is_mine.where(shape.wholly(mine.c.jurisdiction, READ))),
        *(and_(among_rows(table.c.project_id, rows), ours) for rows in _of_units(shape)),
    )


def of_unit(table: Table, shape: Shape, permission: Permission = READ) -> Condition:
    """What is recorded of units."""
    return or_(whole(table, shape, permission), shape.of_units(table.c.unit_id, permission))


def of_unit_or_whole(table: Table, shape: Shape) -> Condition:
    """What is recorded of units, and of the jurisdiction as a whole."""
    return or_(of_unit(table, shape), and_(table.c.unit_id.is_(None), part(table, shape)))


def project_then(shape: Shape, no: ColumnElement[int]) -> Condition:
    """The projects that they, with what they may do now, saw by what had been recorded up to ``no``."""
    projects, then = t.project, t.project_version.alias("then")
    of_this = then.c.project_id == projects.c.id
    known = exists().where(of_this, then.c.no <= no).correlate_except(then)
    standing = case({State.CONFIRMED: 2, State.CLAIMED: 1}, value=then.c.state, else_=0)
    live = case((_live_at(then, no), 1), else_=0)
    in_force = (live.desc(), standing.desc(), then.c.effective.desc(), then.c.no.desc(), then.c.row_id.desc())
    unit = select(then.c.unit_id).where(of_this, then.c.no <= no).order_by(*in_force).limit(1)
    return and_(
        known,
        or_(
            shape.wholly(projects.c.jurisdiction, READ),
            shape.of_units(unit.correlate(projects).scalar_subquery(), READ),
            *(among_rows(projects.c.id, rows) for rows in _enrolled(shape, no)),
        ),
    )


def _live_at(table: FromClause, no: ColumnElement[int] | None) -> Condition:
    """The rows that hold now, or held when ``no`` had been recorded and nothing after it."""
    if no is None:
        return table.c.ended_no.is_(None)
    return and_(table.c.no <= no, or_(table.c.ended_no.is_(None), table.c.ended_no > no))


def _enrolled(shape: Shape, no: ColumnElement[int] | None = None) -> tuple[Select[Any], ...]:
    """Projects that are seen because of an enrolment: for a unit of theirs, or into their jurisdiction from below."""
    if shape.everywhere(READ):
        return ()
    enrolled = t.enrolment.alias("enrolled")
    standing = and_(_live_at(enrolled, no), enrolled.c.state != State.REJECTED)
    projects = select(enrolled.c.project_id).where(standing).correlate(None)
    from_below = among_rows(enrolled.c.jurisdiction, _with_children(shape))
    return projects.where(shape.of_units(enrolled.c.unit_id, READ)), projects.where(from_below)


def _of_units(shape: Shape) -> tuple[Select[Any], ...]:
    """Projects that their units report, or are assessed for."""
    reported = t.project.alias("reported")
    own = select(reported.c.id).where(shape.of_units(reported.c.unit_id, READ)).correlate(None)
    return own, _enrolled(shape)[0]


def _beyond(shape: Shape) -> tuple[Select[Any], ...]:
    """Projects that are seen without reading the whole of their jurisdiction."""
    if shape.everywhere(READ):
        return ()
    return (*_of_units(shape), _enrolled(shape)[1])


def _with_children(shape: Shape) -> Select[Any]:
    """Jurisdictions that they read which have others below them."""
    below = t.jurisdiction.alias("below")
    read = shape.wholly(below.c.parent, READ)
    return select(below.c.parent).where(below.c.ended_no.is_(None), read).correlate(None)


def _parents(shape: Shape) -> Select[Any]:
    """Jurisdictions above those that they read."""
    above = t.jurisdiction.alias("above")
    read = shape.wholly(above.c.key, READ)
    return select(above.c.parent).where(above.c.ended_no.is_(None), read).correlate(None)
