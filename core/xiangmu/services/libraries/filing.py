"""Dealing with a project's entries in the libraries of one policy within a command."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from pydantic import Field

from xiangmu.db import tables as t
from xiangmu.db.ledger import Row
from xiangmu.db.libraries import LibraryEntry
from xiangmu.domain.libraries import OPEN, standing
from xiangmu.plugin.libraries import LibraryRules, LibraryStatus, LibraryStep, LibraryStepKind, ReviewStep
from xiangmu.services.command import VERSION
from xiangmu.services.of_project import OfProject
from xiangmu.services.problems import Code
from xiangmu.services.work import Live, Work

LONGEST = 2000
REVIEWER = 100


class OfFiling(OfProject):
    """Base of what is done about a project in the libraries of a policy."""

    looks_at = (t.library_entry, t.library_step)

    policy: str = Field(title="文件")


class OfFiled(OfFiling):
    """Base of what is done about a project that was submitted."""

    version: int | None = VERSION


class Filing:
    """See the module. Refuses a project that they do not see, and a policy that has no libraries."""

    def __init__(self, work: Work, data: OfFiling) -> None:
        self.row = work.project(data.project)
        policy = work.policy(data.policy)
        work.assessable(self.row, policy)
        rules = work.catalog.libraries_of(policy.key)
        if rules is None:
            work.refuse("policy", Code.NOT_ALLOWED, f"{policy.title}没有规定项目库")
        self._work = work
        self._policy = policy.key
        self.rules: LibraryRules = rules
        self.project = data.project

    @property
    def entries(self) -> list[Live[LibraryEntry]]:
        """The project's entries under the policy, as they stand now."""
        found = self._work.find(LibraryEntry, "project_id", self.project)
        return [live for live in found if live.fact.policy == self._policy]

    @property
    def under_way(self) -> Live[LibraryEntry] | None:
        """The entry that is reviewed, or was returned."""
        return next((live for live in self.entries if live.fact.status in OPEN), None)

    @property
    def admitted(self) -> Live[LibraryEntry] | None:
        """The entry by which it stands in a library."""
        found = (live for live in self.entries if live.fact.status is LibraryStatus.ADMITTED)
        return next(found, None)

    def awaited(self, version: int | None) -> Live[LibraryEntry]:
        """The entry that is under way, of the version seen; who acts for its unit may go on. Refuses when none is."""
        live = self.under_way
        if live is None:
            self._work.refuse("project", Code.NOT_FOUND, "项目没有正在报审的项目库")
        self.about(live, version)
        return live

    def about(self, live: Live[LibraryEntry], version: int | None) -> None:
        """Deal with that entry, of the version seen."""
        self._work.unit(live.fact.unit, "project")
        self._work.unchanged(live, version)

    def titled(self, library: str) -> str:
        """What a library is called."""
        found = self.rules.library(library)
        return found.title if found else library

    def steps(self, entry: UUID) -> Sequence[Live[LibraryStep]]:
        """The steps of an entry, in their order."""
        found = self._work.find(LibraryStep, "project_id", self.project)
        return sorted((one for one in found if one.fact.entry == entry), key=lambda one: one.fact.place)

    def happens(self, on: date, after: date) -> None:
        """Note an error when the day is yet to come, or before the step that it follows."""
        self._work.past(on)
        if on < after:
            self._work.problem("on", Code.REVERSED, f"日期 {on} 早于上一步({after})")

    def begin(self, entry: LibraryEntry, step: ReviewStep, reviewer: str, text: str) -> UUID:
        """Record a submission to a library."""
        self._step(entry, 1, LibraryStepKind.SUBMITTED, entry.on, step, reviewer, text)
        return self._work.append(entry)

    def go_on(
        self,
        live: Live[LibraryEntry],
        kind: LibraryStepKind,
        on: date,
        step: ReviewStep | None = None,
        reviewer: str = "",
        text: str = "",
    ) -> None:
        """One more step of an entry, and how it stands after it."""
        entry = live.fact
        if kind is LibraryStepKind.SUBMITTED:
            entry = replace(entry, round=entry.round + 1)
        self._step(entry, len(self.steps(entry.id)) + 1, kind, on, step, reviewer, text)
        self.settle(live)

    def settle(self, live: Live[LibraryEntry]) -> None:
        """Record how an entry stands after its steps. What comes into a library leaves the one that it was in."""
        left = self.admitted
        entry = self.stand(live)
        if entry.status is LibraryStatus.ADMITTED and left and left.fact.id != entry.id:
            title = self.titled(entry.library)
            self.go_on(left, LibraryStepKind.MOVED, entry.admitted_on or entry.on, text=f"转入{title}")

    def stand(self, live: Live[LibraryEntry]) -> LibraryEntry:
        """Record how an entry stands after its steps."""
        now = standing(self.rules, [one.fact for one in self.steps(live.fact.id)])
        entry = replace(
            live.fact,
            status=now.status,
            awaits=now.awaits,
            round=now.round,
            admitted_on=now.admitted_on,
            closed_on=now.closed_on,
        )
        self._work.replace(live, entry)
        return entry

    def _step(
        self,
        entry: LibraryEntry,
        place: int,
        kind: LibraryStepKind,
        on: date,
        step: ReviewStep | None,
        reviewer: str,
        text: str,
    ) -> None:
        reviewed: dict[str, Any] = {"step": step.key, "level": str(step.level)} if step else {}
        self._work.append(
            LibraryStep(
                id=self._work.new_id(),
                entry=entry.id,
                project=entry.project,
                place=place,
                round=entry.round,
                kind=kind,
                reviewer=reviewer,
                on=on,
                text=text,
                **({"step": "", "level": ""} | reviewed),
            )
        )


def unit_title(work: Work, unit: str) -> str:
    """What a unit of the jurisdiction is called."""
    row: Row | None = work.unit_row(unit)
    return row["title"] if row else unit
