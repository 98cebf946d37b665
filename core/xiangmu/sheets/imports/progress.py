"""Monthly progress (月度进度): one report for each project and month; another figure corrects the one on record."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.plugin.facts import Progress
from xiangmu.services.corrections import FactCorrect
from xiangmu.services.problems import Code
from xiangmu.services.progress import ProgressReport
from xiangmu.sheets.imports.held import Projects, UnclearError, Units, facts_of
from xiangmu.sheets.imports.planning import Changes, Once
from xiangmu.sheets.imports.rows import GivenRow, Planned, Step, Task

FIGURES = (
    "invested_yuan",
    "cumulative_yuan",
    "year_to_date_yuan",
    "picture",
    "next_month_yuan",
    "next_month_work",
)


class ProgressPlanner:
    """Plans the rows of monthly progress."""

    def __init__(
        self, task: Task, units: Units, projects: Projects, reports: Mapping[UUID, list[Progress]]
    ) -> None:
        self._task, self._units, self._projects = task, units, projects
        self._reports: dict[UUID, dict[date, Progress]] = defaultdict(dict)
        for project, own in reports.items():
            self._reports[project] = {report.month: report for report in own}
        self._once = Once(seen={})

    @classmethod
    async def read(cls, connection: AsyncConnection, task: Task, rights: Rights) -> "ProgressPlanner":
        """With the projects and the reports on record."""
        units = await Units.read(connection, task.jurisdiction)
        projects = await Projects.read(connection, task.jurisdiction, units, rights)
        reports = await facts_of(connection, Progress, task.jurisdiction, units.by_identity, rights)
        return cls(task, units, projects, reports)

    def plan(self, row: GivenRow) -> Planned:
        """What the row would change."""
        held = self._projects.required(row)
        month: date = row.values.get("month", self._task.on).replace(day=1)
        self._once.note(row, (held.id, month), field="month")
        earlier = self._reports[held.id].get(month)
        changes = Changes(self._task, row, self._units.titles)
        given: dict[str, Any] = {field: getattr(earlier, field) for field in FIGURES} if earlier else {}
        differing = [
            field
            for field in FIGURES
            if field in row.values and changes.differs(field, given.get(field), row.values[field])
        ]
        given |= {field: row.values[field] for field in FIGURES if field in row.values}
        if differing or earlier is None:
            changes.steps.append(self._step(changes, held.id, month, given, earlier))
        return changes.planned(f"{held.row['name']} {month:%Y-%m}", new=earlier is None)

    def _step(
        self, changes: Changes, project: UUID, month: date, given: Mapping[str, Any], earlier: Progress | None
    ) -> Step:
        for field, title in (("invested_yuan", "当月完成投资"), ("cumulative_yuan", "累计完成投资")):
            if given.get(field) is None:
                raise UnclearError(field, Code.REQUIRED, f"须填{title}")
        texts = {field: given.get(field) or "" for field in ("picture", "next_month_work")}
        report = ProgressReport(project=project, month=month, **{**given, **texts})
        if earlier is None:
            return Step(data=report)
        changes.warn("month", f"{month:%Y-%m} 已报送, 将作更正")
        return Step(data=FactCorrect(fact=earlier.id, replacement=report))
