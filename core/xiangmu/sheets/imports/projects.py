"""Ledgers of projects (项目台账): new projects are registered, others changed where the row says otherwise."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from xiangmu.access.rights import Rights
from xiangmu.catalog.names import fold_code, fold_name
from xiangmu.plugin.facts import Plan, StageReached, Started, YearPlan
from xiangmu.plugin.vocabulary import Stage, StartKind
from xiangmu.services.corrections import FactCorrect
from xiangmu.services.enrolments import FirstEnrolment
from xiangmu.services.events import StageRecord, StartRecord
from xiangmu.services.plans import PlanChange, PlanSet
from xiangmu.services.problems import Code
from xiangmu.services.projects import ProjectChange, ProjectCodesSet, ProjectRegister
from xiangmu.services.year_plans import YearPlanSet
from xiangmu.sheets.imports.held import HeldProject, Projects, UnclearError, Units, facts_of
from xiangmu.sheets.imports.planning import NOTHING, Changes, Once
from xiangmu.sheets.imports.rows import GivenRow, Planned, Step, Task

ATTRIBUTES = ("name", "total_yuan", "kind", "sector", "flags", "unit", "place")
NEEDED = {"name": "项目名称", "total_yuan": "总投资", "kind": "项目类别"}
"""What a new project has to have."""
PROFILE = "profile."
PLANNED = {
    "planned_start": Stage.STARTED,
    "planned_completion": Stage.COMPLETED,
    "planned_production": Stage.PRODUCING,
    "planned_capacity": Stage.AT_CAPACITY,
}
STARTS = {
    "ceremony_on": StartKind.CEREMONY,
    "substantive_on": StartKind.SUBSTANTIVE,
    "library_on": StartKind.LIBRARY_ENTRY,
}
CORRECTS = "台账已有记录, 将作更正"


class ProjectPlanner:
    """Plans the rows of a ledger of projects."""

    def __init__(
        self, task: Task, units: Units, projects: Projects, facts: Mapping[type[Any], dict[UUID, list[Any]]]
    ) -> None:
        self._task, self._units, self._projects, self._facts = task, units, projects, facts
        self._once = Once(seen={})

    @classmethod
    async def read(cls, connection: AsyncConnection, task: Task, rights: Rights) -> "ProjectPlanner":
        """With the projects of the jurisdiction and what is recorded of them."""
        units = await Units.read(connection, task.jurisdiction)
        projects = await Projects.read(connection, task.jurisdiction, units, rights)
        facts = {
            of: await facts_of(connection, of, task.jurisdiction, units.by_identity, rights)
            for of in (StageReached, Started, Plan, YearPlan)
        }
        return cls(task, units, projects, facts)

    def plan(self, row: GivenRow) -> Planned:
        """What the row would change."""
        values = dict(row.values)
        if "unit" in values:
            values["unit"] = self._units.key(row.text("unit"))
        values["codes"] = tuple(dict.fromkeys(fold_code(code) for code in values.get("codes", ())))
        held = self._projects.find(values["codes"], row.text("name"))
        own = held.id if held else (fold_name(row.text("name")), values.get("unit", ""))
        self._once.note(row, own, *values["codes"], field="name")
        since = values.get("since", self._task.on)
        changes = Changes(self._task, row, self._units.titles)
        if held:
            self._change(changes, held, values, since)
        else:
            self._register(changes, values, since)
        project = held.id if held else self._task.new_project(row)
        self._happened(changes, project, values)
        self._intended(changes, project, values, since)
        return changes.planned(row.text("name") or (held.row["name"] if held else ""), new=held is None)

    def _register(self, changes: Changes, values: Mapping[str, Any], since: date) -> None:
        if missing := [field for field in NEEDED if values.get(field) in NOTHING]:
            titles = "、".join(NEEDED[field] for field in missing)
            raise UnclearError(missing[0], Code.REQUIRED, f"台账没有这个项目, 登记新项目须填{titles}")
        given = {field: values[field] for field in ATTRIBUTES if field in values}
        for field, content in (*given.items(), ("codes", values["codes"])):
            changes.differs(field, None, content)
        profile = _profile(values)
        for key, content in profile.items():
            changes.differs(PROFILE + key, None, content)
        policy, unit = self._task.policy, values.get("unit", "")
        enrolment = FirstEnrolment(policy=policy, unit=unit, since=since) if policy and unit else None
        register = ProjectRegister(
            jurisdiction=self._task.jurisdiction,
            effective=since,
            codes=values["codes"],
            profile=profile or None,
            enrolment=enrolment,
            **given,
        )
        changes.steps.append(Step(data=register, columns={"effective": "since", "enrolment": "unit"}))

    def _change(self, changes: Changes, held: HeldProject, values: Mapping[str, Any], since: date) -> None:
        version = held.on(since)
        given = {
            field: values[field]
            for field in ATTRIBUTES
            if field in values and _differs(changes, field, getattr(version, field), values[field])
        }
        profile = version.profile or {}
        own = {
            key: content
            for key, content in _profile(values).items()
            if _differs(changes, PROFILE + key, profile.get(key), content)
        }
        if given or own:
            change = ProjectChange(
                project=held.id,
                version=held.row["version"],
                effective=max(since, version.effective),
                profile={**profile, **own} if own else None,
                **given,
            )
            changes.steps.append(Step(data=change, columns={"effective": "since"}))
        codes = values["codes"]
        if codes and changes.differs("codes", held.codes, tuple(sorted(codes))):
            changes.steps.append(Step(data=ProjectCodesSet(project=held.id, codes=codes)))

    def _happened(self, changes: Changes, project: UUID, values: Mapping[str, Any]) -> None:
        if stage := values.get("stage"):
            self._reached(changes, project, Stage(stage), values.get("stage_on"))
        for field, kind in STARTS.items():
            if on := values.get(field):
                record = StartRecord(project=project, kind=kind, on=on)
                earlier = self._found(Started, project, kind=kind)
                self._record(changes, field, Step(data=record, columns={"on": field}), earlier, "on")

    def _reached(self, changes: Changes, project: UUID, stage: Stage, on: date | None) -> None:
        earlier = self._found(StageReached, project, stage=stage)
        if on is None and earlier is None:
            raise UnclearError("stage_on", Code.REQUIRED, "台账没有到达这个阶段的记录, 须填到达日期")
        if on is None:
            return
        if earlier is None:
            changes.differs("stage", None, stage)
        step = Step(data=StageRecord(project=project, stage=stage, on=on), columns={"on": "stage_on"})
        self._record(changes, "stage_on", step, earlier, "on")

    def _intended(self, changes: Changes, project: UUID, values: Mapping[str, Any], since: date) -> None:
        for field, milestone in PLANNED.items():
            if due := values.get(field):
                self._due(changes, field, project, milestone, due, since)
        if planned := values.get("year_plan_yuan"):
            year = self._task.on.year
            step = Step(
                data=YearPlanSet(project=project, year=year, planned_yuan=planned),
                columns={"planned_yuan": "year_plan_yuan"},
            )
            self._record(
                changes,
                "year_plan_yuan",
                step,
                self._found(YearPlan, project, year=year),
                "yuan",
                "planned_yuan",
            )

    def _due(
        self, changes: Changes, field: str, project: UUID, milestone: Stage, due: date, since: date
    ) -> None:
        plans = [plan for plan in self._facts[Plan].get(project, ()) if plan.milestone is milestone]
        latest = max(plans, key=lambda plan: plan.made_on, default=None)
        if not changes.differs(field, latest and latest.due, due):
            return
        of = PlanChange if latest else PlanSet
        data = of(project=project, milestone=milestone, due=due, made_on=since)
        changes.steps.append(Step(data=data, columns={"due": field, "milestone": field, "made_on": field}))
        if latest:
            changes.warn(field, f"原计划 {latest.due}; 没有批准的变更不影响是否按期")

    def _record(
        self, changes: Changes, field: str, step: Step, earlier: Any, held: str, given: str = ""
    ) -> None:
        """What a row says of something that holds but once: as new, or in place of what was recorded."""
        old = getattr(earlier, held) if earlier else None
        if not changes.differs(field, old, getattr(step.data, given or held)):
            return
        if earlier:
            changes.warn(field, CORRECTS)
            step = Step(data=FactCorrect(fact=earlier.id, replacement=step.data), columns=step.columns)
        changes.steps.append(step)

    def _found(self, of: type[Any], project: UUID, **which: Any) -> Any:
        return next(
            (
                fact
                for fact in self._facts[of].get(project, ())
                if all(getattr(fact, name) == content for name, content in which.items())
            ),
            None,
        )


def _profile(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        field.removeprefix(PROFILE): _stored(content)
        for field, content in values.items()
        if field.startswith(PROFILE)
    }


def _stored(content: Any) -> Any:
    if isinstance(content, date):
        return content.isoformat()
    return list(content) if isinstance(content, tuple) else content


def _differs(changes: Changes, field: str, old: Any, new: Any) -> bool:
    return changes.differs(field, _comparable(old), _comparable(new))


def _comparable(content: Any) -> Any:
    """Lists in one order: that of a sheet means nothing."""
    return tuple(sorted(content)) if isinstance(content, tuple | list) else content
