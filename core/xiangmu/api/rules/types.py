"""GraphQL types of what a policy asks beside targets and points, and what it calls the stages of projects."""

import strawberry
from strawberry import field

from xiangmu.api.clauses.types import Clause
from xiangmu.api.entities.enums import Duty, Stage
from xiangmu.api.enums import Amount, DutyScope, PeriodKind, Severity
from xiangmu.api.units.types import Group


@strawberry.type(description="文件对纳入考核的项目的要求,每次登记、变更、纳入都核对。")
class ProjectRule:
    """What is asked of every project enrolled."""

    key: str = field(description="要求的键。")
    title: str = field(description="要求什么。")
    severity: Severity = field(description="不合要求的不予记入,还是只作提醒。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="文件对项目阶段的叫法。")
class StageName:
    """What a policy calls one or several stages."""

    key: str = field(description="叫法的键。")
    title: str = field(description="文件的叫法。")
    stages: list[Stage] = field(description="指哪些阶段。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="项目清单的式样:文件要求列出哪一类项目。")
class ProjectListRule:
    """Which projects are to be listed."""

    key: str = field(description="清单的键。")
    title: str = field(description="清单名称。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="指标:重点项目办从别处读得、逐期录入的数。")
class Indicator:
    """What the office reads elsewhere."""

    key: str = field(description="指标的键。")
    title: str = field(description="指标名称。")
    counts: Amount = field(description="以什么计。")
    period_kind: PeriodKind = field(description="多长时间一个读数。")
    group: Group | None = field(description="逐个单位读的,为其分组;只读全辖区的为空。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="一种责任须有几个在册。")
class DutyNeed:
    """How many holders of a duty there must be."""

    duty: Duty = field(description="哪一种责任。")
    least: int = field(description="不少于几个。")
    most: int | None = field(description="不多于几个;空为不限。")


@strawberry.type(description="文件要求在册的责任:关于哪些项目或单位,各须有几个。")
class DutyRule:
    """What must be on record."""

    key: str = field(description="要求的键。")
    title: str = field(description="要求什么。")
    scope: DutyScope = field(description="关于项目还是责任单位。")
    groups: list[Group] = field(description="关于责任单位的,指哪些分组;空列表为全部。")
    needs: list[DutyNeed] = field(description="各种责任须有几个。")
    clause: Clause = field(description="所依据的条款。")


@strawberry.type(description="文件不许重复的项目:哪些分组的项目不得与哪些分组的重复。")
class DuplicateRule:
    """Whose projects must not repeat whose."""

    key: str = field(description="要求的键。")
    title: str = field(description="要求什么。")
    groups: list[Group] = field(description="哪些分组的项目。")
    others: list[Group] = field(description="不得与哪些分组的重复。")
    severity: Severity = field(description="认定之前是不计入,还是只作提醒。")
    clause: Clause = field(description="所依据的条款。")
