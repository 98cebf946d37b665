"""Days as people write them; what is not written is said, or not taken."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangmu.sheets.reading.days import Year, day, year_in
from xiangmu.sheets.reading.results import Precision
from xiangmu.sheets.reading.seeing import Look, Seen

D, M, Q, Y = Precision
LINE = Year(number=2023, text="2023年重点项目台账")


def text(content: str) -> Seen:
    return Seen(look=Look.TEXT, text=content)


def number(shown: str) -> Seen:
    return Seen(look=Look.NUMBER, text=shown, number=Decimal(shown))


@pytest.mark.parametrize(
    ("written", "value", "precision"),
    [
        ("2023年5月3日", "2023-05-03", D),
        ("2023/5/3", "2023-05-03", D),
        ("2023-05-03 00:00:00", "2023-05-03", D),
        ("２０２３．０５．０３", "2023-05-03", D),
        ("20230503", "2023-05-03", D),
        ("2023年5月3号", "2023-05-03", D),
        ("2023.5", "2023-05-31", M),
        ("2023.10", "2023-10-31", M),
        ("2023-02", "2023-02-28", M),
        ("2024年2月底", "2024-02-29", M),
        ("2023 年 5 月 末", "2023-05-31", M),
        ("2023年12月底前", "2023-12-31", M),
        ("202305", "2023-05-31", M),
        ("2023Q2", "2023-06-30", Q),
        ("2023年二季度", "2023-06-30", Q),
        ("2023年第4季度末", "2023-12-31", Q),
        ("2023年", "2023-12-31", Y),
        ("2023年底", "2023-12-31", Y),
        ("2023", "2023-12-31", Y),
    ],
)
def test_date(written: str, value: str, precision: Precision) -> None:
    cell = day(text(written), None)
    assert (cell.value, cell.precision, cell.problem) == (value, precision, "")
    assert bool(cell.note) == (precision is not D)


@pytest.mark.parametrize(
    ("written", "value"),
    [("5月底", "2023-05-31"), ("5月3日", "2023-05-03"), ("三季度", "2023-09-30"), ("年底", "2023-12-31")],
)
def test_year_is_taken_from_where_it_stands_and_that_is_told(written: str, value: str) -> None:
    cell = day(text(written), LINE)
    assert cell.value == value
    assert "年份取自“2023年重点项目台账”" in cell.note
    without = day(text(written), None)
    assert (without.value, without.problem) == (None, f"“{written}”没有写年份")


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2023年2月30日", "没有 2023 年 2 月 30 日"),
        ("2023-2025", "一段时间"),
        ("2023年5月至2024年6月", "一段时间"),
        ("2023.5-2024.12", "一段时间"),
        ("2023年上半年", "没有写明"),
        ("2023年5月中旬", "没有写明"),
        ("2023年5月前", "没有写明"),
        ("2023.13", "不是日期"),
        ("已开工", "不是日期"),
        ("5", "不是日期"),
    ],
)
def test_no_day_is_guessed(written: str, why: str) -> None:
    cell = day(text(written), LINE)
    assert cell.value is None
    assert why in cell.problem


@pytest.mark.parametrize(
    ("shown", "value", "problem"),
    [
        ("2023.5", "2023-05-31", ""),
        ("2023.12", "2023-12-31", ""),
        ("2023.10", "2023-10-31", ""),
        ("20230503", "2023-05-03", ""),
        ("2023", "2023-12-31", ""),
        ("2023.1", None, "分不清是 1 月还是 10 月"),
        ("45000", None, "像是日期的序号"),
    ],
)
def test_number_that_is_shown_as_one(shown: str, value: str | None, problem: str) -> None:
    cell = day(number(shown), LINE)
    assert cell.value == value
    assert problem in cell.problem


@settings(max_examples=50)
@given(
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    st.sampled_from(
        ["{0}-{1}-{2}", "{0}.{1}.{2}", "{0}年{1}月{2}日", "{0}/{1:02}/{2:02}", "{0}{1:02}{2:02}"]
    ),
)
def test_every_day_comes_back(on: date, form: str) -> None:
    assert day(text(form.format(on.year, on.month, on.day)), None).value == on.isoformat()


def test_year_of_a_sheet_is_the_only_one_it_names() -> None:
    assert year_in(["汝州市 2023 年重点项目", "单位:万元"]) == Year(
        number=2023, text="汝州市 2023 年重点项目"
    )
    assert year_in(["2022年结转至2023年项目"]) is None
    assert year_in(["重点项目"]) is None
