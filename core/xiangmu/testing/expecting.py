"""What checks of a case have in common."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from xiangmu.catalog import Catalog
from xiangmu.catalog.names import find_unit
from xiangmu.domain.fold import Board
from xiangmu.plugin.figures import told
from xiangmu.plugin.value import value
from xiangmu.testing.cases import Case
from xiangmu.testing.cells import CaseError


@value
class Told:
    """A case and the board that its facts fold into."""

    catalog: Catalog
    case: Case
    board: Board

    def unit(self, name: str) -> str:
        """The key of the unit called ``name``. Raises CaseError."""
        unit = find_unit(self.catalog.city_of(self.case.policy.key).units.units, name)
        if unit is None:
            raise CaseError(f"{self.case.place}: 没有单位 {name}")
        return unit.key

    def title(self, unit: str) -> str:
        """What the unit is called."""
        return self.catalog.unit(self.case.policy.key, unit).title

    def project(self, name: str) -> UUID:
        """The project that the case calls ``name``. Raises CaseError."""
        if name not in self.case.projects:
            raise CaseError(f"{self.case.place}: 没有项目 {name}")
        return self.case.projects[name]

    def name(self, project: UUID) -> str:
        """What the case calls the project."""
        return next(name for name, known in self.case.projects.items() if known == project)


def same(what: str, actual: object, wanted: object) -> Iterator[str]:
    """That ``actual`` is not what was wanted."""
    if actual != wanted:
        yield f"{what}: 应为 {wanted}, 实为 {actual}"


def says(what: str, text: str, wanted: object) -> Iterator[str]:
    """That ``text`` does not say what was wanted."""
    if str(wanted) not in text:
        yield f"{what}: 应含“{wanted}”, 实为“{text}”"


def amounts(what: str, actual: object, wanted: object) -> Iterator[str]:
    """That an amount is not the one wanted, which may be written with its unit: ``2.5亿``, ``70%``."""
    yield from same(what, actual, wanted if wanted is None or isinstance(wanted, bool) else told(str(wanted)))


def keyed(what: str, cell: object, known: Mapping[str, Any]) -> dict[str, Any]:
    """The mapping in a cell, every key of which must be among ``known``. Raises CaseError."""
    if not isinstance(cell, Mapping):
        raise CaseError(f"{what}应为键值, 实为 {cell!r}")
    for key in cell:
        if key not in known:
            raise CaseError(f"{what}没有 {key}, 可用: {'、'.join(known) or '无'}")
    return dict(cell)
