"""What pydantic finds wrong is said in Chinese, with the field's title and a code."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from xiangmu.services.faults import problems_of


class Colour(StrEnum):
    """Two of them."""

    RED = "红"
    BLUE = "蓝"


class Entry(BaseModel):
    """Something within."""

    name: str = Field(title="名称")


class Everything(BaseModel):
    """A field of every sort."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(title="文字", min_length=2, max_length=4, pattern="^[甲乙]+$")] = "甲乙"
    whole: Annotated[int, Field(title="整数", ge=1, lt=10)] = 1
    number: Annotated[float, Field(title="数字", gt=0, le=5, allow_inf_nan=False)] = 1.0
    exact: Annotated[Decimal, Field(title="小数", decimal_places=2)] = Decimal(1)
    even: Annotated[int, Field(title="偶数", multiple_of=2)] = 2
    truth: bool = Field(True, title="是否")
    day: date = Field(date(2023, 1, 1), title="日期")
    key: UUID = Field(UUID(int=0), title="标识")
    colour: Colour = Field(Colour.RED, title="颜色")
    word: Literal["甲", "乙"] = Field("甲", title="词")
    entries: tuple[Entry, ...] = Field((), title="各项")
    few: Annotated[tuple[int, ...], Field(title="少数", min_length=1, max_length=2)] = (1,)
    table: dict[str, int] = Field(default_factory=dict, title="表")
    checked: int = Field(0, title="查过的")

    @field_validator("checked")
    @classmethod
    def _checked(cls, given: int) -> int:
        if given:
            raise ValueError("须为零")
        return given


def said(**given: Any) -> list[tuple[str, str, str]]:
    with pytest.raises(ValidationError) as invalid:
        Everything.model_validate(given)
    return [
        (".".join(problem.path), str(problem.code), problem.message)
        for problem in problems_of(invalid.value, Everything)
    ]


@pytest.mark.parametrize(
    ("given", "path", "code", "message"),
    [
        ({"text": "\ud800"}, "text", "MALFORMED", "“文字”含有不可用的字符"),
        ({"text": 1}, "text", "MALFORMED", "“文字”须为文字, 不能是“1”"),
        ({"text": "甲"}, "text", "OUT_OF_RANGE", "“文字”至少 2 个字, 不能是“甲”"),
        ({"text": "甲" * 50}, "text", "OUT_OF_RANGE", f"“文字”至多 4 个字, 不能是“{'甲' * 40}…”"),
        ({"text": "丙丙"}, "text", "MALFORMED", "“文字”写法不对, 不能是“丙丙”"),
        ({"whole": "x"}, "whole", "MALFORMED", "“整数”须为整数, 不能是“x”"),
        ({"whole": 1.5}, "whole", "MALFORMED", "“整数”须为整数, 不能是“1.5”"),
        ({"whole": None}, "whole", "MALFORMED", "“整数”须为整数"),
        ({"whole": 0}, "whole", "OUT_OF_RANGE", "“整数”不得小于 1, 不能是“0”"),
        ({"whole": 10}, "whole", "OUT_OF_RANGE", "“整数”须小于 10, 不能是“10”"),
        ({"number": 0}, "number", "OUT_OF_RANGE", "“数字”须大于 0.0, 不能是“0”"),
        ({"number": float("nan")}, "number", "OUT_OF_RANGE", "“数字”须为有限的数字, 不能是“nan”"),
        ({"exact": "1.234"}, "exact", "MALFORMED", "“小数”至多 2 位小数, 不能是“1.234”"),
        ({"even": 3}, "even", "MALFORMED", "“偶数”须为 2 的倍数, 不能是“3”"),
        ({"truth": "maybe"}, "truth", "MALFORMED", "“是否”须为是或否, 不能是“maybe”"),
        ({"day": "2023-02-30"}, "day", "MALFORMED", "“日期”须为日期, 形如 2023-06-30, 不能是“2023-02-30”"),
        ({"key": "x"}, "key", "MALFORMED", "“标识”不是有效的标识, 不能是“x”"),
        ({"colour": "绿"}, "colour", "MALFORMED", "“颜色”须为 红、蓝 之一, 不能是“绿”"),
        ({"word": "丙"}, "word", "MALFORMED", "“词”须为 甲、乙 之一, 不能是“丙”"),
        ({"entries": "x"}, "entries", "MALFORMED", "“各项”须为列表, 不能是“x”"),
        ({"few": ()}, "few", "OUT_OF_RANGE", "“少数”至少 1 项, 实有 0 项"),
        ({"few": (1, 2, 3)}, "few", "OUT_OF_RANGE", "“少数”至多 2 项, 实有 3 项"),
        ({"entries": ({},)}, "entries.0.name", "REQUIRED", "“各项”第 1 项“name”须填写"),
        ({"entries": (3,)}, "entries.0", "MALFORMED", "“各项”第 1 项须为对象, 不能是“3”"),
        ({"table": 3}, "table", "MALFORMED", "“表”须为对象, 不能是“3”"),
        ({"checked": 1}, "checked", "MALFORMED", "“查过的”不可用: 须为零, 不能是“1”"),
        ({"shape": 1}, "shape", "MALFORMED", "“shape”没有这一项, 不能是“1”"),
    ],
)
def test_every_sort_of_fault(given: dict[str, Any], path: str, code: str, message: str) -> None:
    assert said(**given) == [(path, code, message)]


def test_a_sort_of_fault_that_nobody_foresaw_is_said_without_english() -> None:
    class Rare(BaseModel):
        place: Annotated[str, Field(title="地址", strict=True)] | bytes = Field(title="地址")
        of: type[int] = Field(title="类")

    with pytest.raises(ValidationError) as invalid:
        Rare.model_validate({"place": 1.0, "of": str})
    for problem in problems_of(invalid.value, Rare):
        assert not re.search("[A-Za-z]{6,}", problem.message.replace("“of”", ""))


def test_all_faults_are_said_at_once_below_where_the_model_lies() -> None:
    with pytest.raises(ValidationError) as invalid:
        Everything.model_validate({"whole": "x", "truth": "z"})
    paths = [problem.path for problem in problems_of(invalid.value, Everything, "profile", "a")]
    assert paths == [("profile", "a", "whole"), ("profile", "a", "truth")]
