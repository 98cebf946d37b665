"""Lists of issues (问题清单): each row raises an issue, unless the same one is on record."""

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.catalog.names import fold_name
from xiangmu.db.issues import Issue
from xiangmu.services.issues.raising import IssueRaise
from xiangmu.services.problems import Code
from xiangmu.sheets.imports.held import Projects, UnclearError, Units, all_of
from xiangmu.sheets.imports.planning import Changes, Once
from xiangmu.sheets.imports.rows import GivenRow, Planned, Step, Task

OWN = ("category", "text", "on", "gravity", "level", "due", "source")
UNITS = ("unit", "raiser")


class IssuePlanner:
    """Plans the rows of a list of issues."""

    def __init__(self, task: Task, units: Units, projects: Projects, issues: list[Issue]) -> None:
        self._task, self._units, self._projects = task, units, projects
        self._known = {
            (issue.policy, issue.category, issue.project, fold_name(issue.text)) for issue in issues
        }
        self._once = Once(seen={})

    @classmethod
    async def read(cls, connection: AsyncConnection, task: Task, rights: Rights) -> "IssuePlanner":
        """With the projects and the issues on record."""
        if not task.policy:
            raise UnclearError("", Code.REQUIRED, "问题属于哪份文件须先选定")
        units = await Units.read(connection, task.jurisdiction)
        projects = await Projects.read(connection, task.jurisdiction, units, rights)
        issues = await all_of(connection, Issue, task.jurisdiction, units.by_identity, rights)
        return cls(task, units, projects, issues)

    def plan(self, row: GivenRow) -> Planned:
        """What the row would change."""
        named = "project" in row.values or "codes" in row.values
        held = self._projects.required(row) if named else None
        given = {field: row.values[field] for field in OWN if field in row.values}
        given |= {field: self._units.key(row.text(field), field) for field in UNITS if field in row.values}
        about = (
            self._task.policy,
            row.text("category"),
            held.id if held else None,
            fold_name(row.text("text")),
        )
        self._once.note(row, about, field="text")
        changes = Changes(self._task, row, self._units.titles)
        new = about not in self._known
        if new:
            for field, content in given.items():
                changes.differs(field, None, content)
            given.setdefault("on", self._task.on)
            raised = IssueRaise(policy=self._task.policy, project=held.id if held else None, **given)
            changes.steps.append(Step(data=raised))
        return changes.planned(held.row["name"] if held else row.text("text"), new=new)
