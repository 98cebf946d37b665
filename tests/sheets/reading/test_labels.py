"""Labels are compared as people read them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangmu.sheets.reading.labels import fold, one_line, readings


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("项 目\n名 称", "项目名称"),
        ("　总投资（亿元）", "总投资"),
        ("总投资/万元", "总投资"),
        ("总投资：元", "总投资"),
        ("投资额万元", "投资额"),
        ("*责任单位:", "责任单位"),
        ("3.建设性质", "建设性质"),
        ("(二)建设性质", "建设性质"),
        ("2023年计划投资（万元）", "年度计划投资"),
        ("本年度计划投资", "计划投资"),
        ("ＩＤ号", "id号"),
        ("开工时间(计划)", "开工时间(计划)"),
        ("开工时间(计划)", "开工时间"),
        ("3D打印项目", "3d打印项目"),
    ],
)
def test_label_is_read_as(label: str, expected: str) -> None:
    assert expected in readings(label)


def test_yuan_at_the_end_of_a_word_is_no_unit() -> None:
    assert readings("公司状元") == ("公司状元",)


@settings(max_examples=50)
@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("汇盛铜业年产23万吨\n铜精深加工项目", "汇盛铜业年产23万吨铜精深加工项目"),
        ("AI\ncentre", "AI centre"),
        ("5G\r\n基站", "5G基站"),
        (" 太焦铁路  晋城段 ", "太焦铁路 晋城段"),
    ],
)
def test_name_over_several_lines_is_one(name: str, expected: str) -> None:
    assert one_line(name) == expected
