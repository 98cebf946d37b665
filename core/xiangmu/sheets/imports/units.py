"""Lists of units (责任单位): new ones are added, known ones may get further names."""

from datetime import date
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.catalog.names import fold_name
from xiangmu.services.jurisdictions import UnitAdd, UnitAliasAdd
from xiangmu.services.problems import Code
from xiangmu.sheets.imports.held import UnclearError, Units
from xiangmu.sheets.imports.planning import NOTHING, Changes, Once
from xiangmu.sheets.imports.rows import GivenRow, Planned, Step, Task

OWN = ("key", "title", "kind", "division_code", "since", "until", "aliases")
FIXED = ("title", "kind", "division_code", "since", "until")


class UnitPlanner:
    """Plans the rows of a list of units."""

    def __init__(self, task: Task, units: Units) -> None:
        self._task, self._units = task, units
        self._once = Once(seen={})

    @classmethod
    async def read(cls, connection: AsyncConnection, task: Task, _: Rights) -> "UnitPlanner":
        """With the units on record."""
        return cls(task, await Units.read(connection, task.jurisdiction))

    def plan(self, row: GivenRow) -> Planned:
        """What the row would change."""
        key = row.text("key") or self._units.keys.get(fold_name(row.text("title")), "")
        if not key:
            raise UnclearError("key", Code.REQUIRED, "新单位须填标识")
        self._once.note(row, key, field="key")
        changes = Changes(self._task, row, self._units.titles)
        given = {field: row.values[field] for field in OWN if field in row.values} | {"key": key}
        held = self._units.rows.get(key)
        if held is None:
            for field, content in given.items():
                changes.differs(field, None, content)
            if "title" not in given or "kind" not in given:
                raise UnclearError("title", Code.REQUIRED, "新单位须填名称和类别")
            changes.steps.append(Step(data=UnitAdd(jurisdiction=self._task.jurisdiction, **given)))
        else:
            self._further_names(changes, held, given)
        return changes.planned(row.text("title") or self._units.title(key), new=held is None)

    def _further_names(self, changes: Changes, held: dict[str, Any], given: dict[str, Any]) -> None:
        for field in FIXED:
            if field in given and _stored(held[field]) != _stored(given[field]):
                raise UnclearError(field, Code.NOT_ALLOWED, "已有的单位只能增加别名, 其他属性不能由表格改变")
        known = self._units.names_of(held["key"])
        further = tuple(name for name in given.get("aliases", ()) if fold_name(name) not in known)
        if changes.differs("aliases", (), further):
            changes.steps += (
                Step(
                    data=UnitAliasAdd(jurisdiction=self._task.jurisdiction, unit=held["key"], alias=name),
                    columns={"alias": "aliases", "unit": "key"},
                )
                for name in further
            )


def _stored(content: Any) -> str:
    if content in NOTHING:
        return ""
    return content.isoformat() if isinstance(content, date) else str(content)
