"""How fast procedures were done: days, workdays, and how many kept what was promised."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.facts import Procedure
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.measures.base import Measure, Measured, share
from xiangmu.plugin.measures.projects import median_of
from xiangmu.plugin.periods import year_start
from xiangmu.plugin.snapshot import AnySnapshot, ProjectView
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import PROCEDURE_TITLES, ProcedureKind
from xiangmu.plugin.workdays import workdays_between


@value
class _Done:
    project: ProjectView
    record: Procedure
    applied_on: date
    done_on: date

    def evidence(self, took: str) -> Evidence:
        """The record, with how long it took in words."""
        kind = PROCEDURE_TITLES[self.record.kind]
        return Evidence(
            kind=EvidenceKind.PROCEDURE,
            id=self.record.id,
            project=self.project.id,
            on=self.done_on,
            note=f"{self.project.name}的{kind}于{self.applied_on}申请、{self.done_on}办结, {took}",
        )


def procedure_days(*kinds: ProcedureKind, title: str) -> Measure:
    """The median number of days from application to completion of the procedures of ``kinds`` done this year."""
    return _median(kinds, lambda start, end: (end - start).days, "天", title)


def procedure_workdays(*kinds: ProcedureKind, title: str) -> Measure:
    """Like :func:`procedure_days`, in workdays as the State Council's notices say."""
    return _median(kinds, workdays_between, "个工作日", title)


def procedures_in_time(*kinds: ProcedureKind, title: str) -> Measure:
    """Of the procedures of ``kinds`` done this year for which a day was promised, the share done by that day."""

    def promised(in_time: bool) -> Callable[[AnySnapshot], Measured]:
        def formula(snapshot: AnySnapshot) -> Measured:
            found = []
            for one in _done(snapshot, kinds):
                limit = one.record.promised_on
                if limit is not None and (one.done_on <= limit or not in_time):
                    found.append(one.evidence(f"承诺{limit}"))
            return Measured(amount=Fraction(len(found)), evidence=tuple(found))

        return formula

    return share(
        Measure(title=f"{title}: 按期办结的", counts=Amount.COUNT, formula=promised(True)),
        Measure(title=f"{title}: 有承诺期限的", counts=Amount.COUNT, formula=promised(False)),
        title=title,
    )


def _median(
    kinds: tuple[ProcedureKind, ...], took: Callable[[date, date], int], unit: str, title: str
) -> Measure:
    def formula(snapshot: AnySnapshot) -> Measured:
        durations = []
        for one in _done(snapshot, kinds):
            days = took(one.applied_on, one.done_on)
            durations.append((Fraction(days), one.evidence(f"{days}{unit}")))
        return median_of(title, durations)

    return Measure(title=title, counts=Amount.DAYS, formula=formula)


def _done(snapshot: AnySnapshot, kinds: tuple[ProcedureKind, ...]) -> Iterator[_Done]:
    first = year_start(snapshot.period.start)
    for project in snapshot.live_projects():
        for one in project.procedures:
            applied, done = one.applied_on, one.done_on
            if one.kind not in kinds or applied is None or done is None:
                continue
            if first <= done and applied <= done and project.share_on(done):
                yield _Done(project=project, record=one, applied_on=applied, done_on=done)
