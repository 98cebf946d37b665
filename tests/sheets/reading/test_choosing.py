"""Yes and no, choices, codes, numbers, as people write them."""

from decimal import Decimal

import pytest

from xiangmu.sheets.reading.choosing import choice, codes, flag, several, several_choices
from xiangmu.sheets.reading.figures import figure, whole
from xiangmu.sheets.reading.seeing import Look, Seen

CHOICES = (("NEW", "新建"), ("CONTINUED", "续建"), ("TURN", "改建、扩建"))


def text(content: str) -> Seen:
    return Seen(look=Look.TEXT, text=content)


@pytest.mark.parametrize("written", ["是", "√", " ✔ ", "☑", "Ｙ", "1"])
def test_yes(written: str) -> None:
    assert flag(text(written)).value is True


@pytest.mark.parametrize("written", ["否", "×", "✗", "无", "Ｎ", "0"])
def test_no(written: str) -> None:
    assert flag(text(written)).value is False


def test_neither_yes_nor_no() -> None:
    cell = flag(text("部分"))
    assert (cell.value, cell.problem) == (None, "“部分”不是“是”或“否”")


@pytest.mark.parametrize(("written", "value"), [("新 建", "NEW"), ("new", "NEW"), ("改建、扩建", "TURN")])
def test_choice_by_label_or_value(written: str, value: str) -> None:
    assert choice(text(written), CHOICES).value == value


def test_choice_that_is_none() -> None:
    assert choice(text("迁建"), CHOICES).problem == "“迁建”不在可选的 新建、续建、改建、扩建 之中"


def test_several_choices() -> None:
    assert several_choices(text("新建;续建，新建"), CHOICES).value == ("NEW", "CONTINUED")
    assert several_choices(text("改建、扩建"), CHOICES).value == ("TURN",)
    assert "“迁建”" in several_choices(text("新建、迁建"), CHOICES).problem


def test_several_texts_and_codes() -> None:
    assert several("发改委、财政局\n发改委") == ("发改委", "财政局")
    assert codes(text("２０２３-411200-04-01-１２３４５６ 2023-AB, 2023-ab")).value == (
        "2023-411200-04-01-123456",
        "2023-AB",
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("85%", "17/20"),
        ("８５％", "17/20"),
        ("0.85", "17/20"),
        ("3/4", "3/4"),
        ("1,200.5", "2401/2"),
        ("12个", "12"),
    ],
)
def test_number_is_an_exact_fraction(written: str, value: str) -> None:
    assert figure(text(written)).value == value


@pytest.mark.parametrize(
    ("written", "why"), [("约85%", "不是确数"), ("80-85", "范围"), ("较好", "不是数字"), ("1/0", "不是数字")]
)
def test_no_number_is_guessed(written: str, why: str) -> None:
    assert why in figure(text(written)).problem


def test_label_with_percent_counts_in_hundredths() -> None:
    shown = Seen(look=Look.NUMBER, text="85", number=Decimal(85))
    assert (figure(shown, hundredths=True).value, figure(shown).value) == ("17/20", "85")
    assert figure(text("85%"), hundredths=True).value == "17/20"
    assert "分不清" in figure(text("0.85"), hundredths=True).problem


def test_whole_number() -> None:
    assert whole(text("１２ 个")).value == 12
    assert whole(text("12.0")).value == 12
    assert whole(text("1.5")).problem == "“1.5”不是整数"
