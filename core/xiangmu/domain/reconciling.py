"""The management library, the statistics library and the key works held against each other: what is in one of them
and not in the others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from uuid import UUID

from xiangmu.catalog.names import fold_code, fold_name
from xiangmu.plugin.libraries import LibraryRules
from xiangmu.plugin.value import value
from xiangmu.plugin.vocabulary import STAGE_ORDER, STAGE_TITLES, Stage


class Gap(StrEnum):
    """In what the libraries differ."""

    NOT_REGISTERED = "NOT_REGISTERED"
    """In statistics, but no project on record."""
    AMBIGUOUS = "AMBIGUOUS"
    """In statistics under a name that several projects have."""
    OUTSIDE = "OUTSIDE"
    """In statistics, but in no library."""
    AHEAD = "AHEAD"
    """In statistics, but in a library that statistics do not take in yet."""
    NOT_IN_STATISTICS = "NOT_IN_STATISTICS"
    KEY_WORK_OUTSIDE = "KEY_WORK_OUTSIDE"
    """A key work that is in no library."""
    OTHER_LIBRARY = "OTHER_LIBRARY"
    """Its stage has it in another library than the one it was admitted to."""


@value
class Managed:
    """A project as the management library has it; ``library`` is "" for one in none."""

    id: UUID
    name: str
    place: str
    codes: tuple[str, ...]
    total_yuan: int
    stage: str
    library: str
    key_work: bool


@value
class Line:
    """A project as the statistics office writes it."""

    number: int
    code: str
    name: str
    place: str


@value
class Difference:
    """One thing in which the libraries differ, of a project, a line, or both; ``because`` says it in Chinese."""

    gap: Gap
    because: str
    project: Managed | None = None
    line: Line | None = None


@value
class Reconciliation:
    """What was compared: how many lines were found by code, and by name with place, and what differs."""

    by_code: int
    by_name: int
    differences: tuple[Difference, ...]


def reconcile(
    rules: LibraryRules, projects: Sequence[Managed], lines: Sequence[Line] | None
) -> Reconciliation:
    """Hold them against each other; without ``lines`` (None) statistics are left out.

    A line is a project's if it has one of its codes, or else its name and place after folding: nothing is matched
    fuzzily. The work grows with projects and lines, not with pairs of them.
    """
    differences = list(_of_management(rules, projects))
    if lines is None:
        return Reconciliation(by_code=0, by_name=0, differences=tuple(differences))
    matched = _Matching(projects)
    found = [(line, *matched.of(line)) for line in lines]
    for line, those, _ in found:
        differences += _of_line(rules, line, those)
    listed = {project.id for _, those, _ in found for project in those}
    differences += _not_listed(rules, projects, listed)
    hits = [by_code for _, those, by_code in found if those]
    return Reconciliation(by_code=sum(hits), by_name=len(hits) - sum(hits), differences=tuple(differences))


class _Matching:
    def __init__(self, projects: Iterable[Managed]) -> None:
        self._by_code: Mapping[str, list[Managed]] = defaultdict(list)
        self._by_name: Mapping[tuple[str, str], list[Managed]] = defaultdict(list)
        for project in projects:
            self._by_name[fold_name(project.name), fold_name(project.place)].append(project)
            for code in {fold_code(code) for code in project.codes}:
                self._by_code[code].append(project)

    def of(self, line: Line) -> tuple[list[Managed], bool]:
        """The projects that the line may be, and whether they were found by code."""
        if line.code and (found := self._by_code.get(fold_code(line.code))):
            return found, True
        return self._by_name.get((fold_name(line.name), fold_name(line.place)), []), False


def _of_line(rules: LibraryRules, line: Line, those: Sequence[Managed]) -> Iterator[Difference]:
    told = f"统计库第{line.number}条“{line.name}”"
    if not those:
        code = f"代码{line.code}和" if line.code else "没有代码, "
        yield Difference(
            gap=Gap.NOT_REGISTERED, line=line, because=f"{told}没有登记: {code}名称地点都对不上任何项目"
        )
        return
    if len(those) > 1:
        names = "、".join(f"“{project.name}”" for project in those)
        because = f"{told}与{len(those)}个项目相符({names}), 须核对是哪一个"
        yield Difference(gap=Gap.AMBIGUOUS, line=line, because=because)
        return
    [project] = those
    library = rules.library(project.library)
    if library is None:
        because = f"{project.name}在统计库, 不在管理库的任何一个库"
        yield Difference(gap=Gap.OUTSIDE, line=line, project=project, because=because)
    elif not library.in_statistics:
        because = f"{project.name}在统计库, 管理库里仍在{library.title}"
        yield Difference(gap=Gap.AHEAD, line=line, project=project, because=because)


def _of_management(rules: LibraryRules, projects: Iterable[Managed]) -> Iterator[Difference]:
    for project in projects:
        if project.stage == Stage.TERMINATED:
            continue
        library = rules.library(project.library)
        if library is None and project.key_work:
            because = f"{project.name}是省市重点工程, 不在管理库的任何一个库"
            yield Difference(gap=Gap.KEY_WORK_OUTSIDE, project=project, because=because)
        stage = Stage(project.stage) if project.stage in STAGE_ORDER else None
        belongs = rules.library_of(stage) if stage else None
        if library and stage and belongs and belongs.key != library.key:
            because = f"{project.name}现为{STAGE_TITLES[stage]}, 应在{belongs.title}, 登记在{library.title}"
            yield Difference(gap=Gap.OTHER_LIBRARY, project=project, because=because)


def _not_listed(rules: LibraryRules, projects: Iterable[Managed], listed: set[UUID]) -> Iterator[Difference]:
    for project in projects:
        library = rules.library(project.library)
        due = library is not None and library.in_statistics and project.total_yuan >= rules.statistics_from
        if library and due and project.id not in listed and project.stage != Stage.TERMINATED:
            key = ", 是省市重点工程" if project.key_work else ""
            because = f"{project.name}在{library.title}{key}, 统计库没有"
            yield Difference(gap=Gap.NOT_IN_STATISTICS, project=project, because=because)
