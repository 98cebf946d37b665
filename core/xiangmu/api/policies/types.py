"""GraphQL types of policies and readings."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Self

import strawberry
from strawberry import field

from xiangmu.api.cards.types import AccountabilityRule, Award, BoardRule, Card
from xiangmu.api.clauses.types import Clause
from xiangmu.api.issue_rules.types import IssueRules
from xiangmu.api.rules.types import (
    DuplicateRule,
    DutyRule,
    Indicator,
    ProjectListRule,
    ProjectRule,
    StageName,
)
from xiangmu.api.schedule.types import Obligation, Phase
from xiangmu.api.targets.types import Notice, Target
from xiangmu.api.units.types import Group
from xiangmu.plugin.policy import ReadingInForce

if TYPE_CHECKING:
    from xiangmu.api.jurisdictions.types import JurisdictionOverview


@strawberry.type(description="口径:文件没有写明之处,本辖区怎样理解。")
class Reading:
    """One option as it applies."""

    number: str = field(description="口径编号,如 R3。")
    key: str = field(description="口径的键。")
    title: str = field(description="所定的是什么。")
    chosen: str = field(description="所选的值。")
    choice: str = field(description="所选值的中文说法。")
    is_default: bool = field(description="是否为默认口径。")
    clause: Clause | None = field(description="涉及的条款;不限于一条的为空。")

    @classmethod
    def of(cls, option: ReadingInForce, clause: Clause | None) -> Self:
        """As it applies."""
        return cls(
            number=option.number,
            key=option.key,
            title=option.title,
            chosen=option.chosen,
            choice=option.choice,
            is_default=option.is_default,
            clause=clause,
        )


@strawberry.type(description="政策文件。")
class Policy:
    """A document with all that it states."""

    key: str = field(description="文件的键,如 ruzhou-2023。")
    title: str = field(description="文件名称。")
    number: str | None = field(description="文号;没有的为空。")
    jurisdiction: Annotated["JurisdictionOverview", strawberry.lazy("xiangmu.api.jurisdictions.types")] = (
        field(description="所属辖区。")
    )
    issued_on: date = field(description="印发日期。此前到期的事项不算逾期。")
    starts: date = field(description="考核期的第一天。")
    ends: date = field(description="考核期的最后一天。")
    clauses: list[Clause] = field(description="全部条款及其落实情况。")
    groups: list[Group] = field(description="分组及组内单位。")
    targets: list[Target] = field(description="目标任务。")
    notices: list[Notice] = field(description="关于目标任务的提示。")
    cards: list[Card] = field(description="得分表的式样。")
    boards: list[BoardRule] = field(description="榜的式样。")
    awards: list[Award] = field(description="奖项。")
    accountability: list[AccountabilityRule] = field(description="问责名单的式样。")
    indicators: list[Indicator] = field(description="须由重点项目办录入的指标。")
    project_lists: list[ProjectListRule] = field(description="项目清单的式样。")
    phases: list[Phase] = field(description="行动的阶段。")
    obligations: list[Obligation] = field(description="调度事项:反复要办的报送、会议、督查、通报等。")
    duties: list[DutyRule] = field(description="须在册的责任。")
    project_rules: list[ProjectRule] = field(description="对纳入考核的项目的要求。")
    duplicate_rules: list[DuplicateRule] = field(description="哪些分组的项目不得与哪些分组的重复。")
    stage_names: list[StageName] = field(description="对项目阶段的叫法。")
    issue_rules: IssueRules = field(description="问题怎样督办:类别、状态、层级、时限、提级。")
    enabled: bool = field(description="在所问日期,本辖区是否已启用本文件。")
    readings: list[Reading] | None = field(
        description="在所问日期适用的口径;未启用的文件按默认口径。与该辖区无关的人看不到,为空。"
    )
