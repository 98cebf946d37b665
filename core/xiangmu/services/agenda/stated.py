"""What the policies themselves put on the agenda: occurrences of their obligations, milestones of their targets."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from xiangmu.catalog import Catalog
from xiangmu.db.rhythm import Rhythm
from xiangmu.domain.schedule.occurrences import MARGIN
from xiangmu.domain.schedule.standing import DONE, State
from xiangmu.plugin.policy import Policy
from xiangmu.plugin.targets import Target
from xiangmu.services.agenda.entry import Entry, EntryKind, Fate, UnitName, at_end
from xiangmu.services.rhythm import Due, due_between

LOOK_BACK = timedelta(days=183)
"""What was due earlier and never done is no longer on anybody's agenda."""
Named = Mapping[tuple[str, str], UnitName]
"""Units by jurisdiction and key."""


def occurrences(
    catalog: Catalog, rhythm: Rhythm, first: date, last: date, now: datetime, named: Named
) -> Iterator[Entry]:
    """Those aimed at by ``last`` and not over before ``first``, and what is overdue."""
    since, until = first - LOOK_BACK, last + timedelta(days=MARGIN)
    for due in due_between(catalog, rhythm, since, until, now):
        entry = _occurrence(rhythm.policy, due, now, named)
        if entry.effective.date() <= last and (entry.due.date() >= first or entry.overdue):
            yield entry


def _occurrence(policy: Policy, due: Due, now: datetime, named: Named) -> Entry:
    one, stands, obligation = due.occurrence, due.standing, due.occurrence.obligation
    again = due.reports[-1].again_by if stands.state is State.RETURNED and due.reports else None
    unit = named.get((policy.jurisdiction, one.unit))
    moved = "" if again else one.effective.because
    return Entry(
        kind=EntryKind.OCCURRENCE,
        key=f"{EntryKind.OCCURRENCE.value}/{policy.key}/{obligation.key}/{one.key}/{one.unit}",
        jurisdiction=policy.jurisdiction,
        title=f"{obligation.title}(重报)" if again else obligation.title,
        note=obligation.content,
        because="; ".join(filter(None, (stands.because, moved))),
        due=again or one.due,
        effective=again or one.effective.due,
        overdue=stands.state is State.MISSING
        or (stands.state is State.RETURNED and now > (again or one.due)),
        policy=policy.key,
        clause=obligation.clause,
        unit=unit,
        units=frozenset((one.unit,)) if one.unit else frozenset(),
        fate=_fate(stands.state),
        occurrence=due,
    )


def _fate(state: State) -> Fate:
    if state is State.WAIVED:
        return Fate.WAIVED
    return Fate.DONE if state in DONE else Fate.OPEN


def milestones(catalog: Catalog, policy: Policy, first: date, last: date, named: Named) -> Iterator[Entry]:
    """Parts of goals due by ``last``, and the goals themselves. How far they have come is for ``attainment`` to say."""
    for target in catalog.targets_of(policy.key):
        stated = {milestone.due: milestone for milestone in target.milestones}
        for day in sorted({*stated, target.due}):
            if first <= day <= last:
                part = stated.get(day)
                yield Entry(
                    kind=EntryKind.MILESTONE,
                    key="/".join(
                        (EntryKind.MILESTONE, policy.key, target.group, target.unit, target.key, str(day))
                    ),
                    jurisdiction=policy.jurisdiction,
                    title=f"{target.title}: {f'完成目标的{part.per_mille / 10:g}%' if part else '完成目标'}",
                    note="",
                    because=f"节点是{day}",
                    due=at_end(day),
                    effective=at_end(day),
                    overdue=False,
                    policy=policy.key,
                    clause=(part.clause if part else "") or target.clause,
                    unit=named.get((policy.jurisdiction, target.unit)),
                    units=_concerned(catalog, policy, target),
                    target=target,
                    milestone=part,
                )


def _concerned(catalog: Catalog, policy: Policy, target: Target) -> frozenset[str]:
    if target.unit:
        return frozenset((target.unit, target.lead, *target.responsible)) - {""}
    led = {target.lead, *target.responsible} - {""}
    return frozenset(led or (catalog.groups[policy.key, target.group].units if target.group else ()))
