"""How an occurrence stands (状态) at a moment: not open, open, in time, late, missing, returned, waived."""

from datetime import date, datetime
from enum import StrEnum

from xiangmu.domain.schedule.occurrences import Occurrence, local
from xiangmu.plugin.recurrence import END_OF_DAY
from xiangmu.plugin.value import value


class State(StrEnum):
    """How an occurrence stands."""

    NOT_OPEN = "NOT_OPEN"
    OPEN = "OPEN"
    IN_TIME = "IN_TIME"
    LATE = "LATE"
    MISSING = "MISSING"
    RETURNED = "RETURNED"
    WAIVED = "WAIVED"


STATE_TITLES = {
    State.NOT_OPEN: "未到时候",
    State.OPEN: "待办",
    State.IN_TIME: "按时完成",
    State.LATE: "迟了",
    State.MISSING: "逾期未办",
    State.RETURNED: "退回待重报",
    State.WAIVED: "免办",
}
DONE = (State.IN_TIME, State.LATE, State.WAIVED)
BEFORE_ISSUE = "到期时文件尚未印发 (A18)"


@value
class Done:
    """That an occurrence was fulfilled: first at ``first``; ``returned``: the office gave it back and waits for it to
    come again, by ``again_by`` where it said so."""

    first: datetime
    returned: bool = False
    again_by: datetime | None = None
    by: str = ""
    """What fulfilled it: the id of the report, meeting, activity or bulletin."""


@value
class Standing:
    """The state, and why in Chinese; ``breach``: whether it counts against somebody, or is only noticed (L2)."""

    state: State
    because: str
    breach: bool = False


def standing(
    occurrence: Occurrence, done: Done | None, waived: str, issued_on: date, now: datetime
) -> Standing:
    """How ``occurrence`` stands at ``now``. ``waived``: the office's reason, or "".

    The first handing-in decides whether it was in time: what is returned later and handed in again keeps its time.
    Whole seconds are compared: the second that is printed is in time, the next is late.
    """
    due, strict = occurrence.due, occurrence.obligation.strict
    if waived:
        return Standing(state=State.WAIVED, because=waived)
    if done is not None and not done.returned:
        late = local(done.first) > due
        if late and due.date() < issued_on:
            return Standing(state=State.WAIVED, because=BEFORE_ISSUE)
        if late:
            return Standing(state=State.LATE, because=_late(due, done.first), breach=strict)
        return Standing(state=State.IN_TIME, because=f"{_said(done.first)}完成, 期限是{_said(due)}")
    if done is not None:
        return _returned(done, now, strict)
    if local(now) < occurrence.slot.opens:
        return Standing(state=State.NOT_OPEN, because=f"{_said(occurrence.slot.opens)}起可以办理")
    if local(now) <= due:
        return Standing(state=State.OPEN, because=f"期限是{_said(due)}")
    if due.date() < issued_on:
        return Standing(state=State.WAIVED, because=BEFORE_ISSUE)
    left = "" if strict else "; 文件没有写死, 只作提示"
    return Standing(state=State.MISSING, because=f"{_said(due)}到期, 至今没有记录{left}", breach=strict)


def _returned(done: Done, now: datetime, strict: bool) -> Standing:
    told = f"{_said(done.first)}报过, 已退回"
    if done.again_by is None:
        return Standing(state=State.RETURNED, because=f"{told}, 等待重报")
    over = local(now) > local(done.again_by)
    by = f"{told}, 限{_said(done.again_by)}重报"
    return Standing(state=State.RETURNED, because=f"{by}, 已过" if over else by, breach=over and strict)


def _late(due: datetime, at: datetime) -> str:
    passed = local(at) - due
    days, seconds = passed.days, passed.seconds
    parts = ((days, "天"), (seconds // 3600, "小时"), (seconds // 60 % 60, "分"), (seconds % 60, "秒"))
    told = "".join(f"{count}{unit}" for count, unit in parts if count)
    return f"{_said(at)}才完成, 比期限{_said(due)}迟{told}"


def _said(moment: datetime) -> str:
    shown = local(moment)
    if shown.time() == END_OF_DAY:
        return f"{shown:%Y-%m-%d}"
    return f"{shown:%Y-%m-%d %H:%M:%S}" if shown.second else f"{shown:%Y-%m-%d %H:%M}"
