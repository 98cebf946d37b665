"""What the ledger keeps of a problem as it stands: worked out of its steps, so that lists can find it."""

from datetime import date, datetime
from uuid import UUID

from xiangmu.plugin.issues import Gravity, IssueSource, IssueStatus
from xiangmu.plugin.value import value


@value
class Issue:
    """A problem. ``raised_by`` is a principal, ``raiser`` the unit that it was raised for, "" for none.

    ``problem`` is equal for the same kind of problem of one unit. ``due`` is the day by which it is to be settled,
    ``next_due`` the moment after which a rule escalates it.
    """

    id: UUID
    policy: str
    category: str
    project: UUID | None
    unit: str
    raiser: str
    raised_by: str
    raised_on: date
    text: str
    gravity: Gravity
    source: IssueSource
    source_id: UUID | None
    problem: str
    level: str
    status: IssueStatus
    post: str
    person: UUID | None
    due: date | None
    next_due: datetime | None
    closed_on: date | None
    merged_into: UUID | None
