"""Facts collected one by one, for the whole year and for one project."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from xiangmu.plugin.demo import demo_id
from xiangmu.plugin.facts import (
    Admission,
    Enrolment,
    Facts,
    Funding,
    Listing,
    Plan,
    Progress,
    ProjectVersion,
    StageReached,
    Started,
)
from xiangmu.plugin.vocabulary import EnrolmentState, FundSource, FundStep, KeyList, Stage, StartKind
from xiangmu_ruzhou.policy import POLICY

LAST_DAY = POLICY.ends
"""Nothing later has happened yet."""


def project_id(key: str, *words: object) -> UUID:
    """The id of a project, or of the fact about it that ``words`` tell apart."""
    return demo_id("ruzhou", "project", key, *map(str, words))


class Book:
    """All facts told so far."""

    def __init__(self) -> None:
        self._facts: dict[str, list[Any]] = defaultdict(list)

    def add(self, field: str, fact: object) -> None:
        """Tell one more fact of the sort that ``field`` of ``Facts`` holds."""
        self._facts[field].append(fact)

    def projects_of(self, unit: str, day: date) -> tuple[UUID, ...]:
        """The projects that ``unit`` reports and had by ``day``."""
        return tuple(v.project for v in self._facts["versions"] if v.unit == unit and v.effective <= day)

    def facts(self) -> Facts:
        """Everything told."""
        return Facts(**{field: tuple(facts) for field, facts in self._facts.items()})


class History:
    """One project's history, told into ``book``; what would happen after the last day is left out."""

    def __init__(self, book: Book, key: str, version: ProjectVersion) -> None:
        self._book, self._key, self._version = book, key, version
        self._enrolments: list[Enrolment] = []
        book.add("versions", version)

    def close(self) -> None:
        """Tell the enrolments, of which a later event may have ended some."""
        for enrolment in self._enrolments:
            self._book.add("enrolments", enrolment)

    def enrolled(self, unit: str, since: date, state: EnrolmentState = EnrolmentState.COUNTED) -> None:
        """``unit`` is assessed for the project, or claims it."""
        self._enrolments.append(
            Enrolment(
                id=project_id(self._key, "enrolment", unit),
                project=self._version.project,
                policy=POLICY.key,
                unit=unit,
                since=max(since, POLICY.starts),
                state=state,
            )
        )

    def moved(self, unit: str, since: date) -> None:
        """From ``since`` on ``unit`` is assessed for the project instead of the one before."""
        until = since - timedelta(days=1)
        self._enrolments[-1] = replace(self._enrolments[-1], until=until)
        self.enrolled(unit, since)
        self.revised(since, unit=unit)

    def admitted(self, on: date, waiver: str = "", reason: str = "", approver: str = "") -> None:
        """The project was taken into 三个一批."""
        self._tell(
            on,
            "admissions",
            Admission(
                id=project_id(self._key, "admission"),
                project=self._version.project,
                policy=POLICY.key,
                on=on,
                waiver=waiver,
                reason=reason,
                approver=approver,
            ),
        )

    def reached(self, stage: Stage, on: date) -> None:
        """The project reached a stage."""
        event = StageReached(
            id=project_id(self._key, "stage", stage), project=self._version.project, stage=stage, on=on
        )
        self._tell(on, "stages", event)

    def started(self, kind: StartKind, on: date) -> None:
        """One of the dates of a start."""
        event = Started(
            id=project_id(self._key, "start", kind), project=self._version.project, kind=kind, on=on
        )
        self._tell(on, "starts", event)

    def planned(self, milestone: Stage, due: date, made_on: date, approved_on: date | None = None) -> None:
        """A planned date was set or changed."""
        plan = Plan(
            id=project_id(self._key, "plan", milestone, made_on),
            project=self._version.project,
            milestone=milestone,
            due=due,
            made_on=made_on,
            approved_on=approved_on,
        )
        self._tell(made_on, "plans", plan)

    def listed(self, key_list: KeyList, on: date, *, delisted: bool = False) -> None:
        """The project was put on a list, or taken off it."""
        event = Listing(
            id=project_id(self._key, "listing", key_list, on),
            project=self._version.project,
            key_list=key_list,
            on=on,
            delisted=delisted,
        )
        self._tell(on, "listings", event)

    def funded(
        self,
        step: FundStep,
        on: date,
        source: FundSource,
        amount_yuan: int,
        bundle: str = "",
        applicant: str = "",
    ) -> None:
        """A step of an application for public money."""
        event = Funding(
            id=project_id(self._key, "funding", source, step),
            project=self._version.project,
            source=source,
            step=step,
            amount_yuan=amount_yuan,
            on=on,
            bundle=bundle,
            applicant=applicant,
        )
        self._tell(on, "funding", event)

    def invested(self, month: date, in_month_yuan: int, cumulative_yuan: int) -> None:
        """The month's report."""
        report = Progress(
            id=project_id(self._key, "progress", month),
            project=self._version.project,
            month=month,
            invested_yuan=in_month_yuan,
            cumulative_yuan=cumulative_yuan,
        )
        self._tell(month, "progress", report)

    def revised(self, on: date, **changes: Any) -> None:
        """Some attributes changed on a day."""
        self._version = replace(
            self._version, id=project_id(self._key, "version", on), effective=on, **changes
        )
        self._tell(on, "versions", self._version)

    def _tell(self, on: date, field: str, fact: object) -> None:
        if on <= LAST_DAY:
            self._book.add(field, fact)
