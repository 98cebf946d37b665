"""What columns hold where it may be seen."""

from sqlalchemy import True_, case

from xiangmu.access.rights import Shape
from xiangmu.api.reader.entity import Column, Condition, Expression, Id


def shown(field: Id | Column, shape: Shape) -> Expression:
    """What a field holds where they may see it; null elsewhere."""
    if isinstance(field, Id) or field.shown is None:
        return field.column
    return only_where(field.shown(shape), field.column)


def only_where(condition: Condition, column: Expression) -> Expression:
    """``column`` where the condition holds; null elsewhere."""
    return column if isinstance(condition, True_) else case((condition, column), else_=None)
