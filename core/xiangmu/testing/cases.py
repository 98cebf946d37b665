"""Cases in YAML: sentences that a civil servant can review, run against the rules without a database."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from xiangmu.catalog import Catalog
from xiangmu.catalog.names import find_unit
from xiangmu.domain.attainment import attain
from xiangmu.domain.fold import Board, fold, parse_period
from xiangmu.domain.scoring import Scorecard, score
from xiangmu.plugin.facts import Facts
from xiangmu.plugin.periods import Period
from xiangmu.plugin.points import printed
from xiangmu.plugin.policy import Policy, Readings
from xiangmu.plugin.snapshot import Snapshot
from xiangmu.plugin.value import value
from xiangmu.testing.cells import CaseError, Cells
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
    expected: dict[str, Any]


def read_cases(catalog: Catalog, folder: Path) -> Iterator[Case]:
    """Every case of the YAML files below ``folder``. Raises CaseError naming file, case and key."""
    for file in sorted(folder.rglob("*.yaml")):
        told = Cells(file.name, yaml.safe_load(file.read_text(encoding="utf-8")))
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
    story = Story(f"{file.stem}/{name}", policy.key, group, unit, period, unit_key)
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
        facts=_told(story, cells),
        expected=cells.need("期望"),
    )
    for clause in case.clauses:
        policy.clause(clause)
    cells.done()
    return case


def _told(story: Story, cells: Cells) -> Facts:
    for number, project in enumerate(cells.take("项目", []), 1):
        tell_project(story, Cells(f"{cells.place} · 项目{number}", project))
    tell_unit(story, cells)
    return story.facts()


def board_of(catalog: Catalog, case: Case, facts: Facts) -> Board:
    """The board of the case's policy and period, from ``facts``."""
    return fold(facts, catalog, case.policy.key, case.readings, case.period, case.as_of)


def snapshot_in(board: Board, case: Case) -> Snapshot[Any]:
    """What the rules see of the case, with the goals that the case sets."""
    snapshot = board.units[case.group, case.unit]
    return replace(snapshot, goals=snapshot.goals | case.goals)


def differences(catalog: Catalog, case: Case, facts: Facts | None = None) -> Iterator[str]:
    """Every way in which the case does not come out as expected, in Chinese; none when it holds.

    ``facts`` take the place of the case's own, to see whether they hold the same.
    """
    expected = Cells(f"{case.file.name} · {case.name} · 期望", case.expected)
    board = board_of(catalog, case, case.facts if facts is None else facts)
    card = score(catalog.cards[case.policy.key, case.group], snapshot_in(board, case))
    checks: dict[str, Callable[[Any], Iterator[str]]] = {
        "合计": lambda wanted: _total(card, wanted),
        "得分": lambda wanted: _points(card, wanted),
        "待认定": lambda wanted: _awaited(card, wanted),
        "说明": lambda wanted: _said(card, wanted),
        "依据数": lambda wanted: _evidence(card, wanted),
        "无合计": lambda wanted: _same("无合计", card.total is None, wanted),
        "取消评奖": lambda wanted: _same("取消评奖", card.disqualified, wanted),
        "目标": lambda wanted: _targets(catalog, case, board, wanted),
    }
    for key, check in checks.items():
        if expected.has(key):
            yield from check(expected.take(key))
    expected.done()


def _total(card: Scorecard, wanted: object) -> Iterator[str]:
    total = None if card.total is None else printed(card.total)
    yield from _same("合计", total, str(wanted))


def _points(card: Scorecard, wanted: dict[str, object]) -> Iterator[str]:
    for item, points in wanted.items():
        lines = [line for line in card.lines if line.item == item]
        earned = sum((line.points for line in lines), Fraction(0))
        if earned != Fraction(str(points)):
            yield f"得分 {item}: 应为 {points}, 实为 {earned}" + "".join(
                f"\n    {x.points}: {x.because}" for x in lines
            )


def _awaited(card: Scorecard, wanted: list[str]) -> Iterator[str]:
    yield from _same("待认定", sorted(item.key for item in card.awaiting), sorted(wanted))


def _said(card: Scorecard, wanted: dict[str, str]) -> Iterator[str]:
    for item, text in wanted.items():
        said = [line.because for line in card.lines if line.item == item]
        if not any(text in because for because in said):
            yield f"说明 {item}: 应含“{text}”, 实为 {said}"


def _evidence(card: Scorecard, wanted: dict[str, int]) -> Iterator[str]:
    for item, count in wanted.items():
        found = {evidence.id for line in card.lines if line.item == item for evidence in line.evidence}
        yield from _same(f"依据数 {item}", len(found), count)


def _targets(
    catalog: Catalog, case: Case, board: Board, wanted: dict[str, dict[str, object]]
) -> Iterator[str]:
    targets = [t for t in catalog.targets_of(case.policy.key) if t.unit in ("", case.unit)]
    found = {a.target.key: a for a in attain(board, targets) if a.target.group in ("", case.group)}
    for key, cells in wanted.items():
        if key not in found:
            yield f"没有目标 {key}"
            continue
        attained = found[key]
        actual: dict[str, object] = {
            "数量": attained.amount,
            "目标": attained.target.goal,
            "达成": attained.met,
        }
        for name, want in cells.items():
            yield from _same(f"目标 {key} {name}", actual[name], want)


def _same(what: str, actual: object, wanted: object) -> Iterator[str]:
    if actual != wanted:
        yield f"{what}: 应为 {wanted}, 实为 {actual}"
