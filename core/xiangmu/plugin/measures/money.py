"""Investment made and planned, and money in place."""

from datetime import date
from fractions import Fraction

from xiangmu.plugin.evidence import Evidence, EvidenceKind
from xiangmu.plugin.figures import Amount, said
from xiangmu.plugin.filters import Test
from xiangmu.plugin.measures.base import Measure, Measured, share
from xiangmu.plugin.money import in_words
from xiangmu.plugin.periods import add_months, year_start
from xiangmu.plugin.snapshot import AnySnapshot
from xiangmu.plugin.vocabulary import FundSource, FundStep


def invested(*tests: Test, title: str) -> Measure:
    """What was invested this year, in yuan, by the monthly reports; the tests hold on a month's last day."""

    def formula(snapshot: AnySnapshot) -> Measured:
        first = year_start(snapshot.period.start)
        amount, evidence = Fraction(0), []
        for project in snapshot.live_projects():
            for report in project.progress:
                on = min(_month_end(report.month), snapshot.as_of)
                counted = report.month >= first and all(test(project, on) for test in tests)
                if counted and (part := project.share_on(on)):
                    amount += report.invested_yuan * part
                    note = f"{project.name}{report.month:%Y-%m}完成{in_words(report.invested_yuan)}"
                    evidence.append(
                        Evidence(
                            kind=EvidenceKind.PROGRESS, id=report.id, project=project.id, on=on, note=note
                        )
                    )
        because = f"{title}: {said(amount, Amount.YUAN)}"
        return Measured(amount=amount, evidence=tuple(evidence), because=because)

    return Measure(title=title, counts=Amount.YUAN, formula=formula)


def planned_investment(*tests: Test, title: str) -> Measure:
    """What the projects plan to invest this year, in yuan; the tests hold on the snapshot's day."""

    def formula(snapshot: AnySnapshot) -> Measured:
        amount, evidence = Fraction(0), []
        for project in snapshot.live_projects():
            plan = project.year_plan(snapshot.period.year)
            if plan is None or not all(test(project, snapshot.as_of) for test in tests):
                continue
            if part := project.share_on(snapshot.as_of):
                amount += plan.yuan * part
                note = f"{project.name}{plan.year}年计划投资{in_words(plan.yuan)}"
                evidence.append(
                    Evidence(kind=EvidenceKind.YEAR_PLAN, id=plan.id, project=project.id, note=note)
                )
        because = f"{title}: {said(amount, Amount.YUAN)}"
        return Measured(amount=amount, evidence=tuple(evidence), because=because)

    return Measure(title=title, counts=Amount.YUAN, formula=formula)


def investment_completion(*tests: Test, title: str) -> Measure:
    """What was invested this year ÷ what was planned for the year; over 100% is normal and stays."""
    return share(
        invested(*tests, title="本年完成投资"), planned_investment(*tests, title="年度计划投资"), title=title
    )


def funds(step: FundStep, *sources: FundSource, tests: tuple[Test, ...] = (), title: str) -> Measure:
    """The money of this year's steps of that kind from ``sources`` (from all when none is named), in yuan."""

    def formula(snapshot: AnySnapshot) -> Measured:
        first = year_start(snapshot.period.start)
        amount, evidence = Fraction(0), []
        for project in snapshot.live_projects():
            for one in project.fundings(step, *sources):
                if one.on < first or not all(test(project, one.on) for test in tests):
                    continue
                if part := project.share_on(one.on):
                    amount += one.amount_yuan * part
                    note = f"{project.name}于{one.on}的资金{in_words(one.amount_yuan)}"
                    evidence.append(
                        Evidence(
                            kind=EvidenceKind.FUNDING, id=one.id, project=project.id, on=one.on, note=note
                        )
                    )
        because = f"{title}: {len(evidence)}笔共{said(amount, Amount.YUAN)}"
        return Measured(amount=amount, evidence=tuple(evidence), because=because)

    return Measure(title=title, counts=Amount.YUAN, formula=formula)


def funds_in_place(base: Measure, *, title: str) -> Measure:
    """What investors have paid in this year ÷ ``base``: the contracted amount, or the year's plan (X9)."""
    paid = funds(FundStep.ISSUED, FundSource.INVESTOR, title="本年到位资金")
    return share(paid, base, title=title)


def _month_end(month: date) -> date:
    return date.fromordinal(add_months(month, 1).toordinal() - 1)
