"""What the ledger keeps of libraries: plain values, one for each table."""

from datetime import date
from uuid import UUID

from xiangmu.plugin.libraries import LibraryStatus
from xiangmu.plugin.value import value


@value
class LibraryEntry:
    """A project on its way into a library, in it, or out of it again; see the table."""

    id: UUID
    policy: str
    library: str
    before: str
    project: UUID
    unit: str
    on: date
    round: int
    status: LibraryStatus
    awaits: str
    admitted_on: date | None
    closed_on: date | None


@value
class StatisticsList:
    """What a statistics office has in its own library in a month; see the table."""

    id: UUID
    policy: str
    month: date
    unit: str
    on: date
    lines: int


@value
class StatisticsLine:
    """A project as the statistics office knows it; see the table."""

    id: UUID
    list: UUID
    unit: str
    number: int
    code: str
    name: str
    place: str
