"""What all figures share: how they are asked for, the words of the schema, and from what they were worked out."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from graphql import GraphQLEnumType, GraphQLSchema

from xiangmu.api.exports.cells import called, yes_or_no
from xiangmu.plugin.value import value
from xiangmu.sheets.exports.tables import Head, Heading, Kind, Table

Found: TypeAlias = Mapping[str, Any]
COMPUTATION = """computation {
  period { title } asOf knownAt includesClaimed provisional
  readings { number title choice isDefault clause { id } } }"""
READINGS = (
    Heading(title="口径", kind=Kind.TEXT, width=10),
    Heading(title="所定的是什么", kind=Kind.LONG, width=50),
    Heading(title="所选", kind=Kind.LONG, width=60),
    Heading(title="是否默认"),
    Heading(title="条款"),
)


class Words:
    """What the schema calls the values of enumerations."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self._schema = schema

    def of(self, kind: str, name: str | None) -> str | None:
        """A value of the enumeration ``kind``; None for none."""
        type_ = self._schema.type_map[kind]
        assert isinstance(type_, GraphQLEnumType)  # noqa: S101  # of enumerations only
        return None if name is None else called(type_.values[name].description, name)


@value
class About:
    """Of what a sheet is: the policy's title, and the line with moment and state of the ledger."""

    policy: str
    moment: str
    words: Words


@value
class Laid:
    """A query and how its answer becomes sheets. ``title`` is what people call the whole."""

    title: str
    fields: str
    lay: Callable[[Any, About], Iterable[Table]]


def worked_out(found: Found | None) -> str:
    """From what figures were worked out; "" where nothing tells."""
    if found is None:
        return ""
    told = [
        f"考核期：{found['period']['title']}",
        f"看到 {found['asOf']} 为止",
        f"据账本第 {found['knownAt']} 号",
        "计入待核的事实" if found["includesClaimed"] else "只计已确认的事实",
    ]
    if found["provisional"]:
        told.append("本期尚未看完")
    return "；".join(told)


def readings(found: Found | None, about: About) -> Iterator[Table]:
    """The sheet with the readings by which figures were worked out, if there are any."""
    rows = [
        [
            one["number"],
            one["title"],
            one["choice"],
            yes_or_no(one["isDefault"]),
            one["clause"]["id"] if one["clause"] else None,
        ]
        for one in (found or {}).get("readings", ())
    ]
    if rows:
        lines = (worked_out(found), about.moment)
        yield Table(
            head=Head(name="口径", title=f"{about.policy}口径", lines=lines, headings=READINGS), rows=rows
        )


def filled(head: Head, rows: Sequence[Sequence[Any]]) -> Table:
    """A table without the columns in which nothing stands in any row."""
    kept = [
        place
        for place, _ in enumerate(head.headings)
        if not rows or any(row[place] is not None for row in rows)
    ]
    return Table(
        head=replace(head, headings=tuple(head.headings[place] for place in kept)),
        rows=[[row[place] for place in kept] for row in rows],
    )


def exact(text: str | None) -> float | Decimal | None:
    """An exact number as a cell holds it; thirds as near as a sheet can hold them."""
    if text is None:
        return None
    fraction = Fraction(text)
    found = Decimal(fraction.numerator) / Decimal(fraction.denominator)
    return found if Fraction(found) == fraction else float(fraction)


def amount(text: str | None) -> Decimal | None:
    """Money in 万元, an area in 亩, or printed points."""
    return None if text is None else Decimal(text)


def day(text: str | None) -> date | None:
    """A date."""
    return None if text is None else date.fromisoformat(text)


def said(figure: Found | None) -> str | None:
    """A figure with its unit."""
    return None if figure is None else str(figure["text"])


def whole(unit: Found | None) -> str:
    """The unit of a target; the whole jurisdiction for none."""
    return "全辖区" if unit is None else str(unit["title"])
