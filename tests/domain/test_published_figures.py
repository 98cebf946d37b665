"""Figures as others published them stand beside what the facts add up to; neither takes the other's place."""

from datetime import date
from fractions import Fraction

from tests.support.county import (
    POLICY,
    TOWNS,
    about,
    board,
    county,
    found,
    project,
    read,
    reserved,
    target,
    together,
)
from xiangmu.domain.attainment import attain
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.happenings import reached, stock
from xiangmu.plugin.measures import Indicator, count, investment_completion, reading
from xiangmu.plugin.money import yi
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.points import printed
from xiangmu.plugin.targets import Targets
from xiangmu.plugin.vocabulary import Stage

PUBLISHED = Indicator(
    policy=POLICY, key="rate", title="完成率", counts=Amount.RATE, period_kind=PeriodKind.MONTH, clause="C-1"
)


def test_a_published_rate_and_the_one_worked_out_are_both_kept() -> None:
    """35.9 of 56.21 in the first half of 2020, printed as 63.88%: the amounts behind it were not rounded."""
    done, plan = yi("35.9"), yi("56.21")
    facts = together(
        about(
            project(total=yi(100)),
            progress=[{"month": date(2022, 6, 1), "invested_yuan": done, "cumulative_yuan": done}],
            year_plans=[{"year": 2022, "yuan": plan}],
        ),
        read("rate", "2022-06", "0.6388"),
    )
    seen = board(facts, period=Period.month(2022, 6))
    published = reading(PUBLISHED).of(seen.whole, seen.whole)
    worked_out = found(investment_completion(title="完成率"), facts, period=Period.month(2022, 6))
    assert published.amount is not None
    assert worked_out.amount is not None
    assert (printed(published.amount / 10), printed(worked_out.amount / 10)) == ("63.88", "63.87")
    assert (worked_out.part, worked_out.base) == (Fraction(done), Fraction(plan))
    least, most = ((done + by) * 100 / Fraction(plan - by) for by in (-yi("0.005"), yi("0.005")))
    assert least <= published.amount / 10 <= most


def test_goals_that_do_not_add_up_are_kept_as_published() -> None:
    """110 projects in the headline, 100 in the classes listed: each is compared by itself, nothing is refused."""
    measure = count(stock(reached(Stage.RESERVED)), title="项目")
    goals = {"": 110, **dict(zip(TOWNS, (40, 30, 30), strict=True))}
    stated = tuple(target(measure, goal, unit=unit) for unit, goal in goals.items())
    facts = together(*(reserved(number, unit=unit) for unit, number in zip(TOWNS, (40, 30, 30), strict=True)))
    attained = attain(board(facts, county(targets=Targets(targets=stated))), stated)
    shown = [(int(one.goal or 0), int(one.amount or 0), one.met) for one in attained]
    assert shown == [
        (110, 100, False),
        (40, 40, True),
        (30, 30, True),
        (30, 30, True),
    ]
