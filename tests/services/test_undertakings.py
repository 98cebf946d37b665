"""Readings of indicators, revised goals and public promises: what is taken in, and what is refused and why."""

from datetime import date
from fractions import Fraction
from typing import Any
from uuid import UUID

import pytest

from tests.support.city import POLICY
from tests.support.office import REPORTER, Office, codes
from xiangmu.db.facts import head_no, load_facts
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.figures import Amount
from xiangmu.services.amounts import read_amount, write_amount
from xiangmu.services.commitments import CommitmentRecord
from xiangmu.services.corrections import FactCorrect
from xiangmu.services.goals import GoalRevise
from xiangmu.services.indicators import IndicatorRead

pytestmark = pytest.mark.anyio
MAY, JUNE = date(2023, 5, 1), date(2023, 6, 1)


def read(**given: Any) -> IndicatorRead:
    investment = {"policy": POLICY, "indicator": "investment", "unit": "town1", "period": "2023-05"}
    return IndicatorRead.model_validate(investment | {"value": "508.25", "source": "统计月报"} | given)


def revise(**given: Any) -> GoalRevise:
    task = {"policy": POLICY, "target": "starts", "group": "towns", "unit": "town1", "goal": "3"}
    approved = {"effective": JUNE, "approved_on": MAY, "approver": "市长", "revision_reason": "加码"}
    return GoalRevise.model_validate(task | approved | given)


def promise(**given: Any) -> CommitmentRecord:
    said = {"policy": POLICY, "unit": "town1", "text": "年内开工三个项目", "on": MAY}
    return CommitmentRecord.model_validate(said | given)


async def facts(office: Office) -> Facts:
    async with office.database.reading() as connection:
        return await load_facts(connection, "testville", await head_no(connection))


async def test_a_reading_is_exact_in_the_unit_of_its_indicator(office: Office) -> None:
    await office.do(read())
    await office.do(read(indicator="growth", unit="", period="2023Q1", value="-7.5"))
    found = {(r.indicator, r.unit, r.period): r.value for r in (await facts(office)).indicators}
    assert found == {
        ("investment", "town1", "2023-05"): 50_825_000_000,
        ("growth", "", "2023Q1"): Fraction(-75, 1000),
    }


async def test_the_year_before_the_policy_can_be_read_for_growth(office: Office) -> None:
    await office.do(read(period="2022-05"))


@pytest.mark.parametrize(
    ("given", "problem", "message"),
    [
        ({"indicator": "moon"}, ("indicator", "UNKNOWN_ITEM"), "试验办法没有指标 moon"),
        ({"unit": "bureau"}, ("unit", "UNKNOWN_UNIT"), "乡镇没有单位 服务局"),
        (
            {"indicator": "growth", "period": "2023Q1"},
            ("unit", "NOT_ALLOWED"),
            "投资增速只有全辖区的读数",
        ),
        ({"period": "2023Q1"}, ("period", "MALFORMED"), "固定资产投资按月录入, 不是 2023Q1"),
        ({"period": "五月"}, ("period", "MALFORMED"), "无法识别的考核期"),
        ({"period": "2023-08"}, ("period", "IN_FUTURE"), "2023年8月尚未开始"),
        ({"period": "1999-08"}, ("period", "OUT_OF_RANGE"), "相去过远"),
        ({"source": " "}, ("source", "REQUIRED"), "须写明来源"),
        ({"value": "很多"}, ("value", "MALFORMED"), "须为以亿元计的十进制数字, 不能是“很多”"),
        ({"value": "1e3"}, ("value", "MALFORMED"), "须为以亿元计的十进制数字"),
        ({"value": "-1"}, ("value", "MALFORMED"), "-1亿元不合理, 应在 0 至 90000亿元之间"),
        ({"value": "99999999"}, ("value", "MALFORMED"), "不合理"),
        ({"value": "0.000000000000001"}, ("value", "MALFORMED"), "须为以亿元计的十进制数字"),
    ],
)
async def test_a_reading_that_cannot_be_meant_is_refused(
    office: Office, given: dict[str, Any], problem: tuple[str, str], message: str
) -> None:
    problems = await office.refused(read(**given))
    assert codes(problems) == [problem]
    assert message in problems[0].message


async def test_a_period_is_read_once_and_corrected(office: Office) -> None:
    receipt = await office.do(read())
    assert codes(await office.refused(read(value="9"))) == [("period", "DUPLICATE")]
    await office.do(read(unit="town2"))
    await office.do(FactCorrect(fact=UUID(receipt.subject), replacement=read(value="9")), reason="看错行")
    values = {r.unit: r.micro for r in (await facts(office)).indicators}
    assert values == {"town1": 900_000_000 * 10**6, "town2": 50_825_000_000 * 10**6}


async def test_only_the_office_reads_indicators_and_revises_goals(office: Office) -> None:
    for data in (read(), revise()):
        assert codes(await office.refused(data, principal=REPORTER)) == [("policy", "NOT_ALLOWED")]


@pytest.mark.parametrize(
    ("text", "counts", "parts", "amount"),
    [
        ("12", Amount.COUNT, 1, 12),
        ("0.0001", Amount.RATE, 10**6, 1),
        ("33.3", Amount.RATE, 1000, 333),
        ("1.00000001", Amount.YUAN, 1, 100_000_001),
        ("14.5", Amount.DAYS, 2, 29),
    ],
)
def test_amounts_are_read_and_written_exactly(text: str, counts: Amount, parts: int, amount: int) -> None:
    assert read_amount(text, counts, parts) == amount
    assert write_amount(amount, counts, parts) == text


@pytest.mark.parametrize(
    ("text", "counts", "message"),
    [
        ("1.5", Amount.COUNT, "1.5个不是整数"),
        ("33.33", Amount.RATE, "33.33%的小数位过多, 最小到 0.1%"),
        ("-101", Amount.RATE, "-101%不合理, 应在 -100 至 10000%之间"),
        ("一", Amount.NUMBER, "须为十进制数字, 不能是“一”"),
    ],
)
def test_amounts_that_cannot_be_meant_are_refused(text: str, counts: Amount, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_amount(text, counts, 1000 if counts is Amount.RATE else 1)


async def test_a_revision_is_approved_dated_and_given_once(office: Office) -> None:
    await office.do(revise())
    [found] = (await facts(office)).goal_revisions
    assert (found.goal, found.effective, found.approver, found.reason) == (3, JUNE, "市长", "加码")
    assert codes(await office.refused(revise(goal="4"))) == [("effective", "DUPLICATE")]
    await office.do(revise(goal="4", effective=date(2023, 7, 1)))
    await office.do(revise(target="all-starts", group="", unit="", goal="9"))


@pytest.mark.parametrize(
    ("given", "problem", "message"),
    [
        ({"target": "moon"}, ("target", "UNKNOWN_ITEM"), "文件没有1镇 的目标 moon"),
        ({"unit": "", "group": ""}, ("target", "UNKNOWN_ITEM"), "文件没有全辖区的目标 starts"),
        ({"group": ""}, ("group", "UNKNOWN_GROUP"), "1镇 的目标 starts 在分组 towns"),
        ({"goal": "三个"}, ("goal", "MALFORMED"), "开工任务: 须为以个计的十进制数字"),
        ({"goal": "1.5"}, ("goal", "MALFORMED"), "1.5个不是整数"),
        ({"approver": ""}, ("approver", "REQUIRED"), "须填批准人职务"),
        ({"revision_reason": " "}, ("revision_reason", "REQUIRED"), "须填调整理由"),
        ({"approved_on": date(2023, 7, 2)}, ("approved_on", "IN_FUTURE"), "晚于今天"),
        ({"effective": date(2024, 1, 1)}, ("effective", "OUT_OF_RANGE"), "起用日期须在试验办法施行期内"),
    ],
)
async def test_a_revision_without_what_it_needs_is_refused(
    office: Office, given: dict[str, Any], problem: tuple[str, str], message: str
) -> None:
    problems = await office.refused(revise(**given))
    assert problem in codes(problems)
    assert message in next(p.message for p in problems if ".".join(p.path) == problem[0])


async def test_a_revision_never_changes_what_was_before_its_approval(office: Office) -> None:
    receipt = await office.do(revise(effective=date(2023, 2, 1)))
    assert codes(receipt.warnings) == [("effective", "UNUSUAL")]
    assert receipt.warnings[0].message == "2023-05-01 批准之前的结果仍按原目标"


async def test_a_promise_is_recorded_once(office: Office) -> None:
    await office.do(promise(due=date(2023, 12, 31)))
    assert codes(await office.refused(promise())) == [("text", "DUPLICATE")]
    await office.do(promise(unit="town2"))
    assert codes(await office.refused(promise(text=""))) == [("text", "REQUIRED")]
    assert codes(await office.refused(promise(on=date(2023, 7, 2)))) == [("on", "IN_FUTURE")]
    late = promise(text="另一项", due=date(2023, 4, 1))
    assert codes(await office.refused(late)) == [("due", "REVERSED")]
    assert codes(await office.refused(promise(unit="moon"))) == [("unit", "UNKNOWN_UNIT")]
    assert {c.unit for c in (await facts(office)).commitments} == {"town1", "town2"}


async def test_what_a_reporter_says_is_promised_waits_for_the_office(office: Office) -> None:
    await office.do(promise(), principal=REPORTER)
    assert (await facts(office)).commitments == ()


async def test_the_largest_figure_fits(office: Office) -> None:
    await office.do(read(value="90000"))
    assert [r.value for r in (await facts(office)).indicators] == [9 * 10**12]
