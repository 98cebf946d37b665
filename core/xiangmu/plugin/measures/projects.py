"""Counts, sums and durations over projects."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from statistics import median

from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.filters import Test
from xiangmu.plugin.happenings import Happening, When
from xiangmu.plugin.measures.base import Measure, Measured, share
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView, per_snapshot
from xiangmu.plugin.value import value


@value
class Counted:
    """A project that counts, for ``share`` of it."""

    project: ProjectView
    happening: Happening
    share: Fraction


def counted(snapshot: AnySnapshot, when: When, *tests: Test) -> Iterator[Counted]:
    """The live projects for which ``when`` happened, every test holds on that day, and some share counts."""
    return (
        one for one in _happened(snapshot, when) if all(test(one.project, one.happening.on) for test in tests)
    )


def _happened(snapshot: AnySnapshot, when: When) -> tuple[Counted, ...]:
    """Found once for each snapshot: a city's measures ask the same of it again and again."""
    known = _known(snapshot)
    found = known.get(when)
    if found is None:
        found = known[when] = tuple(_each(snapshot, when))
    return found


@per_snapshot
def _known(_: AnySnapshot) -> dict[When, tuple[Counted, ...]]:
    return {}


def _each(snapshot: AnySnapshot, when: When) -> Iterator[Counted]:
    for project in snapshot.live_projects():
        happening = when(snapshot, project)
        if happening is not None and (share_of_it := project.share_on(happening.on)):
            yield Counted(project=project, happening=happening, share=share_of_it)


def count(when: When, *tests: Test, title: str) -> Measure:
    """How many projects count; shared ones count by their share."""

    def formula(snapshot: AnySnapshot) -> Measured:
        found = tuple(counted(snapshot, when, *tests))
        amount = sum((one.share for one in found), Fraction(0))
        return Measured(
            amount=amount, evidence=_evidence(found), because=f"{title}: {said(amount, Amount.COUNT)}"
        )

    return Measure(title=title, counts=Amount.COUNT, formula=formula)


def total(when: When, *tests: Test, title: str) -> Measure:
    """The total investment in yuan of the projects that :func:`count` would count, as in force on that day."""

    def formula(snapshot: AnySnapshot) -> Measured:
        found = tuple(counted(snapshot, when, *tests))
        amounts = (one.project.on(one.happening.on).total_yuan * one.share for one in found)
        amount = sum(amounts, Fraction(0))
        because = f"{title}: {len(found)}个项目共{said(amount, Amount.YUAN)}"
        return Measured(amount=amount, evidence=_evidence(found), because=because)

    return Measure(title=title, counts=Amount.YUAN, formula=formula)


def start_rate(base: When, start: When, *tests: Test, title: str) -> Measure:
    """Of the projects for which ``base`` happened and ``tests`` hold, the share for which ``start`` happened too."""

    def done(snapshot: AnySnapshot, project: ProjectView) -> Happening | None:
        owed, made = base(snapshot, project), start(snapshot, project)
        if owed is None or made is None:
            return None
        return made.at(owed.on)

    return share(
        count(done, *tests, title=f"{title}: 已完成的"),
        count(base, *tests, title=f"{title}: 基数"),
        title=title,
    )


def median_days(first: When, last: When, *tests: Test, title: str) -> Measure:
    """The median number of days from ``first`` to ``last`` of each project that ``last`` happened to; less is better.

    None when there is no such project.
    """

    def formula(snapshot: AnySnapshot) -> Measured:
        durations = [
            (Fraction((one.happening.on - began.on).days), one.happening.evidence)
            for one in counted(snapshot, last, *tests)
            if (began := first(snapshot, one.project)) is not None and began.on <= one.happening.on
        ]
        return median_of(title, durations)

    return Measure(title=title, counts=Amount.DAYS, formula=formula)


def median_of(title: str, durations: list[tuple[Fraction, Evidence]]) -> Measured:
    """The median of ``durations``, each with the fact behind it; None when there is none."""
    if not durations:
        return Measured(amount=None, because=f"{title}: 没有已办结的, 无从计算")
    amount = median([days for days, _ in durations])
    return Measured(
        amount=amount,
        base=Fraction(len(durations)),
        base_counts=Amount.COUNT,
        evidence=tuple(evidence for _, evidence in durations),
        because=f"{title}: {len(durations)}件的中位数{said(amount, Amount.DAYS)}",
    )


def _evidence(found: Iterable[Counted]) -> tuple[Evidence, ...]:
    return tuple(one.happening.evidence for one in found)
