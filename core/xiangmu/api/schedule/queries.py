"""The queries ``occurrences`` and ``reportForm``."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Annotated, cast

import strawberry
from strawberry import argument

from xiangmu.access.roles import Permission
from xiangmu.api.arguments import PUBLISHED, PolicyKey, SomeUnit, find_policy
from xiangmu.api.context import Context, Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.errors import bad_input, not_allowed, not_found, quoted
from xiangmu.api.schedule.figures import ReportFigures, shown
from xiangmu.api.schedule.types import Occurrence, OccurrenceCount, OccurrenceList, ReportForm
from xiangmu.api.stated import StatedPolicy
from xiangmu.catalog.names import find_unit
from xiangmu.db.facts import head_no, known_at
from xiangmu.db.rhythm import rhythm_of
from xiangmu.domain.schedule.standing import State
from xiangmu.plugin.schedule import HANDED_IN
from xiangmu.services.reporting import packed, window_figures
from xiangmu.services.reports import figures_hash
from xiangmu.services.rhythm import Due, due_between

LONGEST = 400
"""Days of one question."""
ObligationKey = Annotated[str, argument(description="调度事项的键。")]


async def occurrences(
    info: Info,
    policy: PolicyKey,
    since: Annotated[date, argument(description="到期日自这一天起(含)。")],
    until: Annotated[date, argument(description=f"到这一天为止(含);一次至多看{LONGEST}天。")],
    unit: SomeUnit = None,
    obligation: Annotated[str | None, argument(description="调度事项的键;不填为全部。")] = None,
    states: Annotated[list[State] | None, argument(description="只看这些状态的;不填为全部。")] = None,
    at: Annotated[
        datetime | None, argument(description="按哪一时刻的情形、当时所知来判断;不填为现在。")
    ] = None,
) -> OccurrenceList:
    """What is due between two days of what they see."""
    stated = find_policy(info.context, policy, PUBLISHED)
    if until < since or (until - since).days > LONGEST:
        raise bad_input("until", f"起止须在 {LONGEST} 天之内, 且不颠倒")
    if obligation is not None and obligation not in stated.obligations:
        raise not_found("obligation", f"{stated.policy.title}没有调度事项{quoted(obligation)}")
    units = None if unit is None else (_unit(info.context, stated, unit),)
    now = info.context.clock()
    async with info.context.database.reading() as connection:
        no = await known_at(connection, at) if at else await head_no(connection)
        rhythm = await rhythm_of(connection, stated.policy, no)
    found = due_between(
        info.context.catalog,
        rhythm,
        since,
        until,
        at or now,
        units=units,
        obligations=None if obligation is None else (obligation,),
    )
    return _listed(info.context, stated, found, states)


async def report_form(
    info: Info,
    policy: PolicyKey,
    obligation: ObligationKey,
    due: Annotated[date, argument(description="所印的到期日,指明是哪一次。")],
    unit: Annotated[
        str | None, argument(description="责任单位的键、名称或别名;主管办公室自己办的不填。")
    ] = None,
) -> ReportForm:
    """What the report would hold if it were handed in now."""
    stated = find_policy(info.context, policy, PUBLISHED)
    asked = stated.obligations.get(obligation)
    if asked is None or asked.kind not in HANDED_IN:
        raise not_found("obligation", f"{stated.policy.title}没有由报告完成的调度事项{quoted(obligation)}")
    key = "" if unit is None else _unit(info.context, stated, unit)
    sight = info.context.sights.of(stated.policy.jurisdiction)
    if not key and not sight.whole(Permission.READ):
        raise not_allowed("unit", "主管办公室自己办的, 只有看得到全辖区的人能看")
    now = info.context.clock()
    async with info.context.database.reading() as connection:
        rhythm = await rhythm_of(connection, stated.policy, await head_no(connection))
        found = due_between(
            info.context.catalog, rhythm, due, due, now, units=(key,), obligations=(obligation,)
        )
        if not found:
            raise not_found("due", f"{asked.title}没有这个单位在 {due} 到期的一次")
        slot = found[0].occurrence.slot
        figures = packed(await window_figures(connection, info.context.catalog, rhythm, key, slot, now))
    projects = await info.context.sights.projects(stated.policy.jurisdiction, {})
    return ReportForm(
        occurrence=_shown(stated, found[0]),
        figures=cast("ReportFigures", shown(figures, projects.hidden.hides)),
        figures_hash=figures_hash(figures),
    )


def _unit(context: Context, stated: StatedPolicy, name: str) -> str:
    unit = find_unit(context.catalog.city_of(stated.policy.key).units.units, name)
    sight = context.sights.of(stated.policy.jurisdiction)
    if unit is None or not sight.of_unit(unit.key, Permission.READ):
        raise not_found("unit", f"没有单位{quoted(name)}")
    return unit.key


def _listed(
    context: Context, stated: StatedPolicy, found: list[Due], states: Collection[State] | None
) -> OccurrenceList:
    sight = context.sights.of(stated.policy.jurisdiction)
    seen = [
        due
        for due in sorted(found, key=lambda due: due.occurrence.due)
        if (states is None or due.standing.state in states)
        and (not due.occurrence.unit or sight.of_unit(due.occurrence.unit, Permission.READ))
    ]
    counted = Counter(due.standing.state for due in seen)
    return OccurrenceList(
        found=[_shown(stated, due) for due in seen],
        count=len(seen),
        counts=[OccurrenceCount(state=state, count=counted[state]) for state in State if counted[state]],
    )


def _shown(stated: StatedPolicy, due: Due) -> Occurrence:
    one = due.occurrence
    unit = stated.units[one.unit] if one.unit else None
    return Occurrence.of(stated.policy.key, due, stated.obligations[one.obligation.key], unit)


@strawberry.type
class ScheduleQueries:
    """The rhythm."""

    occurrences: OccurrenceList = strawberry.field(
        resolver=occurrences,
        description="调度事项:一段时间内各单位有哪些事到期、办得怎样;谁还没报、谁迟了。",
        metadata=FOLDING,
    )
    report_form: ReportForm = strawberry.field(
        resolver=report_form,
        description="报告的底稿:为一次调度事项,期间账本里有哪些进展。",
        metadata=FOLDING,
    )
