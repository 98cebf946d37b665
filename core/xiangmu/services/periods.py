"""The period of an input, checked against policy and card."""

from xiangmu.domain.fold import parse_period
from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.policy import Policy
from xiangmu.services.problems import Code
from xiangmu.services.work import Work

TITLES = {
    PeriodKind.HALF_MONTH: "半月",
    PeriodKind.MONTH: "月",
    PeriodKind.QUARTER: "季度",
    PeriodKind.YEAR: "年",
    PeriodKind.CAMPAIGN: "专项行动",
}


def begun_period(work: Work, policy: Policy, text: str, *kinds: PeriodKind) -> Period:
    """The period that ``text`` names. Refuses one of another kind, outside the policy, or not begun yet."""
    try:
        period = parse_period(policy, text)
    except ValueError as error:
        work.refuse("period", Code.MALFORMED, str(error))
    if period.kind not in kinds:
        allowed = "或".join(TITLES[kind] for kind in kinds)
        work.refuse("period", Code.MALFORMED, f"考核期应为{allowed}, 不是 {text}")
    if period.start > work.today:
        work.refuse("period", Code.IN_FUTURE, f"{period.title}尚未开始")
    return period
