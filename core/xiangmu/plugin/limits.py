"""How long something may take (时限)."""

from xiangmu.plugin.value import value


@value
class Limit:
    """How long something may take: one of the fields. Days and workdays end with the day, after that of the start.

    ``half_months`` are pairs: what starts up to the first day of a month is due on the second, of the next month
    where that day comes earlier.
    """

    hours: int = 0
    days: int = 0
    workdays: int = 0
    months: int = 0
    half_months: tuple[tuple[int, int], ...] = ()
