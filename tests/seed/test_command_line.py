"""A newcomer's questions to the demonstration, asked at the terminal."""

import json
import re
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.seed.conftest import SeededAt
from tests.support.command_line import CommandLine


@pytest.fixture
def xiangmu(
    seeded_sqlite: SeededAt, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> CommandLine:
    """``xiangmu`` on the demonstration."""
    return CommandLine(seeded_sqlite[0], monkeypatch, capsys)


def test_every_unit_of_every_group_is_scored(xiangmu: CommandLine) -> None:
    groups = json.loads(xiangmu("score", "ruzhou-2023", "2023Q2", "--json").out)
    assert {group["group"]: len(group["cards"]) for group in groups} == {
        "area": 24,
        "department": 25,
        "service": 18,
    }
    for card in (card for group in groups for card in group["cards"]):
        points = sum((Fraction(line["points"]) for line in card["lines"]), Fraction(0))
        assert card["total"] is None or points == Fraction(Decimal(card["total"]))


def test_a_unit_is_told_why_it_stands_where_it_stands(xiangmu: CommandLine) -> None:
    said = xiangmu("score", "ruzhou-2023", "2023Q2", "--unit", "温泉镇").out
    assert "温泉镇" in said
    for told in ("RZ-20", "RZ-24", "20/3分", "尾差"):
        assert told in said
    assert "经开区管委会" not in said


def test_a_unit_that_is_not_in_the_group_is_named(xiangmu: CommandLine) -> None:
    answer = xiangmu("score", "ruzhou-2023", "2023Q2", "--unit", "温泉镇", "--group", "service")
    assert (answer.code, answer.err) == (1, "错误: 温泉镇不在所查分组中\n")


def test_the_year_adds_what_was_published(xiangmu: CommandLine) -> None:
    (group,) = json.loads(xiangmu("score", "ruzhou-2023", "2023", "--group", "area", "--json").out)
    published = [
        {
            card["unit"]: Decimal(card["total"])
            for card in json.loads(
                xiangmu("score", "ruzhou-2023", f"2023Q{q}", "--group", "area", "--json").out
            )[0]["cards"]
        }
        for q in (1, 2, 3)
    ]
    for card in group["cards"]:
        assert Decimal(card["total"]) == sum(quarter[card["unit"]] for quarter in published)


def test_every_publication_of_the_demonstration_still_holds(xiangmu: CommandLine) -> None:
    answer = xiangmu("recheck")
    assert answer.code == 0
    outcomes = [line.split("\t")[0] for line in answer.out.splitlines() if not line.startswith(" ")]
    assert outcomes == ["SAME"] * 11, "nine publications and two bulletins"
    publication = answer.out.splitlines()[0].split("\t")[-1]
    assert xiangmu("recheck", publication).out.startswith("SAME")


def test_a_publication_whose_policy_is_not_loaded_is_not_passed_over(
    xiangmu: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    publication = xiangmu("recheck").out.splitlines()[0].split("\t")[-1]
    monkeypatch.setenv("XIANGMU_PLUGINS", "lingbao")
    for asked in ([], [publication]):
        answer = xiangmu("recheck", *asked)
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.startswith("错误: ruzhou-2023 有公布稿, 但装载的插件里没有这份文件")


def test_the_demonstration_can_be_verified_and_is_entered_once(xiangmu: CommandLine) -> None:
    intact = r"账本完好: 到第 \d+ 号, 末号校验值 [0-9a-f]{64}\n核对了 \d+ 条命令所记的 \d+ 行\n"
    assert re.fullmatch(intact, xiangmu("audit", "verify").out)
    assert xiangmu("seed", "--demo").out.startswith("演示数据早已录入")
