"""The lights of every project on a board's day, with those of earlier months for the rules that remember them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.domain.fold import Board
from xiangmu.domain.procedures import standings_of
from xiangmu.domain.schedule.counting import WorkdayCount
from xiangmu.plugin.lights import Light, LightRule, LightState, OpenIssue, Situation
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value


@value
class ProjectIssue:
    """A problem of a project, open or closed. ``due``: by when something has to happen next."""

    project: UUID
    category: str
    raised_on: date
    due: date | None
    closed_on: date | None


Issues = Mapping[UUID, Sequence[ProjectIssue]]


@value
class Lit:
    """What one light shows."""

    rule: LightRule
    light: Light


@value
class ProjectLights:
    """A project with the lights that have to do with it, in the order stated."""

    project: UUID
    name: str
    units: tuple[str, ...]
    """Those that it is enrolled for on the day."""
    lit: tuple[Lit, ...]


Counts = dict[tuple[str, LightState], int]
"""By light and state."""


def by_project(issues: Iterable[ProjectIssue]) -> Issues:
    """The problems of every project."""
    found: dict[UUID, list[ProjectIssue]] = defaultdict(list)
    for issue in issues:
        found[issue.project].append(issue)
    return found


def lights_of(
    catalog: Catalog, board: Board, issues: Issues, counting: WorkdayCount
) -> tuple[ProjectLights, ...]:
    """The lights of every live project, by its name."""
    rules = catalog.lights_of(board.policy)
    earlier = _earlier(catalog, board, issues, counting, rules)
    found = [
        ProjectLights(
            project=project.id,
            name=project.name,
            units=board.claimants.get(project.id, ()),
            lit=tuple(lit for lit in _lit(rules, situation, earlier)),
        )
        for project, situation in _situations(catalog, board, issues, counting)
    ]
    return tuple(sorted(found, key=lambda one: (one.name, one.project)))


def counts_of(found: Iterable[ProjectLights]) -> Counts:
    """How many projects show what."""
    return Counter((lit.rule.key, lit.light.state) for one in found for lit in one.lit)


def _situations(
    catalog: Catalog, board: Board, issues: Issues, counting: WorkdayCount
) -> Iterator[tuple[ProjectView, Situation]]:
    procedures = catalog.procedures_of(board.policy)
    for project in board.whole.live_projects():
        situation = Situation(
            snapshot=board.whole,
            project=project,
            procedures=standings_of(procedures, board, project, counting),
            issues=tuple(_open(issues.get(project.id, ()), board.as_of)),
        )
        yield project, situation


def _lit(
    rules: Iterable[LightRule],
    situation: Situation,
    earlier: Mapping[tuple[UUID, str], tuple[LightState, ...]],
) -> Iterator[Lit]:
    for rule in rules:
        light = rule.look(_remembering(situation, earlier.get((situation.project.id, rule.key), ())))
        if light is not None:
            yield Lit(rule=rule, light=light)


def _remembering(situation: Situation, before: tuple[LightState, ...]) -> Situation:
    if not before:
        return situation
    return Situation(
        snapshot=situation.snapshot,
        project=situation.project,
        procedures=situation.procedures,
        issues=situation.issues,
        before=before,
    )


def _earlier(
    catalog: Catalog, board: Board, issues: Issues, counting: WorkdayCount, rules: Iterable[LightRule]
) -> dict[tuple[UUID, str], tuple[LightState, ...]]:
    """For every project and light that remembers: what it showed at the ends of the months before, latest first."""
    found: dict[tuple[UUID, str], tuple[LightState, ...]] = defaultdict(tuple)
    remembering = [rule for rule in rules if rule.memory]
    day = board.as_of
    for number in range(max((rule.memory for rule in remembering), default=0)):
        day = day.replace(day=1) - timedelta(days=1)
        for project, situation in _situations(catalog, board.on(day), issues, counting):
            for lit in _lit([rule for rule in remembering if rule.memory > number], situation, {}):
                found[project.id, lit.rule.key] += (lit.light.state,)
    return found


def _open(issues: Iterable[ProjectIssue], day: date) -> Iterator[OpenIssue]:
    for issue in issues:
        if issue.raised_on <= day and (issue.closed_on is None or issue.closed_on > day):
            yield OpenIssue(category=issue.category, raised_on=issue.raised_on, due=issue.due)
