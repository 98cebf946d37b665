"""GraphQL type of projects."""

from collections.abc import Mapping
from typing import Self
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.entities.prefixes import PROJECT
from xiangmu.api.enums import Flag, ProjectKind
from xiangmu.api.scalars import Wan
from xiangmu.plugin.facts import ProjectVersion


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


Projects = Mapping[UUID, ProjectVersion]
"""Attributes in force on some day, by project."""
