"""Reminders in words: one message for a unit, its lines in the order of the deadlines."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from xiangmu.db.notices import Topic
from xiangmu.domain.schedule.workdays import WEEKDAYS
from xiangmu.plugin.recurrence import END_OF_DAY, SHANGHAI
from xiangmu.services.outbox import Notice
from xiangmu.services.reminders.finding import Reminding

MOST = 20
"""Lines of one message."""
TITLES = {Topic.REPORT_DUE: "报送提醒", Topic.REPORT_LATE: "报送逾期"}
Titles = Mapping[str, str]
"""Of units, by key."""


def to_unit(topic: Topic, unit: str, found: Sequence[Reminding], titles: Titles, today: date) -> Notice:
    """What one unit, or ("") the office itself, is told in one go."""
    whose = titles.get(unit, "") or "重点项目办"
    lines = [_line(one) for one in sorted(found, key=lambda one: (one.due, one.key))]
    return Notice(
        topic=topic, title=f"{TITLES[topic]}: {whose} {_day(today)}", text=_bounded(lines), unit=unit
    )


def to_office(found: Reminding, titles: Titles) -> Notice:
    """Who has not reported."""
    one = found.of[0].occurrence
    units = [titles.get(due.occurrence.unit, due.occurrence.unit) for due in found.of]
    title = f"未报单位: {one.obligation.title} {_day(one.slot.due.date())}"
    text = f"“{one.obligation.title}”{_moment(one.due)}到期, {len(units)}个单位未报: {'、'.join(units)}。"
    return Notice(topic=Topic.REPORTS_MISSING, title=title, text=text)


def _line(found: Reminding) -> str:
    due = found.of[0]
    one, again = due.occurrence, found.due != due.occurrence.due
    what = f"“{one.obligation.title}”{'退回后' if again else ''}"
    if found.kind == "OVERDUE":
        return f"{what}{_moment(found.due)}到期, 尚未{'重报' if again else '报送'}, 请尽快办理。"
    to = f", 报{one.obligation.deliver_to}" if one.obligation.deliver_to else ""
    if found.kind == "TODAY":
        early = "" if again or one.effective.due == one.due else f", 宜在{_moment(one.effective.due)}前办好"
        return f"今天: {what}{_moment(found.due)}到期{early}{to}。"
    early = "" if again or not one.effective.because else f"(遇休息日, 宜提前到{_moment(one.effective.due)})"
    return f"即将到期: {what}{_moment(found.due)}{early}{to}。"


def _bounded(lines: Iterable[str]) -> str:
    told = list(lines)
    more = [f"另有{len(told) - MOST}项, 请到系统查看。"] if len(told) > MOST else []
    return "\n".join([*told[:MOST], *more])


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _moment(moment: datetime) -> str:
    local = moment.astimezone(SHANGHAI)
    day = f"{_day(local.date())}(周{WEEKDAYS[local.isoweekday() - 1]})"
    return day if local.time() == END_OF_DAY else f"{day}{local:%H:%M}"
