"""The words that cases expect of the rhythm: what is due when, from whom, and how it stands."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.county import county
from tests.support.rhythm import SCHEDULE
from xiangmu.testing.cases import Case, read_cases
from xiangmu.testing.cells import CaseError
from xiangmu.testing.expectations import differences

CASE = """
policy: county-2022
cases:
  - 案例: 一个季度
    条款: [C-1]
    单位: east镇
    组: town
    考核期: {period}
    期望:
      {expected}
"""
CATALOG = county(schedule=SCHEDULE)

Ask = Callable[..., Case]


@pytest.fixture
def ask(tmp_path: Path) -> Ask:
    def read(expected: str, period: str = "2022Q2") -> Case:
        text = CASE.replace("{expected}", expected).replace("{period}", period)
        (tmp_path / "case.yaml").write_text(text, encoding="utf-8")
        (case,) = read_cases(CATALOG, tmp_path)
        return case

    return read


HOLD = [
    "阶段: {spring: [2022-01-01, 2022-03-31]}",
    "承办: {report: [east镇, north镇, west镇], bulletin: []}",
    "到期日: {report: [2022-04-05, 2022-05-05, 2022-06-05], meeting: []}",
    "所报期间: {report: {2022-04-05: [2022-03-01, 2022-03-31]}, bulletin: {2022-06-06: [2022-05-30, 2022-06-05]}}",
    "宜办日: {report: {2022-06-05: {日期: 2022-06-02, 说明: 周日}, 2022-05-05: 2022-05-05}}",
    "宜办日: {bulletin: {2022-05-02: {日期: 2022-05-05, 说明: 后一个工作日}}}",
    "状态: {report: [{到期: 2022-05-05, 状态: 待办}]}",
    "状态: {report: [{到期: 2022-05-05, 此刻: 2022-04-30 23:59:58, 状态: 未到时候}]}",
    "状态: {report: [{到期: 2022-05-05, 此刻: 2022-05-06 00:00:00, 状态: 逾期未办, 违反: true}]}",
    "状态: {report: [{到期: 2022-05-05, 办理: 2022-05-05 23:59:59, 状态: 按时完成}]}",
    "状态: {report: [{到期: 2022-05-05, 办理: 2022-05-06 00:00:00, 状态: 迟了, 说明: 迟1秒}]}",
    "状态: {report: [{到期: 2022-05-05, 办理: 2022-05-04 00:00:00, 退回: true, 状态: 退回待重报}]}",
    "状态: {report: [{到期: 2022-05-05, 免办: 防汛, 状态: 免办, 说明: 防汛}]}",
    "状态: {report: [{到期: 2022-02-05, 此刻: 2022-04-01 00:00:00, 状态: 免办, 说明: 尚未印发}]}",
    "状态: {bulletin: [{到期: 2022-05-02, 此刻: 2022-05-03 00:00:00, 状态: 逾期未办, 违反: false}]}",
]
FAIL = [
    ("阶段: {spring: [2022-01-01, 2022-04-30]}", "阶段 spring"),
    ("承办: {report: [east镇]}", "承办 report"),
    ("到期日: {report: []}", "应为 没有, 实为 2022-04-05、2022-05-05、2022-06-05"),
    ("所报期间: {report: {2022-04-05: [2022-04-01, 2022-04-30]}}", "所报期间 report 2022-04-05"),
    ("宜办日: {report: {2022-05-05: 2022-05-04}}", "宜办日 report 2022-05-05"),
    ("宜办日: {report: {2022-05-05: {日期: 2022-05-05, 说明: 没有这句}}}", "应含“没有这句”"),
    ("状态: {report: [{到期: 2022-05-05, 状态: 迟了}]}", "应为 迟了, 实为 待办"),
    ("状态: {report: [{到期: 2022-05-05, 状态: 待办, 说明: 没有这句}]}", "应含“没有这句”"),
    ("状态: {report: [{到期: 2022-05-05, 状态: 待办, 违反: true}]}", "违反: 应为 True"),
]
WRONG = [
    ("到期日: {other: []}", "没有 other, 可用: report、meeting、bulletin"),
    ("宜办日: {report: {2022-05-06: 2022-05-06}}", "report 没有2022-05-06到期的一次"),
    ("宜办日: {report: {五月: 2022-05-06}}", "report 没有五月到期的一次"),
    ("宜办日: {report: 2022-05-06}", "应为键值"),
    ("状态: {report: [{到期: 2022-05-05, 办理: 2022-05-05, 状态: 待办}]}", "不是到秒的时刻"),
    ("状态: {report: [{到期: 2022-05-05, 状态: 待办, 何时: 1}]}", "不认识的键 何时"),
]


@pytest.mark.parametrize("expected", HOLD)
def test_what_holds_makes_no_difference(ask: Ask, expected: str) -> None:
    assert list(differences(CATALOG, ask(expected))) == []


@pytest.mark.parametrize(("expected", "said"), FAIL)
def test_what_does_not_hold_is_said(ask: Ask, expected: str, said: str) -> None:
    found = list(differences(CATALOG, ask(expected)))
    assert any(said in one for one in found), found


@pytest.mark.parametrize(("expected", "said"), WRONG)
def test_words_that_mean_nothing_are_named(ask: Ask, expected: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        list(differences(CATALOG, ask(expected)))


def test_of_a_campaign_all_is_told(ask: Ask) -> None:
    due = ", ".join(f"2022-{month:02}-05" for month in range(1, 13))
    assert list(differences(CATALOG, ask(f"到期日: {{report: [{due}]}}", "campaign"))) == []
