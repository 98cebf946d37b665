"""Amounts in whole yuan, exactly or not at all, counted in what the sheet says."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xiangmu.sheets.reading.amounts import amount
from xiangmu.sheets.reading.money_units import decided
from xiangmu.sheets.reading.results import Where
from xiangmu.sheets.reading.seeing import Look, Seen, shown
from xiangmu.sheets.reading.wanted import Unit


def text(content: str) -> Seen:
    return Seen(look=Look.TEXT, text=content)


@pytest.mark.parametrize(
    ("written", "unit", "yuan"),
    [
        ("10.71", Unit.YI, 1_071_000_000),
        ("1,234.5", Unit.WAN, 12_345_000),
        ("１２，３４５．６７８９", Unit.WAN, 123_456_789),
        (" 2 800 ", Unit.WAN, 28_000_000),
        ("¥500", Unit.YUAN, 500),
        ("1.24亿元", Unit.WAN, 124_000_000),
        ("1.24亿", Unit.YUAN, 124_000_000),
        ("1亿2000万元", Unit.YI, 120_000_000),
        ("12000元", Unit.WAN, 12_000),
        ("0", Unit.WAN, 0),
        ("-3.5", Unit.WAN, -35_000),
    ],
)
def test_amount(written: str, unit: Unit, yuan: int) -> None:
    assert amount(text(written), unit).value == yuan


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("约3000", "不是确数"),
        ("3000左右", "不是确数"),
        ("3000余万元", "不是确数"),
        ("≥3000", "不是确数"),
        ("3000-5000", "是一个范围"),
        ("3000—5000万", "是一个范围"),
        ("3～5", "是一个范围"),
        ("1.00005", "合 10000.5 元, 不是整元"),
        ("1,23", "不是金额"),
        ("1.2.3", "不是金额"),
        ("500万美元", "不是金额"),
        ("待定", "不是金额"),
        ("三千万", "不是金额"),
        ("99999999999999999999", "大得不合理"),
    ],
)
def test_no_amount_is_guessed(written: str, why: str) -> None:
    cell = amount(text(written), Unit.WAN)
    assert cell.value is None
    assert why in cell.problem


def test_unit_in_the_cell_is_told() -> None:
    assert amount(text("1.24亿元"), Unit.WAN).note == "按单元格里写的亿元计"
    assert amount(text("3万元"), Unit.WAN).note == ""


@settings(max_examples=60)
@given(st.integers(0, 10**13), st.sampled_from(Unit), st.booleans())
def test_every_whole_number_of_yuan_comes_back(yuan: int, unit: Unit, wide: bool) -> None:
    written = f"{Decimal(yuan) / unit.yuan:,f}"
    if wide:
        written = written.translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.,"})
    assert amount(text(written), unit).value == yuan


@pytest.mark.parametrize(
    ("stored", "yuan"),
    [("10.710000000000001", 1_071_000_000), ("0.30000000000000004", 30_000_000), ("1.0E-2", 1_000_000)],
)
def test_number_is_what_excel_shows_of_it(stored: str, yuan: int) -> None:
    assert amount(Seen(look=Look.NUMBER, number=shown(stored)), Unit.YI).value == yuan


@pytest.mark.parametrize(
    ("label", "group", "lines", "unit", "where"),
    [
        ("总投资(亿元)", "", (), Unit.YI, Where.COLUMN),
        ("总投资\n（单位：万元）", "", (), Unit.WAN, Where.COLUMN),
        ("总投资 万元", "", (), Unit.WAN, Where.COLUMN),
        ("总投资(万元、保留两位小数)", "", (), Unit.WAN, Where.COLUMN),
        ("总投资:元", "", (), Unit.YUAN, Where.COLUMN),
        ("总投资", "投资情况【亿元】", (), Unit.YI, Where.GROUP),
        ("总投资", "", ("填报单位:广元市发改委", "单 位：万 元"), Unit.WAN, Where.LINE),
        ("总投资", "", ("2023年重点项目台账(单位:个、亿元)",), Unit.YI, Where.LINE),
        ("总投资", "", ("金额单位：人民币万元",), Unit.WAN, Where.LINE),
        ("总投资(亿元)", "投资情况(亿元)", ("单位:亿元",), Unit.YI, Where.COLUMN),
        ("总投资", "", ("单位:三门峡市发改委",), Unit.WAN, Where.FORM),
        ("总投资(含税)", "状元", (), Unit.WAN, Where.FORM),
    ],
)
def test_unit_is_found(label: str, group: str, lines: tuple[str, ...], unit: Unit, where: Where) -> None:
    found, problem = decided(label, group, lines, None, Unit.WAN)
    assert found is not None
    assert (found.unit, found.where, problem) == (unit, where, "")


@pytest.mark.parametrize(
    ("label", "lines", "why"),
    [
        ("总投资(亿元)", ("单位:万元",), "互相矛盾"),
        ("总投资", ("单位:万元", "单位:亿元"), "互相矛盾"),
        ("总投资(万美元)", (), "不认得"),
        ("总投资(千元)", (), "不认得"),
    ],
)
def test_unclear_unit_waits_for_somebody_to_say(label: str, lines: tuple[str, ...], why: str) -> None:
    found, problem = decided(label, "", lines, None, Unit.WAN)
    assert found is None
    assert why in problem
    settled, none = decided(label, "", lines, Unit.YI, Unit.WAN)
    assert settled is not None
    assert (settled.unit, settled.where, none) == (Unit.YI, Where.SAID, "")


def test_what_the_sheet_says_clearly_is_not_overruled() -> None:
    found, _ = decided("总投资(亿元)", "", (), Unit.WAN, Unit.WAN)
    assert found is not None
    assert found.unit is Unit.YI
