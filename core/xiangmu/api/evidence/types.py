"""GraphQL type of evidence."""

from datetime import date
from typing import Self
from uuid import UUID

import strawberry
from strawberry import field

from xiangmu.api.enums import describe
from xiangmu.api.projects.types import Project, Projects
from xiangmu.plugin import evidence
from xiangmu.plugin.evidence import EvidenceKind

describe(
    EvidenceKind,
    "依据是哪一类事实。",
    {
        EvidenceKind.PROJECT: "项目本身",
        EvidenceKind.STAGE: "到达阶段",
        EvidenceKind.START: "开工(仪式、实质性开工或入库)",
        EvidenceKind.PLAN: "计划日期",
        EvidenceKind.PROGRESS: "月度投资进度",
        EvidenceKind.LISTING: "列入或移出名单",
        EvidenceKind.FUNDING: "申请资金的一步",
        EvidenceKind.MEETING: "会议",
        EvidenceKind.PRAISE: "表扬或批示",
        EvidenceKind.CRITICISM: "通报批评或约谈",
        EvidenceKind.HARM: "查实的损害营商环境问题",
        EvidenceKind.JUDGEMENT: "人工认定",
        EvidenceKind.SURVEY: "企业评议",
        EvidenceKind.PUBLICATION: "公布稿",
    },
)


@strawberry.type(description="依据:得分或数量所指的一件事实。")
class Evidence:
    """A pointer to a fact."""

    kind: EvidenceKind = field(description="事实的类别。")
    id: UUID = field(description="事实的标识,更正之后不变。")
    project: Project | None = field(description="所属项目;与项目无关的事实为空。")
    on: date | None = field(description="事实发生的日期;没有日期的为空。")
    note: str = field(description="说明,写明这件事实说明了什么。")

    @classmethod
    def of(cls, pointer: evidence.Evidence, projects: Projects) -> Self:
        """With its project, as ``projects`` know it."""
        version = projects.get(pointer.project) if pointer.project else None
        return cls(
            kind=pointer.kind,
            id=pointer.id,
            project=Project.of(version) if version else None,
            on=pointer.on,
            note=pointer.note,
        )
