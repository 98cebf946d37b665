"""The rules of every city do at most a little more than four times the work for four times the projects."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from tests.support.work import calls
from xiangmu.catalog import load_catalog
from xiangmu.domain.accountability import accountable
from xiangmu.domain.attainment import attain
from xiangmu.domain.boards import boards_of
from xiangmu.domain.duties import gaps
from xiangmu.domain.fold import fold, parse_period
from xiangmu.domain.lists import members_of
from xiangmu.plugin.facts import (
    Enrolment,
    Facts,
    Listing,
    Procedure,
    Progress,
    ProjectVersion,
    StageReached,
    Started,
)
from xiangmu.plugin.money import yi
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.vocabulary import KeyList, ProcedureKind, ProjectKind, Stage, StartKind

CATALOG = load_catalog()
SMALL, LARGE = 60, 240
MONTHS = {
    "sanmenxia-2020": "2020-11",
    "lingbao-2020": "2020-12",
    "ruzhou-2023": "2023-05",
    "lanxian-2022": "2022-11",
    "jincheng-2019": "2019-05",
}


def told(policy: Policy, number: int) -> Facts:
    """So many projects that all happened, of every unit in turn."""
    units = sorted({unit for group in CATALOG.groups_of(policy.key) for unit in group.units})
    kinds = list(ProjectKind)

    def of(n: int, part: int) -> UUID:
        return UUID(int=n * 100 + part + 1)

    days = [policy.starts - timedelta(days=60) + timedelta(days=n % 90) for n in range(number)]
    every = list(enumerate(days))
    return Facts(
        versions=tuple(
            ProjectVersion(
                id=of(n, 1),
                project=of(n, 0),
                effective=day,
                name=f"项目{n}",
                total_yuan=yi(1 + n % 30),
                kind=kinds[n % len(kinds)],
            )
            for n, day in every
        ),
        enrolments=tuple(
            Enrolment(id=of(n, 2), project=of(n, 0), policy=policy.key, unit=units[n % len(units)], since=day)
            for n, day in every
        ),
        stages=tuple(
            StageReached(
                id=of(n, 3 + place), project=of(n, 0), stage=stage, on=day + timedelta(days=9 * place)
            )
            for n, day in every
            for place, stage in enumerate((Stage.RESERVED, Stage.SIGNED, Stage.STARTED))
        ),
        starts=tuple(
            Started(id=of(n, 7), project=of(n, 0), kind=StartKind.LIBRARY_ENTRY, on=day) for n, day in every
        ),
        progress=tuple(
            Progress(id=of(n, 8), project=of(n, 0), month=_month(day), invested_yuan=n, cumulative_yuan=n)
            for n, day in every
        ),
        procedures=tuple(
            Procedure(id=of(n, 9), project=of(n, 0), kind=ProcedureKind.APPROVAL, applied_on=day, done_on=day)
            for n, day in every
        ),
        listings=tuple(
            Listing(id=of(n, 10), project=of(n, 0), key_list=KeyList.CITY_KEY, on=day, year=day.year)
            for n, day in every
        ),
    )


def _month(day: date) -> date:
    return day.replace(day=1)


def everything(policy: Policy, facts: Facts) -> None:
    """All that the rules of ``policy`` say of one month."""
    period = parse_period(policy, MONTHS[policy.key])
    board = fold(facts, CATALOG, policy.key, policy.readings(), period)
    list(attain(board, CATALOG.targets_of(policy.key)))
    boards_of(CATALOG, board)
    list(gaps(CATALOG, board))
    for listed in CATALOG.lists_of(policy.key):
        members_of(board, listed)
    for entry in CATALOG.accountability_of(policy.key):
        accountable(board, entry)


@pytest.mark.parametrize("policy", CATALOG.policies.values(), ids=lambda policy: policy.key)
def test_work_grows_with_the_projects(policy: Policy) -> None:
    small, large = told(policy, SMALL), told(policy, LARGE)
    everything(policy, small)
    assert calls(lambda: everything(policy, large)) < 5 * calls(lambda: everything(policy, small))
