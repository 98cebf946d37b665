"""沁水县's published key projects of 2021, worked out by the measures that 晋城 uses for its counties.

Split over projects at will, the published sums, rates and counts must come out again, at the precision as printed.
"""

from datetime import date
from fractions import Fraction
from uuid import UUID

import pytest

from xiangmu.plugin.facts import Listing, Progress, ProjectVersion, StageReached, YearPlan
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.filters import has_reached, not_, on_list
from xiangmu.plugin.happenings import existing, stock
from xiangmu.plugin.measures import Measure, Measured, count, invested, investment_completion, total
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import Period
from xiangmu.plugin.points import printed
from xiangmu.plugin.snapshot import ProjectView, Snapshot, Tenure
from xiangmu.plugin.vocabulary import KeyList, ProjectKind, Stage
from xiangmu_jincheng.measures import KEY_WORKS_COMPLETION
from xiangmu_jincheng.readings import JinchengReadings

YEAR = 2021
LEVELS = {
    KeyList.PROVINCIAL_KEY: (6, "140.16", "19", "28.78", "151.47"),
    KeyList.CITY_KEY: (5, "221.76", "22.67", "26.4", "116.45"),
    KeyList.COUNTY_KEY: (16, "108.72", "21.6", "22.39", "103.66"),
}
"""Projects, estimated total, year plan and done in 亿元, and the rate printed."""
PRELIMINARY = 3
ESTIMATE_OF_ALL = "519.86"
WHOLE = (Tenure(since=date.min, until=None, share=Fraction(1)),)


def _parts(yuan: int, number: int) -> list[int]:
    """``yuan`` in ``number`` unequal parts."""
    weights = range(1, number + 1)
    parts = [yuan * weight // sum(weights) for weight in weights]
    parts[-1] += yuan - sum(parts)
    return parts


def _project(
    number: int, key_list: KeyList, stage: Stage, estimate: int, plan: int, done: int
) -> ProjectView:
    project = UUID(int=number)
    months = _parts(done, 12)
    return ProjectView(
        id=project,
        versions=(
            ProjectVersion(
                id=UUID(int=number + 1000),
                project=project,
                effective=date(YEAR, 1, 1),
                name=f"项目{number}",
                total_yuan=estimate,
                kind=ProjectKind.OTHER,
            ),
        ),
        tenures=WHOLE,
        stages=(StageReached(id=UUID(int=number + 2000), project=project, stage=stage, on=date(YEAR, 1, 4)),),
        listings=(
            Listing(
                id=UUID(int=number + 3000),
                project=project,
                key_list=key_list,
                on=date(YEAR, 1, 15),
                year=YEAR,
            ),
        ),
        progress=tuple(
            Progress(
                id=UUID(int=number * 100 + month + 10**6),
                project=project,
                month=date(YEAR, month, 1),
                invested_yuan=yuan,
                cumulative_yuan=sum(months[:month]),
            )
            for month, yuan in enumerate(months, start=1)
        ),
        year_plans=(YearPlan(id=UUID(int=number + 4000), project=project, year=YEAR, yuan=plan),),
    )


def _county() -> Snapshot[JinchengReadings]:
    projects: list[ProjectView] = []
    for key_list, (number, estimate, plan, done, _) in LEVELS.items():
        split = zip(*(_parts(yi(amount), number) for amount in (estimate, plan, done)), strict=True)
        projects += (
            _project(len(projects) + index, key_list, Stage.BUILDING, *amounts)
            for index, amounts in enumerate(split, start=1)
        )
    left = yi(ESTIMATE_OF_ALL) - sum(project.latest.total_yuan for project in projects)
    projects += (
        _project(100 + index, KeyList.COUNTY_KEY, Stage.PRELIMINARY, estimate, 0, 0)
        for index, estimate in enumerate(_parts(left, PRELIMINARY))
    )
    period = Period.whole_year(YEAR)
    return Snapshot(
        policy="jincheng-2019",
        group="county_zone",
        unit="qinshui-xian",
        period=period,
        as_of=period.end,
        readings=JinchengReadings(),
        goals={},
        projects=tuple(projects),
    )


COUNTY = _county()


def _found(measure: Measure) -> Measured:
    return measure.of(COUNTY, COUNTY)


def _percent(measured: Measured) -> str:
    assert measured.amount is not None
    return printed(measured.amount / 10)


@pytest.mark.parametrize("key_list", LEVELS)
def test_rate_of_each_level_as_printed(key_list: KeyList) -> None:
    *_, plan, done, rate = LEVELS[key_list]
    found = _found(investment_completion(on_list(key_list, year=YEAR), title="年度投资完成率"))
    assert (found.part, found.base) == (yi(done), yi(plan))
    assert _percent(found) == rate
    assert f"{said(yi(done), Amount.YUAN)} ÷ {said(yi(plan), Amount.YUAN)} = {rate}%" in found.because


def test_rate_of_the_county_as_printed() -> None:
    found = _found(investment_completion(title="年度投资完成率"))
    assert (found.part, found.base) == (yi("77.57"), yi("63.27"))
    assert _percent(found) == "122.6"


def test_key_works_are_those_of_province_and_city() -> None:
    found = _found(KEY_WORKS_COMPLETION)
    assert (found.part, found.base) == (yi("55.18"), yi("41.67"))


def test_thirty_projects_are_twenty_seven_and_three() -> None:
    built = has_reached(Stage.BUILDING)
    every, building, rest = (
        _found(count(stock(existing), *tests, title="项目")).amount
        for tests in ((), (built,), (not_(built),))
    )
    assert (every, building, rest) == (30, 27, 3)


def test_estimates_of_the_levels_leave_those_of_the_preliminary_projects() -> None:
    """The rows by level add up to 470.64 of the 519.86 printed."""
    built = has_reached(Stage.BUILDING)
    assert _found(total(stock(existing), title="总投资")).amount == yi(ESTIMATE_OF_ALL)
    assert _found(total(stock(existing), built, title="总投资")).amount == yi("470.64")


def test_investment_of_the_levels_adds_up() -> None:
    levels = [_found(invested(on_list(key_list, year=YEAR), title="完成")).amount or 0 for key_list in LEVELS]
    assert sum(levels) == _found(invested(title="完成")).amount == yi("77.57")
