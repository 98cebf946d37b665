"""The invented city with everything that a query can show: boards, awards, an accountability list and targets."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from tests.support import city
from tests.support.city import POLICY
from xiangmu.catalog import Catalog
from xiangmu.plugin.happenings import reached
from xiangmu.plugin.measures import count
from xiangmu.plugin.periods import PeriodKind
from xiangmu.plugin.policy import Basis
from xiangmu.plugin.scoring import AccountabilityList, Award, Ranking, Shortfall, Standing
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.targets import Notice, Target, Targets
from xiangmu.plugin.vocabulary import Stage

STARTED = count(reached(Stage.STARTED), title="开工项目数")


def progress(snapshot: Snapshot[Any]) -> Standing:
    """By projects started."""
    started = STARTED.formula(snapshot)
    amount = started.amount or Fraction(0)
    return Standing(by=(amount,), because=f"开工{amount}个", evidence=started.evidence)


def nothing_started(snapshot: Snapshot[Any]) -> tuple[Shortfall, ...]:
    """A unit that has started nothing."""
    started = STARTED.formula(snapshot)
    return () if started.amount else (Shortfall(because="应开工1个，实际0个", clause="T-2"),)


def _ranking(key: str, period_kind: PeriodKind, **more: Any) -> Ranking:
    given = {"policy": POLICY, "group": "towns", "title": "乡镇榜", "clause": "T-1", "basis": Basis.PRINTED}
    return Ranking(key=key, period_kind=period_kind, **given | more)


@cache
def catalog() -> Catalog:
    """The invented city, complete."""
    bare = city.catalog().cities[0]
    scoring = replace(
        bare.scoring,
        rankings=(
            _ranking("quarter", PeriodKind.QUARTER),
            _ranking("year", PeriodKind.YEAR),
            _ranking("month", PeriodKind.MONTH, basis=Basis.DERIVED, measure=progress),
        ),
        awards=(
            Award(policy=POLICY, group="towns", title="先进", first=1, last=1, yuan=300_000, clause="T-1"),
        ),
        accountability=(
            AccountabilityList(
                policy=POLICY,
                key="idle",
                title="未开工名单",
                group="towns",
                clause="T-2",
                measure=nothing_started,
            ),
        ),
    )
    due = date(2023, 12, 31)
    whole = Target(
        policy=POLICY, key="city", title="全市开工", measure=STARTED, goal=3, clause="T-1", due=due
    )
    towns = tuple(
        replace(whole, key="town", title="开工任务", goal=2, group="towns", unit=f"town{n}")
        for n in (1, 2, 3)
    )
    notices = (
        Notice(policy=POLICY, text="分项之和与合计不同", clause="T-1", targets=("city",)),
        Notice(policy=POLICY, text="以原件为准", clause="T-1"),
    )
    targets = Targets(targets=(whole, *towns), notices=notices, indicators=bare.targets.indicators)
    return Catalog((replace(bare, scoring=scoring, targets=targets),))
