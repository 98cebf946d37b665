"""The query ``agenda``."""

from datetime import date, timedelta
from typing import Annotated

import strawberry
from strawberry import argument

from xiangmu.access.roles import Permission
from xiangmu.api.agenda.types import TYPES, Agenda, Listed
from xiangmu.api.arguments import SomeUnit
from xiangmu.api.context import Context, Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.errors import bad_input, not_found, quoted
from xiangmu.catalog.names import find_unit
from xiangmu.services.agenda.gathering import Gathering, Span
from xiangmu.services.clock import business_day

LONGEST = 366
"""Days ahead."""


async def agenda(
    info: Info,
    days: Annotated[int, argument(description=f"往后看几天,0到{LONGEST};0为只看当天。")] = 14,
    since: Annotated[date | None, argument(name="from", description="从哪天起;不填为今天。")] = None,
    jurisdiction: Annotated[str | None, argument(description="辖区的键;不填为看得到的各个辖区。")] = None,
    unit: SomeUnit = None,
    mine: Annotated[
        bool,
        argument(
            description="只看自己的:有权查看的单位的,分工由自己负责的项目和单位的,主管办公室的人还有办公室自己的。"
        ),
    ] = False,
) -> Agenda:
    """What is due in some days, and what is overdue, of what they see."""
    if not 0 <= days <= LONGEST:
        raise bad_input("days", f"须为 0 到 {LONGEST} 天, 不能是 {days}")
    context, now = info.context, info.context.clock()
    first = since or business_day(now)
    if not date(2000, 1, 1) <= first <= date(2100, 1, 1):
        raise bad_input("from", f"须在 2000 年到 2100 年之间, 不能是 {first}")
    places = _places(context, jurisdiction)
    named = None if unit is None else _unit(context, places, unit)
    span = Span(first=first, last=first + timedelta(days=days), now=now)
    async with context.database.reading() as connection:
        gathering = Gathering(connection, context.catalog, context.rights)
        entries = await gathering.entries(places, span, unit=named, mine=mine) if places else []
    return Agenda(
        listed=Listed(entries=tuple(entries), policies=context.stated),
        first=span.first,
        last=span.last,
        count=len(entries),
        overdue=sum(entry.overdue for entry in entries),
    )


def _places(context: Context, jurisdiction: str | None) -> frozenset[str]:
    if jurisdiction is None:
        return context.read_jurisdictions
    if jurisdiction not in context.read_jurisdictions:
        raise not_found("jurisdiction", f"没有辖区{quoted(jurisdiction)}")
    return frozenset((jurisdiction,))


def _unit(context: Context, places: frozenset[str], name: str) -> tuple[str, str]:
    """The one unit that is called so."""
    found = [
        (place, unit.key)
        for place in sorted(places)
        if (unit := find_unit(context.catalog.city(place).units.units, name))
        and context.sights.of(place).of_unit(unit.key, Permission.READ)
    ]
    if not found:
        raise not_found("unit", f"没有单位{quoted(name)}")
    if len(found) > 1:
        raise bad_input("jurisdiction", f"几个辖区都有单位{quoted(name)}, 请填辖区")
    return found[0]


@strawberry.type
class AgendaQueries:
    """The agenda."""

    agenda: Agenda = strawberry.field(
        resolver=agenda,
        description="待办日程:今后若干天到期的,和已经逾期的(文件规定的事项和会议议定的只看半年以内),各文件、各来源合在一起。",
        metadata=FOLDING,
    )


SHOWN = tuple(dict.fromkeys(TYPES.values()))
"""The types behind the interface, for the schema to know of."""
