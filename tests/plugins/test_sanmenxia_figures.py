"""Published figures of 三门峡: 348 projects with 1451.7亿 in the first quarter of 2021.

Of them 214 with 1399.96亿 were of at least 1亿, printed as 61.5% and 96.44%.
"""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from uuid import UUID, uuid5

from xiangmu.catalog import load_catalog
from xiangmu.domain.fold import fold
from xiangmu.plugin.facts import Enrolment, Facts, ProjectVersion, StageReached
from xiangmu.plugin.measures import share
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import Period
from xiangmu.plugin.vocabulary import ProjectKind, Stage
from xiangmu_sanmenxia import measures
from xiangmu_sanmenxia.policy import POLICY
from xiangmu_sanmenxia.readings import SanmenxiaReadings

MONTH = Period.parse("2020-10")
IDS = UUID("5ca1ab1e-0000-5000-8000-00000000901d")
LARGE, SMALL = 214, 134


def quarter() -> Facts:
    """As many projects and as much money as published, all entered in one month of one unit."""
    large = [yi("6.5")] * (LARGE - 1)
    large.append(yi("1399.96") - sum(large))
    small = [yi("0.386")] * (SMALL - 1)
    small.append(yi("1451.7") - yi("1399.96") - sum(small))
    versions, enrolments, stages = [], [], []
    for number, yuan in enumerate((*large, *small)):
        project, on = uuid5(IDS, str(number)), date(2020, 10, 9)
        version = ProjectVersion(
            id=uuid5(project, "version"),
            project=project,
            effective=on,
            name=f"项目{number}",
            total_yuan=yuan,
            kind=ProjectKind.OTHER,
        )
        versions.append(version)
        enrolments.append(
            Enrolment(
                id=uuid5(project, "enrolment"),
                project=project,
                policy=POLICY.key,
                unit="yima-shi",
                since=on,
            )
        )
        stages.append(StageReached(id=uuid5(project, "stage"), project=project, stage=Stage.RESERVED, on=on))
    return Facts(versions=tuple(versions), enrolments=tuple(enrolments), stages=tuple(stages))


def test_shares_as_published() -> None:
    board = fold(quarter(), load_catalog(), POLICY.key, SanmenxiaReadings(), MONTH)
    assert measures.ENTERED.of(board.whole, board.whole).amount == 348
    assert measures.ENTERED_INVESTMENT.of(board.whole, board.whole).amount == yi("1451.7")
    counts = share(measures.ENTERED_1YI, measures.ENTERED, title="亿元以上个数占比")
    amounts = share(measures.ENTERED_1YI_INVESTMENT, measures.ENTERED_INVESTMENT, title="亿元以上投资占比")
    by_count, by_amount = (one.of(board.whole, board.whole).amount for one in (counts, amounts))
    assert by_count is not None
    assert by_amount is not None
    assert rounded(by_count / 10, 1) == Fraction("61.5")
    assert rounded(by_amount / 10, 2) == Fraction("96.44")


def rounded(percent: Fraction, places: int) -> Fraction:
    """Half up, at the printed precision (A4)."""
    scale = 10**places
    return Fraction((percent * scale * 2 + 1) // 2, scale)


def test_projects_that_another_unit_reserved_are_not_the_units() -> None:
    facts = quarter()
    moved = replace(facts.enrolments[0], unit="hubin-qu")
    board = fold(
        replace(facts, enrolments=(moved, *facts.enrolments[1:])),
        load_catalog(),
        POLICY.key,
        SanmenxiaReadings(),
        MONTH,
    )
    found = measures.ENTERED.of(board.units["county", "yima-shi"], board.whole)
    assert found.amount == 347
