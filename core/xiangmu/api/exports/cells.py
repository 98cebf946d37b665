"""How what a field holds becomes the cell of a sheet."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any, TypeAlias

from graphql import (
    GraphQLEnumType,
    GraphQLList,
    GraphQLNamedType,
    GraphQLNonNull,
    GraphQLOutputType,
    get_named_type,
)

from xiangmu.plugin.recurrence import SHANGHAI
from xiangmu.sheets.exports.tables import Kind, listed
from xiangmu.sheets.forms.choosing import NO, YES

Show: TypeAlias = Callable[[Any], Any]
WAN, MU = -4, -2
"""Places by which whole yuan and hundredths of a 亩 are moved."""
LONG = ("text", "reason", "matter", "matters", "results", "picture", "because")
"""Names of fields in which people write sentences."""
KINDS = {
    "Int": Kind.INTEGER,
    "Float": Kind.NUMBER,
    "Wan": Kind.MONEY,
    "Mu": Kind.AREA,
    "Date": Kind.DATE,
    "DateTime": Kind.INSTANT,
    "Fraction": Kind.NUMBER,
    "Points": Kind.POINTS,
}
ENDS = "。;；,，:：(（"
"""Where the name of a thing ends in what the schema tells of it."""


def called(told: str | None, name: str) -> str:
    """What people call a field or a value of which the schema tells ``told``; ``name`` where it tells nothing."""
    text = told or name
    return text[: min((place for sign in ENDS if (place := text.find(sign)) > 0), default=len(text))]


def kind_of(type_: GraphQLOutputType, name: str) -> Kind:
    """How the cells of a field called ``name`` are written."""
    if _is_list(type_):
        return Kind.TEXT
    return KINDS.get(get_named_type(type_).name, Kind.LONG if name in LONG else Kind.TEXT)


def show_of(type_: GraphQLOutputType) -> Show:
    """How a value of that type is written: None for what is not there."""
    leaf = get_named_type(type_)
    show = _by_name().get(leaf.name) or (
        partial(_member, leaf) if isinstance(leaf, GraphQLEnumType) else partial(_other, leaf)
    )
    if _is_list(type_):
        return lambda content: None if not content else listed(str(show(one)) for one in content)
    return lambda content: None if content is None else show(content)


def number(text: str) -> Decimal | str:
    """The number that a scalar was written as; the text itself where it is none, such as 146/3."""
    try:
        return Decimal(text)
    except InvalidOperation:
        return text


def moment(instant: datetime) -> datetime:
    """In the time of Beijing, to the second, as a sheet knows instants."""
    return instant.astimezone(SHANGHAI).replace(tzinfo=None, microsecond=0)


def yes_or_no(content: Any) -> str:
    """As people write it."""
    return YES.label if content else NO.label


def _by_name() -> Mapping[str, Show]:
    return {
        "Wan": lambda yuan: Decimal(yuan).scaleb(WAN),
        "Mu": lambda hundredths: Decimal(hundredths).scaleb(MU),
        "Boolean": yes_or_no,
        "Int": lambda content: content,
        "Date": lambda content: content if isinstance(content, date) else date.fromisoformat(content),
        "DateTime": moment,
        "String": str,
        "ID": str,
    }


def _member(leaf: GraphQLEnumType, content: Any) -> str:
    # rows hold the name of a member, the models of cities hold the member
    known = type(content) is str and content in leaf.values
    name = str(content if known else leaf.coerce_output_value(content))
    return called(leaf.values[name].description, name)


def _other(leaf: GraphQLNamedType, content: Any) -> Decimal | str:
    write: Show = leaf.coerce_output_value  # type: ignore[attr-defined]  # columns are made of leaves only
    return number(str(write(content)))


def _is_list(type_: GraphQLOutputType) -> bool:
    inner = type_.of_type if isinstance(type_, GraphQLNonNull) else type_
    return isinstance(inner, GraphQLList)
