"""What the cells of a column hold, and how that is to be written."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from types import NoneType
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from xiangmu.catalog.catalog import City
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.forms import Form
from xiangmu.plugin.money import MoneyUnit
from xiangmu.sheets.forms.shapes import Content

BY_FIELD = {
    "codes": Content.CODES,
    "aliases": Content.LIST,
    "unit": Content.UNIT,
    "raiser": Content.UNIT,
    "project": Content.PROJECT,
    "flags": Content.CHOICES,
    **dict.fromkeys(
        ("kind", "stage", "group", "target", "category", "gravity", "level", "source"), Content.CHOICE
    ),
    **dict.fromkeys(
        ("total_yuan", "year_plan_yuan", "invested_yuan", "year_to_date_yuan", "cumulative_yuan"),
        Content.MONEY,
    ),
    **dict.fromkeys(("next_month_yuan", "amount_yuan"), Content.MONEY),
    **dict.fromkeys(("goal", "area", "attitude", "efficiency", "quality"), Content.NUMBER),
    **dict.fromkeys(
        ("stage_on", "ceremony_on", "substantive_on", "library_on", "approved_on", "on"), Content.DATE
    ),
    **dict.fromkeys(
        ("planned_start", "planned_completion", "planned_production", "planned_capacity"), Content.DATE
    ),
    **dict.fromkeys(("since", "until", "month", "effective", "due"), Content.DATE),
}
"""What the columns of the core hold that are not text."""
BY_AMOUNT = {
    Amount.COUNT: Content.INTEGER,
    Amount.YUAN: Content.MONEY,
    Amount.RATE: Content.NUMBER,
    Amount.DAYS: Content.INTEGER,
    Amount.TIMES: Content.INTEGER,
    Amount.NUMBER: Content.NUMBER,
}
BY_TYPE: dict[type, Content] = {
    str: Content.TEXT,
    bool: Content.FLAG,
    int: Content.INTEGER,
    float: Content.NUMBER,
    Decimal: Content.NUMBER,
    date: Content.DATE,
}
HINTS = {
    Content.TEXT: "填文字",
    Content.PROJECT: "填文字",
    Content.DATE: "写成 2023-05-08、2023.5.8 或 2023年5月8日",
    Content.CHOICE: "从下拉列表中选",
    Content.CHOICES: "从下拉列表中选；几项的以顿号隔开",
    Content.FLAG: "填“是”或“否”",
    Content.UNIT: "可从下拉列表中选",
    Content.CODES: "几个的以顿号或分号隔开",
    Content.LIST: "几个的以顿号或分号隔开",
    Content.INTEGER: "填整数",
    Content.NUMBER: "填数",
}


def content_of(city: City, form: Form, field: str) -> Content:
    """What the column of ``field`` holds."""
    prefix, _, key = field.rpartition(".")
    if not prefix:
        return BY_FIELD.get(field, Content.TEXT)
    if prefix == "goal":
        counts = next(target.measure.counts for target in city.targets.targets if target.key == key)
        return BY_AMOUNT[counts]
    kind, many = typed(city, form, field)
    if issubclass(kind, StrEnum):
        return Content.CHOICES if many else Content.CHOICE
    return Content.LIST if many else BY_TYPE[kind]


def typed(city: City, form: Form, field: str) -> tuple[type, bool]:
    """The type of a field of the city's own, and whether there are several of it."""
    annotation = _model(city, form).model_fields[field.partition(".")[2]].annotation
    parts = [part for part in get_args(annotation) if part is not NoneType]
    if get_origin(annotation) is tuple:
        return parts[0], True
    one: Any = parts[0] if parts else annotation
    return (get_args(one)[0], True) if get_origin(one) is tuple else (one, False)


def hints(content: Content, required: bool, money: MoneyUnit) -> Iterator[str]:
    """How a cell is to be written, in sentences."""
    if required:
        yield "必填"
    if content is Content.MONEY:
        yield f"以{money.words}计"
    elif content in HINTS:
        yield HINTS[content]


def _model(city: City, form: Form) -> type[BaseModel]:
    for inventory in city.supervision.inventories:
        if (inventory.policy, inventory.key) == (form.policy, form.of):
            return inventory.columns
    assert city.profile.model is not None  # noqa: S101  # checked at start-up
    return city.profile.model
