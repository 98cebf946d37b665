"""Points rest on facts: every line that earns or costs points names them (RZ-20 to RZ-31)."""

from pathlib import Path

from xiangmu.catalog import load_catalog
from xiangmu.domain.scoring import ScoreLine, score
from xiangmu.plugin.scoring import LineKind
from xiangmu.testing.cases import board_of, read_cases, snapshot_in

CASES = Path(__file__).parents[2] / "plugins/ruzhou/tests/cases"


def _lines(name: str) -> list[ScoreLine]:
    catalog = load_catalog()
    case = next(case for case in read_cases(catalog, CASES) if case.name == name)
    snapshot = snapshot_in(board_of(catalog, case, case.facts), case)
    return list(score(catalog.cards[case.policy.key, case.group], snapshot).lines)


def test_every_line_of_a_full_card_but_undisputed_support_names_its_facts() -> None:
    lines = _lines("第二季度一张完整的得分表，各行相加等于公布的得分")
    without = [x for x in lines if x.points and x.kind is LineKind.POINTS and not x.evidence]
    assert [x.because for x in without] == ["要素保障10分，认定要素保障不力的按次扣分"]


def test_points_that_follow_the_signing_ratio_name_what_was_signed() -> None:
    lines = _lines("应签约2个签约1个，前10分记5分，没有应开工的后10分随比例记5分")
    signed, following = (line for line in lines if line.item == "signing")
    assert signed.evidence == following.evidence != ()
