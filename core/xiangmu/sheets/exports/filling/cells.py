"""What the ledger holds as the cells of a form, so that it is read back as the same."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from xiangmu.plugin.money import MoneyUnit
from xiangmu.sheets.exports.tables import Heading, Kind, listed
from xiangmu.sheets.forms import Column, Content
from xiangmu.sheets.forms.choosing import NO, YES

KINDS = {
    Content.MONEY: Kind.MONEY,
    Content.NUMBER: Kind.NUMBER,
    Content.INTEGER: Kind.INTEGER,
    Content.DATE: Kind.DATE,
}
LONG = ("text", "picture", "next_month_work", "cause", "plan")
WIDTHS = {Content.PROJECT: 34, Content.UNIT: 24, Content.CODES: 28, Content.CHOICES: 22}
NAME_WIDTH = 34


def heading(column: Column) -> Heading:
    """The heading of a column, as its template has it."""
    kind = Kind.LONG if column.field in LONG else KINDS.get(column.content, Kind.TEXT)
    width = NAME_WIDTH if column.field == "name" else WIDTHS.get(column.content, 0)
    return Heading(title=column.title, kind=kind, group=column.group, width=width)


def cell(column: Column, content: Any, money: MoneyUnit, titles: Mapping[str, str]) -> Any:
    """``content`` of a column; ``titles`` are those of units by key. Money is whole yuan."""
    if content in (None, "", (), []):
        return None
    if isinstance(content, tuple | list):
        return listed(str(cell(column, one, money, titles)) for one in content)
    match column.content:
        case Content.MONEY:
            return Decimal(content) / money.yuan
        case Content.NUMBER:
            return Decimal(str(content))
        case Content.INTEGER:
            return int(content)
        case Content.DATE:
            return content if isinstance(content, date) else date.fromisoformat(content)
        case Content.FLAG:
            return YES.label if content in (True, "True", "true") else NO.label
        case Content.UNIT:
            return titles.get(content, content)
        case _:
            labels = {choice.value: choice.label for choice in column.choices}
            return labels.get(str(content), str(content))
