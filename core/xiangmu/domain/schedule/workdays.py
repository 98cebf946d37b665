"""Workdays (工作日): the State Council's yearly notices with 调休, and what an office decided otherwise."""

from collections.abc import Mapping
from datetime import date, timedelta

from xiangmu.plugin.policy import Shift
from xiangmu.plugin.value import value
from xiangmu.plugin.workdays import NOTICED, worked

FURTHEST = 60
"""No run of days off is longer."""
STEPS = {Shift.PREVIOUS: timedelta(days=-1), Shift.NEXT: timedelta(days=1)}
WEEKDAYS = "一二三四五六日"


@value
class Workdays:
    """Which days are worked; ``decided`` are an office's own by day."""

    decided: Mapping[date, bool]

    def works(self, day: date) -> bool:
        """Whether ``day`` is a workday."""
        return self.decided[day] if day in self.decided else worked(day)

    def provisional(self, day: date) -> bool:
        """Whether what ``works`` says of ``day`` may still change by a notice."""
        return day not in self.decided and day.year not in NOTICED

    def nearest(self, day: date, shift: Shift) -> date:
        """``day`` or, where it is off, the workday before or after it."""
        found = day
        for _ in range(FURTHEST if shift in STEPS else 0):
            if self.works(found):
                return found
            found += STEPS[shift]
        return day

    def after(self, day: date, count: int) -> date:
        """The ``count``-th workday after ``day``; the day itself does not count."""
        found = day
        while count:
            found += STEPS[Shift.NEXT]
            count -= self.works(found)
        return found

    def called(self, day: date) -> str:
        """What kind of day it is, in Chinese: ``周五, 法定节假日``."""
        weekday = f"周{WEEKDAYS[day.isoweekday() - 1]}"
        if day in self.decided:
            return f"{weekday}, 本地定为{'上班' if self.decided[day] else '休息'}"
        if day.isoweekday() > 5:
            return f"{weekday}, 调休上班" if self.works(day) else weekday
        return weekday if self.works(day) else f"{weekday}, 法定节假日或调休"


NOTICES = Workdays(decided={})
"""As the notices say, nothing decided otherwise."""
