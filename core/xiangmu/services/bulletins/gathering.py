"""Gathering all that a bulletin rests on: one read of the ledger at one number."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.catalog import Catalog
from xiangmu.db import tables as t
from xiangmu.db.facts import known
from xiangmu.db.rhythm import Rhythm, rhythm_of
from xiangmu.domain.bulletins.gathered import (
    Corrected,
    Deadline,
    Gathered,
    Reporting,
    UnitIssues,
    Unpunctual,
    Words,
)
from xiangmu.domain.schedule.occurrences import Occurrence
from xiangmu.domain.schedule.standing import State
from xiangmu.plugin.issues import IssueStatus
from xiangmu.plugin.policy import Readings
from xiangmu.plugin.schedule import HANDED_IN, Obligation
from xiangmu.services.bulletins.figures import figures_for
from xiangmu.services.bulletins.subject import Subject
from xiangmu.services.clock import business_day
from xiangmu.services.rhythm import Due, due_between

AT_LEAST, AT_MOST = 7, 31
"""Days that the next deadlines are shown for: as many as the bulletin is about, within these bounds."""
UNPUNCTUAL = (State.LATE, State.MISSING, State.RETURNED)
TO_DO = (State.NOT_OPEN, State.OPEN)


async def gather(
    connection: AsyncConnection,
    catalog: Catalog,
    subject: Subject,
    readings: Readings,
    words: Words,
    corrected: Corrected | None,
) -> Gathered:
    """All that the bulletin of ``subject`` rests on."""
    rhythm = await rhythm_of(connection, subject.policy, subject.known_no)
    figures = await figures_for(connection, catalog, subject, readings)
    slot = subject.slot
    return Gathered(
        jurisdiction=catalog.jurisdictions[subject.policy.jurisdiction].title,
        policy=subject.policy.title,
        title=subject.obligation.title,
        first=slot.first,
        last=slot.last,
        as_of=subject.as_of,
        at=subject.at,
        sections=subject.obligation.bulletin.sections,
        words=words,
        corrected=corrected,
        before=figures.before,
        progress=figures.progress,
        rankings=figures.rankings,
        decided=figures.decided,
        rolls=figures.rolls,
        movements=figures.movements,
        reporting=_reporting(catalog, subject, rhythm),
        issues=await _issues(connection, subject),
        deadlines=tuple(_deadlines(catalog, subject, rhythm)),
    )


def _reporting(catalog: Catalog, subject: Subject, rhythm: Rhythm) -> Reporting | None:
    """What was due to be handed in from the first day of the stretch until the bulletin's own deadline, or so far."""
    policy = subject.policy.key
    keys = {one.key for one in catalog.obligations_of(policy) if one.kind in HANDED_IN}
    if not keys:
        return None
    slot = subject.slot
    first, last = slot.first, min(max(slot.last, slot.due.date()), business_day(subject.at))
    found = due_between(catalog, rhythm, first, last, subject.at, obligations=keys)
    counts = Counter(due.standing.state for due in found)
    unpunctual = (due for due in found if due.standing.state in UNPUNCTUAL)
    return Reporting(
        counts=tuple((state, counts[state]) for state in State if counts[state]),
        unpunctual=tuple(_unpunctual(catalog, due) for due in sorted(unpunctual, key=_by_due)),
    )


def _by_due(due: Due) -> tuple[date, str]:
    return due.occurrence.slot.due.date(), due.occurrence.obligation.key


def _unpunctual(catalog: Catalog, due: Due) -> Unpunctual:
    one = due.occurrence
    return Unpunctual(
        unit=catalog.unit(one.obligation.policy, one.unit).title if one.unit else "",
        title=one.obligation.title,
        due=one.due,
        state=due.standing.state,
        because=due.standing.because,
        breach=due.standing.breach,
    )


def _deadlines(catalog: Catalog, subject: Subject, rhythm: Rhythm) -> Iterator[Deadline]:
    """What is still to do in the days after the moment; the bulletin itself is being done."""
    slot, today = subject.slot, business_day(subject.at)
    days = min(max((slot.last - slot.first).days + 1, AT_LEAST), AT_MOST)
    itself = (subject.obligation.key, slot.due)
    found = [
        due.occurrence
        for due in due_between(catalog, rhythm, today, today + timedelta(days=days), subject.at)
        if due.standing.state in TO_DO and (due.occurrence.obligation.key, due.occurrence.slot.due) != itself
    ]
    found.sort(key=lambda one: (one.due, one.obligation.key))
    for (due, _), occurrences in groupby(found, key=lambda one: (one.due, one.obligation.key)):
        owed = list(occurrences)
        obligation = owed[0].obligation
        yield Deadline(due=due, title=obligation.title, whom=_whom(catalog, obligation, owed))


def _whom(catalog: Catalog, obligation: Obligation, owed: Iterable[Occurrence]) -> str:
    """Who still owes it."""
    units = [one.unit for one in owed if one.unit]
    if not units:
        return "主管办公室"
    group = catalog.groups.get((obligation.policy, obligation.group))
    if group and len(units) == len(group.units):
        return f"{group.title}各单位"
    return "、".join(catalog.unit(obligation.policy, unit).title for unit in units)


async def _issues(connection: AsyncConnection, subject: Subject) -> tuple[UnitIssues, ...]:
    """The problems under the policy by the unit that is to settle them, those of nobody last."""
    columns, titles = t.issue.c, t.unit.c
    rows = await connection.execute(
        select(columns.unit_id, columns.raised_on, columns.due, columns.closed_on).where(
            columns.policy == subject.policy.key,
            columns.status != IssueStatus.MERGED,
            known(t.issue, subject.known_no),
        )
    )
    named = await connection.execute(
        select(titles.fact_id, titles.title).where(
            titles.jurisdiction == subject.policy.jurisdiction, known(t.unit, subject.known_no)
        )
    )
    title_of = {row.fact_id: row.title for row in named}
    today, first, last = business_day(subject.at), subject.slot.first, subject.as_of
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        of_unit = found[title_of[row.unit_id] if row.unit_id else ""]
        open_ = row.closed_on is None
        of_unit["open"] += open_
        of_unit["overdue"] += open_ and row.due is not None and row.due < today
        of_unit["raised"] += first <= row.raised_on <= last
        of_unit["closed"] += row.closed_on is not None and first <= row.closed_on <= last
    return tuple(
        UnitIssues(unit=unit, **{name: counts[name] for name in ("open", "overdue", "raised", "closed")})
        for unit, counts in sorted(found.items(), key=lambda entry: (not entry[0], entry[0]))
        if any(counts.values())
    )
