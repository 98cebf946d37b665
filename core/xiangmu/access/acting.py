"""What those may act on who have a permission for what is theirs: narrower than what they see.

Whether somebody may act in a whole jurisdiction follows from the jurisdiction alone.
"""

from typing import Any

from sqlalchemy import Select, Table, and_, false, or_, select

from xiangmu.access.rights import Condition, Shape
from xiangmu.access.roles import Permission
from xiangmu.db import tables as t
from xiangmu.db.kinds import State
from xiangmu.db.listed import among_rows


def acting(table: Table, shape: Shape, permission: Permission) -> Condition:
    """The rows of ``table`` about their units: about projects that these report or are assessed for today.

    A leader acts on the problems of projects that they stand behind today.
    """
    columns = table.c
    if table is t.project:
        return or_(
            shape.of_units(columns.unit_id, permission), among_rows(columns.id, _assessed(shape, permission))
        )
    if table is t.issue:
        # those who raised it speak to its settlement, those responsible settle it
        if permission is Permission.RAISE:
            return or_(shape.of_units(columns.raiser_id, permission), shape.me(columns.raised_by))
        if permission is Permission.INSTRUCT:
            return and_(
                shape.wholly(columns.jurisdiction, permission), among_rows(columns.project_id, _led(shape))
            )
        return shape.of_units(columns.unit_id, permission)
    if table in (t.finding, t.inventory_item):
        # whose it is to rectify, or to dispose of
        return shape.of_units(columns.unit_id, permission)
    if "project_id" in columns and table is not t.enrolment:
        projects = (_reported(shape, permission), _assessed(shape, permission))
        return or_(*(among_rows(columns.project_id, rows) for rows in projects))
    return shape.of_units(columns.unit_id, permission) if "unit_id" in columns else false()


def _reported(shape: Shape, permission: Permission) -> Select[Any]:
    own = t.project.alias("reported")
    return select(own.c.id).where(shape.of_units(own.c.unit_id, permission)).correlate(None)


def _assessed(shape: Shape, permission: Permission) -> Select[Any]:
    """Projects of the unit's own jurisdiction: what a parent assesses, the county alone reports."""
    enrolled, own = t.enrolment.alias("enrolled"), t.project.alias("own")
    today = and_(
        enrolled.c.ended_no.is_(None),
        enrolled.c.state != State.REJECTED,
        enrolled.c.since <= shape.today,
        or_(enrolled.c.until.is_(None), enrolled.c.until >= shape.today),
    )
    same = and_(own.c.id == enrolled.c.project_id, own.c.jurisdiction == enrolled.c.jurisdiction)
    found = select(enrolled.c.project_id).select_from(enrolled.join(own, same))
    return found.where(today, shape.of_units(enrolled.c.unit_id, permission)).correlate(None)


def _led(shape: Shape) -> Select[Any]:
    """Projects for which they have a duty today, its last day included: as the person whom their account tells of."""
    duty = t.assignment.alias("led")
    theirs = and_(duty.c.project_id.is_not(None), shape.mine(duty.c.person_id))
    in_force = and_(
        duty.c.ended_no.is_(None),
        duty.c.state == State.CONFIRMED,
        duty.c.since <= shape.today,
        or_(duty.c.until.is_(None), duty.c.until >= shape.today),
    )
    return select(duty.c.project_id).where(theirs, in_force).correlate(None)
