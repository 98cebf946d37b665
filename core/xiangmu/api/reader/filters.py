"""The common filters."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import strawberry
from sqlalchemy import and_, func

from xiangmu.api.reader.entity import Condition, Expression, Filter, Names
from xiangmu.api.reader.expressions import among, bytewise
from xiangmu.api.reader.ids import key_in
from xiangmu.api.reader.types import DateRange, InstantRange

LONGEST_TEXT = 50


def one_of(type_: Any, column: Expression, description: str) -> Filter:
    """The column holds one of the values given."""
    return Filter(type=list[type_], description=f"{description};任一即可。", where=partial(among, column))


def ids(prefix: str, column: Expression, description: str) -> Filter:
    """The column holds the key of one of the ids given."""

    def where(texts: list[str]) -> Condition:
        return among(column, [key_in(text, prefix, column) for text in texts])

    return Filter(
        type=list[strawberry.ID],
        description=f"{description};任一即可。",
        where=where,
        names=Names(prefix=prefix, column=column),
    )


def days(column: Expression, description: str) -> Filter:
    """The column holds a day within the range given."""
    return _ranging(DateRange, column, description)


def instants(column: Expression, description: str) -> Filter:
    """The column holds an instant within the range given."""
    return _ranging(InstantRange, column, description)


def _ranging(type_: type, column: Expression, description: str) -> Filter:
    def where(given: Mapping[str, Any]) -> Condition:
        return within(column, given.get("since"), given.get("until"))

    return Filter(type=type_, description=description, where=where)


def within(column: Expression, least: Any, most: Any) -> Condition:
    """From ``least`` to ``most``, both included; None is no bound."""
    bounds = [column >= least] if least is not None else []
    if most is not None:
        bounds.append(column <= most)
    return and_(True, *bounds)


def truth(condition: Condition, description: str) -> Filter:
    """The condition holds, or does not."""
    return Filter(
        type=bool, description=description, where=lambda wanted: condition if wanted else ~condition
    )


def containing(column: Expression, fold: Callable[[str], str], description: str, beside: str = "") -> Filter:
    """The column, which holds folded text, contains the text given, whatever the case of its Latin letters."""

    def where(text: str) -> Condition:
        folded = fold(text)
        if not 1 <= len(folded) <= LONGEST_TEXT:
            raise ValueError(f"须为 1 到 {LONGEST_TEXT} 个字")
        lowered = "".join(letter.lower() if letter.isascii() else letter for letter in folded)
        return func.lower(bytewise(column)).contains(lowered, autoescape=True)

    return Filter(type=str, description=description, where=where, beside=beside)
