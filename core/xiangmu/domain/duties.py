"""Who is on record for what, and what is missing or doubled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.domain.fold import Board
from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Assignment
from xiangmu.plugin.leaders import DutyNeed, DutyRule, DutyScope
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import DUTY_TITLES, Duty


@value
class Gap:
    """A duty that too few or too many hold, of a project or of a unit (``project`` None)."""

    rule: DutyRule
    need: DutyNeed
    units: tuple[str, ...]
    """The unit itself; of a project the units that it is enrolled for."""
    project: UUID | None
    found: int
    because: str
    evidence: tuple[Evidence, ...]


def gaps(catalog: Catalog, board: Board) -> Iterator[Gap]:
    """Everything that the policy's rules on duties find missing or doubled at the end of the board's day.

    A duty whose last day it was is over by then. So a leader's leaving shows on the day itself; a duty that is handed
    over without a gap is the successor's from the same day on.
    """
    titles = {unit.key: unit.title for unit in catalog.city_of(board.policy).units.units}
    for rule in catalog.duties_of(board.policy):
        if rule.scope is DutyScope.PROJECT:
            yield from _of_projects(board, rule)
        else:
            yield from _of_units(board, rule, titles)


def _of_projects(board: Board, rule: DutyRule) -> Iterator[Gap]:
    for project in board.whole.projects:
        if rule.applies(board.whole, project):
            units = board.claimants.get(project.id, ())
            lasting = _lasting(project.assignments, board.as_of)
            holders = _holders(lasting)
            holders[Duty.RESPONSIBLE_UNIT] |= {(unit, None) for unit in units}
            yield from _gaps(_Subject(rule, project.name, units, project.id), holders, lasting)


def _of_units(board: Board, rule: DutyRule, titles: Mapping[str, str]) -> Iterator[Gap]:
    snapshots = {
        unit: snapshot
        for (group, unit), snapshot in board.units.items()
        if not rule.groups or group in rule.groups
    }
    for unit, snapshot in snapshots.items():
        lasting = _lasting(snapshot.assignments, board.as_of)
        yield from _gaps(_Subject(rule, titles[unit], (unit,), None), _holders(lasting), lasting)


class _Subject(NamedTuple):
    rule: DutyRule
    title: str
    units: tuple[str, ...]
    project: UUID | None


Holder = tuple[str, UUID | str | None]
"""Of which unit, and who: the person, or the post where nobody is known."""


def _lasting(assignments: Iterable[Assignment], day: date) -> tuple[Assignment, ...]:
    return tuple(duty for duty in assignments if duty.outlasts(day))


def _holders(lasting: Iterable[Assignment]) -> dict[Duty, set[Holder]]:
    """Who holds each duty: the same person or post twice is one holder, a unit is one whoever speaks for it."""
    found: dict[Duty, set[Holder]] = defaultdict(set)
    for duty in lasting:
        who = None if duty.duty is Duty.RESPONSIBLE_UNIT else duty.person or duty.post
        found[duty.duty].add((duty.unit, who))
    return found


def _gaps(
    subject: _Subject, holders: dict[Duty, set[Holder]], lasting: Iterable[Assignment]
) -> Iterator[Gap]:
    for need in subject.rule.needs:
        found = len(holders[need.duty])
        if need.least <= found and (need.most is None or found <= need.most):
            continue
        yield Gap(
            rule=subject.rule,
            need=need,
            units=subject.units,
            project=subject.project,
            found=found,
            because=f"{subject.title}: {DUTY_TITLES[need.duty]}{_wanted(need)}, 在册{found}",
            evidence=tuple(
                Evidence(
                    kind=EvidenceKind.ASSIGNMENT,
                    id=duty.id,
                    project=subject.project,
                    on=duty.since,
                    note=f"自{duty.since}起: {duty.post}",
                )
                for duty in lasting
                if duty.duty is need.duty
            ),
        )


def _wanted(need: DutyNeed) -> str:
    if need.most is None:
        return f"应不少于{need.least}"
    return f"应为{need.least}" if need.least == need.most else f"应为{need.least}至{need.most}"
