"""The sample year of 汝州 shows every rule at work, in figures that could be those of a county."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from statistics import median

import pytest

from xiangmu.catalog import Catalog
from xiangmu.domain.attainment import attain
from xiangmu.domain.fold import Board, fold, parse_period
from xiangmu.domain.scoring import Scorecard, ScoreLine, score
from xiangmu.plugin.facts import Facts, ProjectVersion
from xiangmu.plugin.money import yi
from xiangmu.plugin.policy import Readings
from xiangmu.plugin.scoring import LineKind

POLICY = "ruzhou-2023"
QUARTERS = ("2023Q1", "2023Q2", "2023Q3", "2023Q4")
PUBLISHED = QUARTERS[:3]
REAL = {
    "宏昌生物科技园(日宰10万羽肉鸭及30万吨固体发酵饲料)": "10.71",
    "新中基科技森地电动车年产30万辆": "6",
    "圣华原彩色铝合金": "2.8",
    "欣裕科技60万吨燃料油": "20",
    "天鑫瓷业20万吨陶粒砂": "2.6",
}
"""What public sources tell: names and total investments in 亿元."""

Cards = dict[tuple[str, str, str], Scorecard]
"""By period, group and unit."""


def board(catalog: Catalog, period: str, readings: Readings | None = None) -> Board:
    """What the rules see of one period."""
    policy = catalog.policies[POLICY]
    facts = catalog.city("ruzhou").demo.facts
    return fold(facts, catalog, POLICY, readings or policy.readings(), parse_period(policy, period))


def cards_of(catalog: Catalog, period: str, readings: Readings | None = None) -> Cards:
    """The cards of one period."""
    snapshots = board(catalog, period, readings).units
    return {
        (period, group, unit): score(catalog.cards[POLICY, group], snapshot)
        for (group, unit), snapshot in snapshots.items()
    }


@pytest.fixture(scope="session")
def cards(catalog: Catalog) -> Cards:
    """Every card of the year."""
    return {key: card for period in QUARTERS for key, card in cards_of(catalog, period).items()}


@pytest.fixture(scope="session")
def facts(catalog: Catalog) -> Facts:
    """All that the sample year tells."""
    return catalog.city("ruzhou").demo.facts


def lines(cards: Cards, *items: str) -> Iterator[ScoreLine]:
    """Every line of those items, or every line."""
    return (line for card in cards.values() for line in card.lines if not items or line.item in items)


def newest(facts: Facts) -> dict[str, ProjectVersion]:
    """The latest version of every project by name."""
    latest = {v.project: v for v in sorted(facts.versions, key=lambda v: v.effective)}
    return {version.name: version for version in latest.values()}


@pytest.mark.parametrize("group", ["area", "department", "service"])
def test_every_rule_has_something_to_say_of_some_unit(catalog: Catalog, cards: Cards, group: str) -> None:
    """Points, or that the unit gets no award; the rule that only one reading switches on, under that reading."""
    wider = catalog.policies[POLICY].readings.model_validate({"late_scope": "ALL_LISTED"})
    every = [*cards.items(), *cards_of(catalog, "2023Q3", wider).items()]
    own = [line for key, card in every if key[1] == group for line in card.lines]
    said = {line.item for line in own if line.points or line.disqualifies}
    assert {rule.key for rule in catalog.cards[POLICY, group].rules} <= said


def test_every_judgement_is_given_somewhere_and_awaited_somewhere(catalog: Catalog, cards: Cards) -> None:
    facts = catalog.city("ruzhou").demo.facts
    given = {(j.group, j.item) for j in facts.judgements}
    awaited = {(key[1], item.key) for key, card in cards.items() for item in card.awaiting}
    for group in ("area", "department"):
        for rule in catalog.cards[POLICY, group].rules:
            for item in rule.judgements:
                # an area owes a signature in every quarter, so nobody judges what it signs
                assert (group, item.key) in given or (group, item.key) == ("area", "signing")
                assert item.many or (group, item.key) in awaited or (group, item.key) == ("area", "signing")


def test_only_one_judgement_was_still_awaited_when_a_quarter_was_published(cards: Cards) -> None:
    awaited = [
        (key, item.key) for key, card in cards.items() if key[0] in PUBLISHED for item in card.awaiting
    ]
    assert awaited == [(("2023Q1", "department", "yimin-ju"), "signing")]
    assert any(card.awaiting for key, card in cards.items() if key[0] == "2023Q4")


def test_no_judgement_was_given_that_nobody_asked_for(cards: Cards) -> None:
    assert not [line.because for line in lines(cards) if "不采用" in line.because]


def test_every_kind_of_line_occurs(cards: Cards) -> None:
    assert {line.kind for line in lines(cards)} == set(LineKind)


@pytest.mark.parametrize(
    ("item", "said"),
    [
        ("planning", "大项目加分合计12分，最多10分"),
        ("planning", "谋划任务合计-2分，最低0分"),
        ("service", "要素保障合计-5分，最低0分"),
        ("introduced_bonus", "本项合计5.5分, 最高2分"),
        ("survey", "有效评议票22张，少于应抽取的30家"),
        ("survey", "没有有效评议票"),
        ("applications", "打捆申报完成中央预算内投资1200万元"),
        ("starts", "当季应开工1个，按期开工0个"),
        ("production", "未投产的按投资完成比例计"),
    ],
)
def test_limits_and_special_cases_occur(cards: Cards, item: str, said: str) -> None:
    assert any(said in line.because for line in lines(cards, item))


def test_every_size_of_bonus_occurs(cards: Cards) -> None:
    sizes = {line.points for line in lines(cards, "signing_bonus", "start_bonus", "production_bonus")}
    assert sizes == {Fraction(points) for points in (1, 3, 5, 1 + 2, 3 + 2, 5 + 2)}


def test_units_are_disqualified_in_every_group_and_one_has_no_total(cards: Cards) -> None:
    assert [key for key, card in cards.items() if card.disqualified] == [
        ("2023Q2", "department", "chengshi-guanli-ju"),
        ("2023Q2", "service", "chengshi-guanli-ju"),
        ("2023Q3", "area", "xiaotun-zhen"),
        ("2023Q3", "service", "shengtai-huanjing-fenju"),
    ]
    assert [key for key, card in cards.items() if card.total is None] == [("2023Q3", "service", "wenwu-ju")]


def test_a_project_claimed_twice_is_listed_until_decided(catalog: Catalog) -> None:
    claimed = Counter(claim.project for claim in board(catalog, "2023Q4").double_claims)
    assert sorted(claimed.values()) == [2, 2]


def test_funds_issued_on_the_last_of_november_reach_to_the_last_of_february(cards: Cards) -> None:
    in_time = cards["2023Q1", "department", "jiaotong-yunshu-ju"]
    a_day_late = cards["2023Q1", "department", "gonglu-ju"]
    assert [line.points for line in in_time.lines if line.item == "starts"] == [20]
    assert [line.points for line in a_day_late.lines if line.item == "starts"] == [0]


def test_the_card_that_the_first_query_asks_for(cards: Cards) -> None:
    card = cards["2023Q2", "area", "wenquan-zhen"]
    points: dict[str, Fraction] = {}
    for line in card.lines:
        points[line.item] = points.get(line.item, Fraction(0)) + line.points
    assert points == {
        "planning": 16,
        "signing": 15,
        "starts": 10,
        "production": 19,
        "service": Fraction(20, 3) + 8,
        "applications": 1,
        "listings": 5,
        "signing_bonus": 8,
        "start_bonus": 1,
        "production_bonus": 1,
        "introduced_bonus": 2,
        "praise": 2,
        "late_provincial": -2,
        "rounding": Fraction(1, 300),
    }
    assert card.total == Fraction("92.67")


def test_the_figures_could_be_those_of_a_county(catalog: Catalog, cards: Cards) -> None:
    for period in QUARTERS:
        for group, middle in (("area", (60, 85)), ("department", (50, 75)), ("service", (85, 95))):
            totals = [
                c.total for key, c in cards.items() if key[:2] == (period, group) and c.total is not None
            ]
            assert middle[0] <= median(totals) <= middle[1]
            assert max(totals) < 150
    whole = [target for target in catalog.targets_of(POLICY) if not target.unit]
    met = [attained.met for attained in attain(board(catalog, "2023Q4"), whole)]
    assert any(met) and not all(met)


def test_every_unit_with_a_task_has_projects(catalog: Catalog, facts: Facts) -> None:
    enrolled = {enrolment.unit for enrolment in facts.enrolments}
    tasked = {target.unit for target in catalog.targets_of(POLICY) if target.unit}
    assert len(tasked) == 49
    assert tasked <= enrolled
    assert 430 <= len({version.project for version in facts.versions}) <= 500


def test_real_projects_are_as_their_source_tells_and_the_rest_is_marked(facts: Facts) -> None:
    projects = newest(facts)
    for name, total in REAL.items():
        assert projects[name].total_yuan == yi(total)
        assert projects[name].sample not in ("", "全部为样例")
    assert {v.sample for name, v in projects.items() if name not in REAL} == {"全部为样例"}


def test_no_name_and_no_id_is_used_twice(facts: Facts) -> None:
    names = Counter(version.name for version in newest(facts).values())
    assert [name for name, count in names.items() if count > 1] == []
    ids = [fact.id for field in fields(facts) for fact in getattr(facts, field.name)]
    assert len(ids) == len(set(ids))


def test_the_year_is_the_same_in_every_process() -> None:
    program = (
        "from hashlib import sha256; from xiangmu_ruzhou.demo import DEMO;"
        "print(sha256(repr(DEMO).encode()).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", program],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
