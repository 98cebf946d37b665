"""GraphQL type of evidence."""

from collections.abc import Iterable
from datetime import date
from typing import Self
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.enums import EvidenceKind
from xiangmu.api.projects.types import Projects, ScoredProject
from xiangmu.plugin import evidence


@strawberry.type(description="依据:得分或数量所指的一件事实。")
class Evidence:
    """A pointer to a fact."""

    kind: EvidenceKind = field(description="事实的类别。")
    id: UUID = field(description="事实的标识,更正之后不变。")
    project: ScoredProject | None = field(description="所属项目;与项目无关的事实为空。")
    on: date | None = field(description="事实发生的日期;没有日期的为空。")
    note: str = field(description="说明,写明这件事实说明了什么。")

    @classmethod
    def all_of(
        cls, pointers: Iterable[evidence.Evidence], projects: Projects, *, own: bool = True
    ) -> list[Self]:
        """Those that are shown."""
        return [cls.of(pointer, projects) for pointer in projects.shown(pointers, own=own)]

    @classmethod
    def of(cls, pointer: evidence.Evidence, projects: Projects) -> Self:
        """With its project, as ``projects`` know it. Raises KeyError for one of a project that is hidden."""
        if pointer.project and projects.hidden.hides(pointer.project):
            raise KeyError(pointer.project)
        version = projects.get(pointer.project) if pointer.project else None
        return cls(
            kind=pointer.kind,
            id=pointer.id,
            project=ScoredProject.of(version) if version else None,
            on=pointer.on,
            note=projects.told(pointer.note),
        )
