"""Tables of tasks (目标任务): goals of units, one target in a row or one in a column; another goal is a revision."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.plugin.facts import GoalRevision
from xiangmu.plugin.figures import Amount
from xiangmu.plugin.targets import Target
from xiangmu.services.amounts import read_amount, write_amount
from xiangmu.services.goals import GoalRevise, parts_of
from xiangmu.services.problems import Code
from xiangmu.sheets.imports.held import UnclearError, Units, all_of
from xiangmu.sheets.imports.planning import Changes, Once
from xiangmu.sheets.imports.rows import GivenRow, Planned, Step, Task

GOAL = "goal."
APPROVAL = {
    "effective": "起用日期",
    "approved_on": "批准日期",
    "approver": "批准人职务",
    "revision_reason": "调整理由",
}


class TaskPlanner:
    """Plans the rows of a table of tasks."""

    def __init__(self, task: Task, units: Units, revisions: list[GoalRevision]) -> None:
        if not task.policy:
            raise UnclearError("", Code.REQUIRED, "目标任务属于哪份文件须先选定")
        self._task, self._units = task, units
        self._revisions = [one for one in revisions if one.policy == task.policy]
        self._targets = task.catalog.targets_of(task.policy)
        self._once = Once(seen={})

    @classmethod
    async def read(cls, connection: AsyncConnection, task: Task, rights: Rights) -> "TaskPlanner":
        """With the revisions on record."""
        units = await Units.read(connection, task.jurisdiction)
        revisions = await all_of(connection, GoalRevision, task.jurisdiction, units.by_identity, rights)
        return cls(task, units, revisions)

    def plan(self, row: GivenRow) -> Planned:
        """What the row would change."""
        unit = self._units.key(row.text("unit")) if "unit" in row.values else ""
        changes = Changes(self._task, row, self._units.titles)
        for field, key in _targets(row):
            target = self._target(key, unit, row.text("group"), field)
            self._once.note(row, (target.key, target.group, target.unit), field=field)
            self._goal(changes, row, field, target)
        return changes.planned(self._units.title(unit))

    def _goal(self, changes: Changes, row: GivenRow, field: str, target: Target) -> None:
        counts = target.measure.counts
        parts = parts_of(counts)
        effective: date = row.values.get("effective", self._task.on)
        try:
            written = _written(row, field, counts)
            goal = read_amount(written, counts, parts)
        except ValueError as error:
            raise UnclearError(field, Code.MALFORMED, str(error)) from error
        held = goal_of(self._revisions, target, effective)
        old = None if held is None else write_amount(held, counts, parts)
        if held == goal or not changes.differs(field, old, write_amount(goal, counts, parts)):
            return
        if missing := [name for name in APPROVAL if name != "effective" and name not in row.values]:
            titles = "、".join(APPROVAL[name] for name in missing)
            raise UnclearError(missing[0], Code.REQUIRED, f"与台账不同的目标值是一次调整, 须填{titles}")
        revise = GoalRevise(
            policy=self._task.policy,
            target=target.key,
            group=target.group,
            unit=target.unit,
            goal=written,
            effective=effective,
            **{name: row.values[name] for name in APPROVAL if name != "effective"},
        )
        changes.steps.append(Step(data=revise, columns={"goal": field, "target": field}))

    def _target(self, key: str, unit: str, group: str, field: str) -> Target:
        group = group or self._task.form.of
        found = [
            target
            for target in self._targets
            if (target.key, target.unit) == (key, unit) and group in ("", target.group)
        ]
        if len(found) != 1:
            whose = f"{self._units.title(unit)}的" if unit else "全辖区的"
            what = f"文件没有{whose}目标 {key}" if not found else f"{whose}目标 {key} 在几个分组, 须填分组"
            raise UnclearError(field, Code.UNKNOWN_ITEM, what)
        return found[0]


def goal_of(revisions: Iterable[GoalRevision], target: Target, day: date) -> int | None:
    """The goal of a target in force on a day: the policy's own, or as it was last revised."""
    own = [
        one
        for one in revisions
        if (one.target, one.group, one.unit) == (target.key, target.group, target.unit)
        and one.effective <= day
    ]
    latest = max(own, key=lambda one: one.effective, default=None)
    return latest.goal if latest else target.goal


def _written(row: GivenRow, field: str, counts: Amount) -> str:
    """The goal in the unit of its target: money was read in yuan, a percentage as a share of 1."""
    content = row.values[field]
    if counts is Amount.YUAN and isinstance(content, int):
        return write_amount(content, counts, 1)
    if counts is Amount.RATE and field in row.percent:
        return f"{Decimal(str(content)) * 100:f}"
    return str(content)


def _targets(row: GivenRow) -> Iterator[tuple[str, str]]:
    """The fields of the row that hold goals, with the targets' keys."""
    values: Mapping[str, Any] = row.values
    if "goal" in values:
        yield "goal", row.text("target")
    yield from ((field, field.removeprefix(GOAL)) for field in values if field.startswith(GOAL))
