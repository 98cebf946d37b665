"""What moved in a stretch of days (进展): read from the facts, so that nobody types it twice."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from xiangmu.plugin.evidence import EvidenceKind
from xiangmu.plugin.money import in_words
from xiangmu.plugin.periods import add_months
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import FUND_STEP_TITLES, PROCEDURE_TITLES, STAGE_TITLES, START_TITLES


@value
class Movement:
    """One fact of a project in the stretch; ``claimed``: nobody confirmed it yet. ``yuan``: the money that it is
    about, None without."""

    project: UUID
    name: str
    on: date
    what: str
    kind: EvidenceKind
    id: UUID
    yuan: int | None = None
    claimed: bool = False


class Counts(StrEnum):
    """What a sum counts."""

    COUNT = "COUNT"
    YUAN = "YUAN"


@value
class Sum:
    """A figure over all movements: projects, or yuan. ``claimed``: how much of it is not confirmed yet."""

    title: str
    counts: Counts
    confirmed: int
    claimed: int


@value
class WindowFigures:
    """What moved from ``first`` to ``last`` (both included)."""

    first: date
    last: date
    projects: int
    """How many projects the unit had."""
    movements: tuple[Movement, ...]

    @property
    def sums(self) -> tuple[Sum, ...]:
        """One for each kind of movement, in the order in which they first came; money summed beside it."""
        found: dict[str, list[Movement]] = {}
        for movement in self.movements:
            found.setdefault(_sort(movement), []).append(movement)
        return tuple(one for title, moved in found.items() for one in _sums(title, moved))


def figures_of(
    projects: Iterable[ProjectView], first: date, last: date, claimed: Collection[UUID] = ()
) -> WindowFigures:
    """What moved of ``projects``; ``claimed``: the identities of facts that are not confirmed."""
    seen = sorted((p for p in projects if p.share_on(last)), key=lambda project: (project.name, project.id))
    moved = [
        movement
        for project in seen
        for movement in _movements(project, claimed)
        if first <= movement.on <= last
    ]
    return WindowFigures(
        first=first,
        last=last,
        projects=len(seen),
        movements=tuple(sorted(moved, key=lambda m: (m.on, m.name, m.project, m.what, m.id))),
    )


def _movements(project: ProjectView, claimed: Collection[UUID]) -> Iterator[Movement]:
    def moved(kind: EvidenceKind, fact: UUID, on: date, what: str, yuan: int | None = None) -> Movement:
        return Movement(
            project=project.id,
            name=project.on(on).name,
            on=on,
            what=what,
            kind=kind,
            id=fact,
            yuan=yuan,
            claimed=fact in claimed,
        )

    for stage in project.stages:
        total = project.on(stage.on).total_yuan
        yield moved(EvidenceKind.STAGE, stage.id, stage.on, STAGE_TITLES[stage.stage], total)
    for start in project.starts:
        total = project.on(start.on).total_yuan
        yield moved(EvidenceKind.START, start.id, start.on, START_TITLES[start.kind], total)
    for report in project.progress:
        ends = add_months(report.month, 1) - timedelta(days=1)
        what = f"{report.month:%Y-%m}完成投资"
        yield moved(EvidenceKind.PROGRESS, report.id, ends, what, report.invested_yuan)
    for step in project.funding:
        what = f"资金{FUND_STEP_TITLES[step.step]}"
        yield moved(EvidenceKind.FUNDING, step.id, step.on, what, step.amount_yuan)
    for procedure in project.procedures:
        if procedure.done_on:
            what = f"办结{PROCEDURE_TITLES[procedure.kind]}"
            yield moved(EvidenceKind.PROCEDURE, procedure.id, procedure.done_on, what)


def _sort(movement: Movement) -> str:
    return "完成投资" if movement.kind is EvidenceKind.PROGRESS else movement.what


def _sums(title: str, moved: list[Movement]) -> Iterator[Sum]:
    yield Sum(
        title=f"{title}项目数",
        counts=Counts.COUNT,
        confirmed=len({m.project for m in moved if not m.claimed}),
        claimed=len({m.project for m in moved} - {m.project for m in moved if not m.claimed}),
    )
    if any(movement.yuan is not None for movement in moved):
        yield Sum(
            title=f"{title}{'' if title == '完成投资' else '总投资'}",
            counts=Counts.YUAN,
            confirmed=sum(m.yuan or 0 for m in moved if not m.claimed),
            claimed=sum(m.yuan or 0 for m in moved if m.claimed),
        )


def told(movement: Movement) -> str:
    """One line of a report: ``2020-09-23 某项目 开工(12亿元)``."""
    money = f"({in_words(movement.yuan)})" if movement.yuan is not None else ""
    return f"{movement.on} {movement.name} {movement.what}{money}{'(待核)' if movement.claimed else ''}"
