"""The sentences that explain how a target stands."""

from datetime import date
from fractions import Fraction
from math import ceil

from xiangmu.domain.outcome import Outcome
from xiangmu.plugin.facts import GoalRevision
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.measures import PER_MILLE, Measure, Measured
from xiangmu.plugin.targets import Comparison, Target

COMPARED = {Comparison.AT_LEAST: "不少于", Comparison.MORE_THAN: "超过", Comparison.AT_MOST: "不超过"}
NO_GOAL = "文件没有定目标值"


def of_goal(target: Target, goal: int | None, revision: GoalRevision | None) -> str:
    """Which goal is in force, and who changed it."""
    if goal is None:
        return NO_GOAL
    counts = target.measure.counts
    text = f"目标{COMPARED[target.comparison]}{said(goal, counts)}"
    if revision is None:
        return text
    printed = "原未定数" if target.goal is None else f"原为{said(target.goal, counts)}"
    return f"{text}({printed}, {revision.approved_on}由{revision.approver}批准修订, 自{revision.effective}起)"


def of_stand(
    target: Target,
    found: Measured,
    wanted: Fraction | None,
    due: date,
    outcome: Outcome,
    shortfall: Fraction | None,
) -> str:
    """What was owed by ``due``, what there is, and what is missing."""
    if wanted is None:
        return f"{NO_GOAL}, 不作评判"
    counts = target.measure.counts
    owed = f"到{due}应{COMPARED[target.comparison]}{said(wanted, counts)}"
    if found.amount is None:
        return f"{owed}, 无从计算, 不作评判"
    amount = said(found.amount, counts)
    missing = _missing(target.measure, found, wanted, shortfall or Fraction(0))
    match outcome:
        case Outcome.MET:
            return f"{owed}, 已达到{amount}"
        case Outcome.NOT_YET_DUE:
            return f"{owed}, 目前{amount}, {missing}"
        case Outcome.BEFORE_ISSUE:
            return f"{owed}, 实际{amount}; 期限早于文件印发, 不算逾期"
        case _:
            return f"{owed}, 实际{amount}, {missing}"


def _missing(measure: Measure, found: Measured, wanted: Fraction, shortfall: Fraction) -> str:
    if not shortfall:
        return "尚无缺口"
    text = f"相差{said(shortfall, measure.counts)}"
    if measure.counts is Amount.RATE and found.base_counts and found.base and found.part is not None:
        missing = wanted * found.base / PER_MILLE - found.part
        if missing > 0:
            whole = Fraction(ceil(missing)) if found.base_counts is Amount.COUNT else missing
            text += f"(按现有基数还差{said(whole, found.base_counts)})"
    return text
