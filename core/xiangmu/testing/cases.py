"""Cases in YAML: sentences that a civil servant can review, run against the rules without a database."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from xiangmu.catalog import Catalog
from xiangmu.catalog.names import find_unit
from xiangmu.domain.fold import Board, fold, parse_period
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.periods import Period
from xiangmu.plugin.policy import Policy, Readings
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.value import value
from xiangmu.testing.cells import CaseError, Cells
from xiangmu.testing.inspection_story import tell_findings
from xiangmu.testing.office_story import tell_office
from xiangmu.testing.project_story import tell_project
from xiangmu.testing.story import Story
from xiangmu.testing.unit_story import tell_unit


@value
class Case:
    """One case: the facts of one unit and period, and what must come of them."""

    file: Path
    name: str
    clauses: tuple[str, ...]
    policy: Policy
    group: str
    unit: str
    period: Period
    as_of: date | None
    readings: Readings
    goals: dict[str, int]
    facts: Facts
    projects: dict[str, UUID]
    """By the names that the case calls them."""
    expected: dict[str, Any]

    @property
    def place(self) -> str:
        """File and name, for messages."""
        return f"{self.file.name} · {self.name}"


def _content(file: Path) -> object:
    try:
        return yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.MarkedYAMLError as error:
        line = f"第{error.problem_mark.line + 1}行" if error.problem_mark else "某处"
        raise CaseError(f"{file.name}: {line}不是有效的 YAML: {error.problem}") from error


def read_cases(catalog: Catalog, folder: Path) -> Iterator[Case]:
    """Every case of the YAML files below ``folder``. Raises CaseError naming file, case and key."""
    for file in sorted(folder.rglob("*.yaml")):
        told = Cells(file.name, _content(file))
        policy = told.need("policy")
        if policy not in catalog.policies:
            raise CaseError(f"{file.name}: 没有文件 {policy}")
        for number, cells in enumerate(told.need("cases"), 1):
            named = cells.get("案例", number) if isinstance(cells, dict) else number
            yield _read(catalog, catalog.policies[policy], file, Cells(f"{file.name} · {named}", cells))
        told.done()


def _read(catalog: Catalog, policy: Policy, file: Path, cells: Cells) -> Case:
    def unit_key(name: str) -> str:
        unit = find_unit(catalog.city_of(policy.key).units.units, name)
        if unit is None:
            raise CaseError(f"{cells.place}: 没有单位 {name}")
        return unit.key

    name, group, period = str(cells.need("案例")), str(cells.need("组")), str(cells.need("考核期"))
    if (policy.key, group) not in catalog.groups:
        raise CaseError(f"{cells.place}: 没有分组 {group}")
    unit, as_of = unit_key(str(cells.need("单位"))), cells.take("截至")
    long_ago = date(policy.starts.year - 1, 1, 1)
    story = Story(f"{file.stem}/{name}", policy.key, group, unit, period, unit_key, long_ago)
    facts = _told(catalog, story, cells)
    case = Case(
        file=file,
        name=name,
        clauses=tuple(cells.take("条款", [])),
        policy=policy,
        group=group,
        unit=unit,
        period=parse_period(policy, period),
        as_of=None if as_of is None else cells.as_day("截至", as_of),
        readings=policy.readings.model_validate(cells.take("口径", {})),
        goals=cells.take("任务", {}),
        facts=facts,
        projects=story.projects,
        expected=cells.need("期望"),
    )
    for clause in case.clauses:
        policy.clause(clause)
    cells.done()
    return case


def _told(catalog: Catalog, story: Story, cells: Cells) -> Facts:
    for number, project in enumerate(cells.take("项目", []), 1):
        tell_project(story, Cells(f"{cells.place} · 项目{number}", project))
    tell_unit(story, cells)
    tell_findings(story, cells)
    tell_office(story, cells, {one.key: one for one in catalog.indicators_of(story.policy)})
    return story.facts()


def board_of(catalog: Catalog, case: Case, facts: Facts) -> Board:
    """The board of the case's policy and period, from ``facts``."""
    return fold(facts, catalog, case.policy.key, case.readings, case.period, case.as_of)


def snapshot_in(board: Board, case: Case) -> Snapshot[Any]:
    """What the rules see of the case, with the goals that the case sets."""
    snapshot = board.units[case.group, case.unit]
    return replace(snapshot, goals=snapshot.goals | case.goals)
