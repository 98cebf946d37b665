"""Rows that belong to no table, by what stands in them: column 1 counts, 2 names, 3 and 4 follow."""

import pytest

from xiangmu.sheets.reading.rows import why_skipped

HEADER = {1: "序号", 2: "项目名称", 3: "总投资", 4: "责任单位"}
COUNTS = frozenset({1})


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({}, "空行"),
        ({1: " ", 2: "　"}, "空行"),
        ({1: "合 计", 3: "16.3"}, "合计行"),
        ({2: "总计：", 3: "16.3"}, "合计行"),
        ({2: "故县镇小计(5个)", 3: "16.3"}, "合计行"),
        ({1: "共计12个"}, "合计行"),
        ({1: "备注:投资含土地费用"}, "备注、说明"),
        ({1: "注1：以上为计划数"}, "备注、说明"),
        ({1: "填报人：", 3: "审核人："}, "填报信息"),
        ({1: "单位负责人（签字）：", 3: "联系电话：123"}, "填报信息"),
        ({1: "7"}, "只有序号"),
        ({1: "序号", 2: "项目 名称", 3: "总投资"}, "重复的表头"),
        ({1: "一、产业转型项目(12个)"}, "分组标题"),
        ({2: "（二）城市基础设施"}, "分组标题"),
        ({1: "7", 2: "太焦铁路晋城段", 3: "19.4"}, ""),
        ({2: "累计产能提升项目", 3: "1"}, ""),
        ({2: "备注管理平台", 3: "1", 4: "某局"}, ""),
        ({2: "一、二期污水处理厂扩建", 3: "1"}, ""),
        ({2: "晋运客专"}, ""),
        ({1: "一", 2: "产业项目", 3: "80"}, ""),
    ],
)
def test_row(texts: dict[int, str], why: str) -> None:
    assert why_skipped(texts, HEADER, COUNTS) == why


def test_numerals_count_sections_only_where_rows_are_counted_otherwise() -> None:
    assert why_skipped({1: "(一)", 2: "产业项目", 3: "80"}, HEADER, COUNTS, sections=True) == "分组标题"


def test_numbers_of_columns_stand_just_below_the_header() -> None:
    numbers = {1: "甲", 2: "乙", 3: "1", 4: "2"}
    assert why_skipped(numbers, HEADER, COUNTS, just_below=True) == "栏次"
    assert why_skipped(numbers, HEADER, COUNTS) == ""
