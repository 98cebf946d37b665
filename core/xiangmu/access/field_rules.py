"""Where single fields may be seen of rows that are seen. What is hidden is null, and no filter finds anything by it."""

from collections.abc import Callable
from typing import TypeAlias

from sqlalchemy import or_

from xiangmu.access.rights import Condition, Shape
from xiangmu.access.roles import Permission
from xiangmu.db import tables as t

FieldRule: TypeAlias = Callable[[Shape], Condition]


def recorder(shape: Shape) -> Condition:
    """Who recorded something: for those who audit the jurisdiction, and for themselves."""
    columns = t.command.c
    return or_(shape.wholly(columns.scope, Permission.AUDIT), shape.me(columns.principal))


def reason(shape: Shape) -> Condition:
    """Why something was recorded: within the jurisdiction, not for those who look at it from above."""
    return shape.partly(t.command.c.scope, Permission.READ)


def judge(shape: Shape) -> Condition:
    """Who judged."""
    return shape.wholly(t.judgement.c.jurisdiction, Permission.SEE_JUDGES)


def own_project(shape: Shape) -> Condition:
    """What only those of the project's own jurisdiction are to deal with."""
    return shape.partly(t.project.c.jurisdiction, Permission.READ)


def place_of_picture(shape: Shape) -> Condition:
    """Where a picture was taken: for those who inspect the whole jurisdiction."""
    return shape.wholly(t.attachment.c.jurisdiction, Permission.INSPECT)
