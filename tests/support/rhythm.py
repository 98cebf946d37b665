"""What the invented county has done again and again: a report by the 5th, a meeting when needed, a bulletin."""

from datetime import date

from tests.support.county import NEW_YEAR, POLICY
from xiangmu.plugin.recurrence import AS_NEEDED, EveryMonths, Weekly
from xiangmu.plugin.schedule import MeetingForm, Obligation, ObligationKind, Phase, Schedule
from xiangmu.plugin.vocabulary import MeetingKind

PHASE = Phase(
    policy=POLICY, key="spring", title="春季", starts=NEW_YEAR, ends=date(2022, 3, 31), clause="C-1"
)
REPORT = Obligation(
    policy=POLICY,
    key="report",
    title="月报",
    kind=ObligationKind.REPORT,
    recurrence=EveryMonths(day=5, months_later=1),
    clause="C-1",
    group="town",
)
MEETING = Obligation(
    policy=POLICY,
    key="meeting",
    title="协调会",
    kind=ObligationKind.MEETING,
    recurrence=AS_NEEDED,
    clause="C-1",
    meeting=MeetingForm(kind=MeetingKind.DISPATCH, chair="县长"),
)
BULLETIN = Obligation(
    policy=POLICY,
    key="bulletin",
    title="周通报",
    kind=ObligationKind.BULLETIN,
    recurrence=Weekly(weekday=1, calendar_weeks=True, weeks_later=1),
    clause="C-1",
    strict=False,
)
SCHEDULE = Schedule(obligations=(REPORT, MEETING, BULLETIN), phases=(PHASE,))
