"""Projects that may be one and the same (J6): found by code and by name with place, decided by a person."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.catalog.names import fold_code, fold_name
from xiangmu.plugin.facts import DuplicateRuling
from xiangmu.plugin.profile import DuplicateRule, Severity
from xiangmu.plugin.snapshot import ProjectView
from xiangmu.plugin.value import value

MOST_OTHERS = 20
"""With how many others a project is paired at most: a name that a thousand projects share says little."""


class Likeness(StrEnum):
    """What two projects have in common."""

    CODE = "CODE"
    NAME_AND_PLACE = "NAME_AND_PLACE"


class Verdict(StrEnum):
    """What a person decided on a pair, if anybody has."""

    UNDECIDED = "UNDECIDED"
    SAME = "SAME"
    DIFFERENT = "DIFFERENT"


@value
class Suspicion:
    """``project``, which ``units`` must not repeat, may be the same as ``other`` of another unit."""

    rule: DuplicateRule
    project: UUID
    units: tuple[str, ...]
    other: UUID
    likeness: tuple[Likeness, ...]
    verdict: Verdict
    ruling: DuplicateRuling | None
    because: str

    @property
    def counts(self) -> bool:
        """Whether ``project`` counts for ``units`` as far as this pair goes."""
        return self.rule.severity is Severity.WARNING or self.verdict is Verdict.DIFFERENT


Claims = Mapping[UUID, tuple[str, ...]]
"""The units that each project is enrolled for."""


def suspicions(
    catalog: Catalog,
    policy: str,
    projects: Sequence[ProjectView],
    claimed: Claims,
    rulings: Iterable[DuplicateRuling],
    day: date,
) -> tuple[Suspicion, ...]:
    """Every pair that a rule of ``policy`` is about, decided or not.

    一期 and 二期 and names that differ in a place are different names; nothing is matched fuzzily. The work grows with
    the number of projects, not with the number of pairs of projects.
    """
    rules = catalog.duplicates_of(policy)
    if not rules:
        return ()
    alike = _alike(projects)
    decided = _decided(rulings, day)
    titles = {unit.key: unit.title for unit in catalog.city_of(policy).units.units}
    names = {
        project.id: f"{'、'.join(titles.get(unit, unit) for unit in claimed[project.id])}的{project.name}"
        for project in projects
    }
    return tuple(
        suspicion
        for rule in rules
        for suspicion in _of_rule(rule, alike, decided, claimed, _members(catalog, rule), names)
    )


def withheld(found: Iterable[Suspicion]) -> dict[UUID, set[str]]:
    """The units for which a project does not count until a person has ruled, or because one ruled it the same."""
    taken: dict[UUID, set[str]] = defaultdict(set)
    for suspicion in found:
        if not suspicion.counts:
            taken[suspicion.project] |= set(suspicion.units)
    return taken


Alike = Sequence[tuple[Likeness, list[UUID]]]
"""Projects that have a code, or name and place, in common; each in order of id."""


def _alike(projects: Sequence[ProjectView]) -> Alike:
    groups: dict[tuple[Likeness, tuple[str, ...]], list[UUID]] = defaultdict(list)
    for project in projects:
        latest = project.latest
        groups[Likeness.NAME_AND_PLACE, (fold_name(latest.name), fold_name(latest.place))].append(project.id)
        for code in {fold_code(one.code) for one in project.codes}:
            groups[Likeness.CODE, (code,)].append(project.id)
    return [(likeness, group) for (likeness, _), group in groups.items() if len(group) > 1]


def _decided(rulings: Iterable[DuplicateRuling], day: date) -> dict[frozenset[UUID], DuplicateRuling]:
    made = sorted((r for r in rulings if r.on <= day), key=lambda r: (r.on, r.id))
    return {frozenset((ruling.project, ruling.other)): ruling for ruling in made}


@value
class _Members:
    bound: frozenset[str]
    others: frozenset[str]


def _members(catalog: Catalog, rule: DuplicateRule) -> _Members:
    def units(groups: Iterable[str]) -> frozenset[str]:
        return frozenset(unit for group in groups for unit in catalog.groups[rule.policy, group].units)

    return _Members(bound=units(rule.groups), others=units(rule.others))


def _of_rule(
    rule: DuplicateRule,
    alike: Alike,
    decided: Mapping[frozenset[UUID], DuplicateRuling],
    claimed: Claims,
    members: _Members,
    names: Mapping[UUID, str],
) -> Iterator[Suspicion]:
    common: dict[tuple[UUID, UUID], list[Likeness]] = defaultdict(list)
    for likeness, group in alike:
        others = [project for project in group if not members.others.isdisjoint(claimed[project])]
        for project in group:
            if others and not members.bound.isdisjoint(claimed[project]):
                for other in _to_pair(project, others, decided):
                    common[project, other].append(likeness)
    for (project, other), alike_by in sorted(common.items()):
        ruling = decided.get(frozenset((project, other)))
        yield Suspicion(
            rule=rule,
            project=project,
            units=tuple(unit for unit in claimed[project] if unit in members.bound),
            other=other,
            likeness=tuple(alike_by),
            verdict=_verdict(ruling),
            ruling=ruling,
            because=_because(rule, names[project], names[other], alike_by, ruling),
        )


def _to_pair(
    project: UUID, others: Sequence[UUID], decided: Mapping[frozenset[UUID], DuplicateRuling]
) -> Iterator[UUID]:
    """The others that a person has ruled on, and the first of those that nobody has."""
    undecided = 0
    for other in others:
        if other == project:
            continue
        if frozenset((project, other)) not in decided:
            undecided += 1
            if undecided > MOST_OTHERS:
                return
        yield other


def _verdict(ruling: DuplicateRuling | None) -> Verdict:
    if ruling is None:
        return Verdict.UNDECIDED
    return Verdict.SAME if ruling.same else Verdict.DIFFERENT


LIKENESS_TITLES = {Likeness.CODE: "项目代码相同", Likeness.NAME_AND_PLACE: "名称和地点相同"}


def _because(
    rule: DuplicateRule,
    name: str,
    other: str,
    likeness: Sequence[Likeness],
    ruling: DuplicateRuling | None,
) -> str:
    common = "、".join(LIKENESS_TITLES[one] for one in likeness)
    pair = f"{name}与{other}{common}"
    if ruling is not None:
        decided = "同一项目, 不重复计入" if ruling.same else "不同项目, 照常计入"
        return f"{pair}, {ruling.on}认定为{decided}: {ruling.reason}"
    if rule.severity is Severity.WARNING:
        return f"{pair}, 疑似重复, 提请核对"
    return f"{pair}, 疑似重复, 认定之前不计入"
