"""How a goal stands on its day."""

from enum import StrEnum


class Outcome(StrEnum):
    """Whether a goal was reached.

    On the day that it is due it is not missed yet, unless that day closes the period asked for or the policy. What fell
    due before the document was issued is never missed (A18); what has no goal or no value is neither met nor missed.
    """

    MET = "MET"
    MISSED = "MISSED"
    NOT_YET_DUE = "NOT_YET_DUE"
    BEFORE_ISSUE = "BEFORE_ISSUE"
    UNKNOWN = "UNKNOWN"


OUTCOME_TITLES = {
    Outcome.MET: "已完成",
    Outcome.MISSED: "逾期未完成",
    Outcome.NOT_YET_DUE: "未到期",
    Outcome.BEFORE_ISSUE: "期限早于文件印发, 不算逾期",
    Outcome.UNKNOWN: "无从评判",
}
