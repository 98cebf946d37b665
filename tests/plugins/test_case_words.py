"""The words that cases are written in: what is told becomes facts, what is expected is held against them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.county import POLICY
from tests.support.county_rules import CATALOG
from xiangmu.catalog import Catalog
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.profile import ProjectRule, Severity, required
from xiangmu.plugin.scoring import AccountabilityList, Card, Roll, unmet_targets
from xiangmu.testing.cases import Case, read_cases
from xiangmu.testing.cells import CaseError
from xiangmu.testing.contract import breaches
from xiangmu.testing.expectations import differences

CASE = """
policy: county-2022
cases:
  - 案例: 一个镇的一年
    条款: [C-1]
    单位: east镇
    组: town
    考核期: 2022Q3
    项目:
      - {名称: 甲, 数量: 4, 总投资: 6亿, 类别: 制造业, 谋划储备: 2022-02-01}
      - 名称: 乙
        总投资: 1亿
        类别: 制造业
        建设地点: 东村
        项目代码: [2022-000000-35-03-000001]
        本地字段: {领域: 双创}
        谋划储备: 2022-02-01
        开工: 2022-02-11
        复工: [2022-03-01, 2022-08-01]
        手续: [{手续: 立项, 申请: 2022-02-01, 办结: 2022-02-05}]
        年度计划: [{年度: 2022, 金额: 1亿}]
        进度: [{月份: 2022-03, 本月: 7000万, 累计: 7000万}]
        清单: [{清单: 市重点, 日期: 2022-01-09, 年度: 2022}]
        职责: [{职责: 县级领导, 职务: 副县长, 自: 2022-01-01}]
      - 名称: 丙
        总投资: 1亿
        类别: 制造业
        建设地点: 东村
        谋划储备: 2022-09-30
        考核单位: [{单位: works局, 自: 2022-01-01}]
        变更: [{日期: 2022-03-01, 名称: 乙}]
    读数:
      - {指标: days, 单位: east镇, 考核期: 2022-02, 数值: 15天}
    目标修订:
      - {目标: all, 单位: east镇, 目标值: 6, 自: 2022-06-01, 理由: 调整}
    承诺:
      - {内容: 年底前全部开工, 日期: 2022-05-01, 期限: 2022-12-31}
    职责:
      - {职责: 工作专班, 职务: 专班}
    裁定:
      - {项目: 丙, 另一项目: 乙, 相同: true, 日期: 2022-08-01, 理由: 已核实}
    期望:
EXPECTED
"""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    (city,) = CATALOG.cities
    goals = [t for t in city.targets.targets if t.unit and t.key in ("all", "converted")]
    return Catalog(
        (
            replace(
                city,
                scoring=replace(
                    city.scoring,
                    cards=(
                        Card(
                            policy=POLICY,
                            group="town",
                            title="得分表",
                            period_kind=PeriodKind.QUARTER,
                            rules=(),
                            clause="C-1",
                            no_total="文件没有印出公式",
                        ),
                    ),
                    accountability=(
                        AccountabilityList(
                            policy=POLICY,
                            key="unmet",
                            title="未完成",
                            group="town",
                            clause="C-1",
                            measure=unmet_targets(goals),
                        ),
                    ),
                    rolls=(
                        Roll(
                            policy=POLICY,
                            key="ends",
                            title="红黑榜",
                            ranking="n",
                            clause="C-1",
                            best=1,
                            worst=1,
                        ),
                    ),
                ),
                profile=replace(
                    city.profile,
                    rules=(
                        ProjectRule(
                            policy=POLICY,
                            key="form",
                            title="必填",
                            clause="C-1",
                            severity=Severity.ERROR,
                            check=required("place", "profile.领域"),
                        ),
                    ),
                ),
            ),
        )
    )


Ask = Callable[[str], Case]


@pytest.fixture
def ask(catalog: Catalog, tmp_path: Path) -> Ask:
    def read(expected: str) -> Case:
        lines = [f"      {line}" for line in expected.strip().splitlines()]
        (tmp_path / "case.yaml").write_text(CASE.replace("EXPECTED", "\n".join(lines)), encoding="utf-8")
        (case,) = read_cases(catalog, tmp_path)
        return case

    return read


HOLD = [
    "目标: {all: {数量: 5, 目标: 6, 达成: false, 状态: 未到期, 应达到: 6, 依据数: 5, 说明: 原为5个}}",
    "目标: {all: {节点: {2022-09-30: {状态: 完成, 应达到: 4.8, 到期数量: 5, 差额: 0, 到期说明: 已达到5个}}}}",
    "目标: {total: {数量: 25亿}, share: {数量: 80%, 基数: 5}, days: {数量: 10天}, reading: {数量: 15}}",
    "目标: {completion: {数量: 70%, 基数: 1亿}, invested: {数量: 7000万}, approved: {数量: 1}}",
    "目标: {all: {预计说明: 照此进度}, converted: {数量: 0, 状态: 未完成, 差额: 5}}",
    "问责: {unmet: [east镇, west镇, north镇]}",
    "问责: {unmet: {east镇: [到2022-09-30应不少于5个, 实际0个]}}",
    "位次: {n: {east镇: 1, west镇: {位次: 2, 并列: true, 上期: 2, 升降: 0, 说明: 0个}}, d: {west镇: null}}",
    "无榜: [composite]",
    "红黑榜: {ends: {红榜: [east镇], 黑榜: [west镇, north镇]}}",
    "名单: {idle: [甲1, 甲2, 甲3, 甲4]}",
    "名单: {idle: {甲1: 天没有进展, 乙: null}}",
    "缺口: {lead: [甲1, 甲2, 甲3, 甲4, 丙]}",
    "缺口: {lead: {甲1: 在册0, 乙: null}}",
    "疑似重复: [{项目: 丙, 另一项目: 乙, 状态: 相同, 计入: false, 说明: 已核实}]",
    "校验: {form: {甲1: [place, profile.领域], 乙: []}}",
    "无合计: 没有印出公式",
]
FAIL = [
    ("目标: {all: {数量: 4}}", "数量: 应为 4, 实为 5"),
    ("目标: {all: {目标: 5}}", "目标: 应为 5, 实为 6"),
    ("目标: {all: {状态: 完成}}", "状态: 应为 完成, 实为 未到期"),
    ("目标: {all: {说明: 没有这句}}", "应含“没有这句”"),
    ("目标: {all: {节点: {2022-09-30: {差额: 1}}}}", "节点 2022-09-30 差额"),
    ("目标: {other: {数量: 4}}", "没有目标 other"),
    ("问责: {unmet: [west镇]}", "问责 unmet"),
    ("问责: {unmet: {east镇: [没有这句]}}", "应含“没有这句”"),
    ("位次: {n: {east镇: 2}}", "位次: 应为 2, 实为 1"),
    ("无榜: [n]", "榜 n 应未启用"),
    ("红黑榜: {ends: {红榜: [west镇]}}", "红榜"),
    ("名单: {idle: [甲1]}", "名单 idle"),
    ("名单: {idle: {乙: 天}}", "不在其中"),
    ("缺口: {lead: {甲1: null}}", "缺口 lead 甲1"),
    ("疑似重复: []", "多出 丙 与 乙"),
    ("疑似重复: [{项目: 丙, 另一项目: 乙, 状态: 待定}]", "状态: 应为 待定, 实为 相同"),
    ("校验: {form: {乙: [place]}}", "校验 form 乙"),
    ("无合计: 另有理由", "应含“另有理由”"),
]
WRONG = [
    ("目标: {all: {节点: {2022-10-31: {状态: 完成}}}}", "没有节点 2022-10-31"),
    ("目标: {all: {个数: 5}}", "不认识的键 个数"),
    ("位次: {other: {east镇: 1}}", "没有 other, 可用: n、d、t"),
    ("位次: {n: {东镇: 1}}", "没有单位 东镇"),
    ("疑似重复: [{项目: 丁, 另一项目: 乙}]", "没有项目 丁"),
    ("名单: {other: []}", "没有 other"),
    ("结果: 1", "不认识的键 结果"),
]


@pytest.mark.parametrize("expected", HOLD)
def test_what_holds_makes_no_difference(catalog: Catalog, ask: Ask, expected: str) -> None:
    case = ask(expected)
    assert list(differences(catalog, case)) == []
    assert list(breaches(catalog, case)) == []


@pytest.mark.parametrize(("expected", "said"), FAIL)
def test_what_does_not_hold_is_said(catalog: Catalog, ask: Ask, expected: str, said: str) -> None:
    found = list(differences(catalog, ask(expected)))
    assert any(said in one for one in found), found


@pytest.mark.parametrize(("expected", "said"), WRONG)
def test_words_that_mean_nothing_are_named(catalog: Catalog, ask: Ask, expected: str, said: str) -> None:
    with pytest.raises(CaseError, match=said):
        list(differences(catalog, ask(expected)))


def test_what_is_told_becomes_facts(ask: Ask) -> None:
    facts = ask("无合计: true").facts
    assert [p.text for p in facts.commitments] == ["年底前全部开工"]
    assert [duty.project is None for duty in facts.assignments] == [False, True]
    assert len(facts.versions) == 7
    assert {version.profile["领域"] for version in facts.versions if version.profile} == {"双创"}
    assert sorted(event.on.month for event in facts.stages if event.stage == "RESUMED") == [3, 8]
