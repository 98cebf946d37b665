"""GraphQL type of projects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Self
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.access.figures import NOTHING, Hidden, Sight
from xiangmu.access.principals import SYSTEM
from xiangmu.api.entities.prefixes import PROJECT
from xiangmu.api.enums import Flag, ProjectKind
from xiangmu.api.scalars import Wan
from xiangmu.plugin.evidence import Evidence
from xiangmu.plugin.facts import ProjectVersion
from xiangmu.plugin.value import value


@strawberry.type(description="计分所见的项目:按所问日期有效的属性。")
class ScoredProject:
    """A project as a version of it says."""

    id: strawberry.ID = field(description="项目标识,可凭它用 node 查项目的全部内容。")
    name: str = field(description="项目名称。")
    total: Wan = field(description="总投资。")
    kind: ProjectKind = field(description="项目类别。")
    sector: str | None = field(description="国民经济行业分类代码,如 C26;未分类为空。")
    flags: list[Flag] = field(description="影响计分或准入的标记。")
    place: str | None = field(description="建设地点;未填为空。")
    sample: str | None = field(description="哪些内容是演示用的虚构数据;真实项目为空。")

    @classmethod
    def of(cls, version: ProjectVersion) -> Self:
        """As ``version`` says."""
        return cls(
            id=strawberry.ID(f"{PROJECT}_{version.project.hex}"),
            name=version.name,
            total=Wan(version.total_yuan),
            kind=version.kind,
            sector=version.sector or None,
            flags=list(version.flags),
            place=version.place or None,
            sample=version.sample or None,
        )


@value
class Projects(Mapping[UUID, ProjectVersion]):
    """Projects by their attributes in force on some day, as far as somebody sees them; the others are not there."""

    versions: Mapping[UUID, ProjectVersion]
    sight: Sight
    hidden: Hidden

    @classmethod
    def all_of(cls, versions: Mapping[UUID, ProjectVersion]) -> Self:
        """As the program itself sees them."""
        return cls(versions=versions, sight=Sight(principal=SYSTEM, jurisdiction=""), hidden=NOTHING)

    def __getitem__(self, project: UUID) -> ProjectVersion:
        """The attributes of a project that they see."""
        if self.hidden.hides(project):
            raise KeyError(project)
        return self.versions[project]

    def __iter__(self) -> Iterator[UUID]:
        """Those that they see."""
        return (project for project in self.versions if not self.hidden.hides(project))

    def __len__(self) -> int:
        """How many they see."""
        return sum(1 for _ in self)

    def told(self, text: str) -> str:
        """``text`` without the names of the others."""
        return self.hidden.told(text)

    def shown(self, evidence: Iterable[Evidence], *, own: bool = True) -> tuple[Evidence, ...]:
        """Of ``evidence`` what they are shown; ``own``: it is about a unit of which they see everything."""
        return tuple(pointer for pointer in evidence if self.hidden.shows(pointer, own=own))

    def left_out(self, evidence: Sequence[Evidence], *, own: bool = True) -> int:
        """How much of ``evidence`` is not shown to them."""
        return len(evidence) - len(self.shown(evidence, own=own))
