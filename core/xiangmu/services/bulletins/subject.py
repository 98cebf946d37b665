"""What a bulletin is about."""

from datetime import date, datetime

from xiangmu.plugin.periods import Period, PeriodKind
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.recurrence import Slot
from xiangmu.plugin.schedule import Obligation
from xiangmu.plugin.value import value
from xiangmu.services.clock import business_day


@value
class Subject:
    """One occurrence at the moment ``at``, as the ledger knew it at ``known_no``."""

    policy: Policy
    obligation: Obligation
    slot: Slot
    at: datetime
    known_no: int

    @property
    def as_of(self) -> date:
        """The last day whose events count."""
        return min(self.slot.last, business_day(self.at))

    @property
    def campaign(self) -> Period:
        """The whole time of the policy."""
        return Period(kind=PeriodKind.CAMPAIGN, start=self.policy.starts, end=self.policy.ends)

    def holding(self, kind: PeriodKind) -> Period:
        """The period of ``kind`` that the last day of the stretch lies in."""
        return self.campaign if kind is PeriodKind.CAMPAIGN else Period.holding(kind, self.slot.last)

    def fits(self, period: Period) -> bool:
        """Whether the stretch is just the period; a campaign belongs to the stretch that it ends in."""
        if period.kind is PeriodKind.CAMPAIGN:
            return period.end in Period(kind=period.kind, start=self.slot.first, end=self.slot.last)
        return (period.start, period.end) == (self.slot.first, self.slot.last)
