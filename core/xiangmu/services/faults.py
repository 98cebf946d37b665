"""What pydantic finds wrong with an input, as problems in Chinese."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from xiangmu.services.problems import Code, Problem

LONGEST_QUOTE = 40
OUT_OF_RANGE = frozenset(
    {
        "greater_than",
        "greater_than_equal",
        "less_than",
        "less_than_equal",
        "too_short",
        "too_long",
        "string_too_short",
        "string_too_long",
        "int_parsing_size",
        "finite_number",
    }
)
MESSAGES: Mapping[str, str] = {
    "missing": "须填写",
    "none_required": "须留空",
    "extra_forbidden": "没有这一项",
    "string_type": "须为文字",
    "string_unicode": "含有不可用的字符",
    "string_too_short": "至少 {min_length} 个字",
    "string_too_long": "至多 {max_length} 个字",
    "string_pattern_mismatch": "写法不对",
    "int_type": "须为整数",
    "int_parsing": "须为整数",
    "int_parsing_size": "数字过大",
    "int_from_float": "须为整数",
    "float_type": "须为数字",
    "float_parsing": "须为数字",
    "decimal_type": "须为数字",
    "decimal_parsing": "须为数字",
    "decimal_max_places": "至多 {decimal_places} 位小数",
    "finite_number": "须为有限的数字",
    "bool_type": "须为是或否",
    "bool_parsing": "须为是或否",
    "greater_than": "须大于 {gt}",
    "greater_than_equal": "不得小于 {ge}",
    "less_than": "须小于 {lt}",
    "less_than_equal": "不得大于 {le}",
    "multiple_of": "须为 {multiple_of} 的倍数",
    "too_short": "至少 {min_length} 项, 实有 {actual_length} 项",
    "too_long": "至多 {max_length} 项, 实有 {actual_length} 项",
    "date_type": "须为日期, 形如 2023-06-30",
    "date_parsing": "须为日期, 形如 2023-06-30",
    "date_from_datetime_parsing": "须为日期, 形如 2023-06-30",
    "date_from_datetime_inexact": "须为日期, 不含时刻",
    "datetime_type": "须为时刻",
    "datetime_parsing": "须为时刻",
    "uuid_type": "不是有效的标识",
    "uuid_parsing": "不是有效的标识",
    "list_type": "须为列表",
    "tuple_type": "须为列表",
    "dict_type": "须为对象",
    "model_type": "须为对象",
    "model_attributes_type": "须为对象",
}
"""By pydantic's error type; ``enum``, ``literal_error`` and ``value_error`` say more and are put together below."""


def problems_of(error: ValidationError, model: type[BaseModel], *within: str) -> tuple[Problem, ...]:
    """One problem for each fault that ``model`` found; their paths begin with ``within``."""
    return tuple(_problems(error, model, within))


def _problems(error: ValidationError, model: type[BaseModel], within: tuple[str, ...]) -> Iterator[Problem]:
    for fault in error.errors(include_url=False):
        path = (*within, *map(str, fault["loc"]))
        message = f"{_called(model, fault['loc'])}{_said(fault['type'], fault.get('ctx', {}))}"
        yield Problem(path=path, code=_code(fault["type"]), message=message + _given(fault["input"]))


def _called(model: type[BaseModel], place: tuple[int | str, ...]) -> str:
    """The field's title, and which of its entries is meant."""
    if not place:
        return ""
    first, *rest = place
    field = model.model_fields.get(str(first))
    title = field.title if field and field.title else str(first)
    entries = "".join(f"第 {part + 1} 项" if isinstance(part, int) else f"“{part}”" for part in rest)
    return f"“{title}”{entries}"


def _said(kind: str, context: Mapping[str, Any]) -> str:
    if kind in ("enum", "literal_error"):
        allowed = re.findall(r"'((?:[^'\\]|\\.)*)'", str(context["expected"]))
        return f"须为 {'、'.join(allowed)} 之一"
    if kind == "value_error":
        # plugins speak Chinese; so do the values of the core
        return f"不可用: {context['error']}"
    return MESSAGES.get(kind, "不可用").format(**context)


def _code(kind: str) -> Code:
    if kind == "missing":
        return Code.REQUIRED
    return Code.OUT_OF_RANGE if kind in OUT_OF_RANGE else Code.MALFORMED


def _given(content: Any) -> str:
    """What was given instead, if it can be shown in a word."""
    if content is None or not isinstance(content, str | int | float) or not str(content).isprintable():
        return ""
    text = str(content)
    return f", 不能是“{text}”" if len(text) <= LONGEST_QUOTE else f", 不能是“{text[:LONGEST_QUOTE]}…”"
