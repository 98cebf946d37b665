"""GraphQL types of how a policy follows up problems: kinds, states, levels, limits, escalations."""

from typing import Self

import strawberry
from strawberry import field

from xiangmu.api.entities.enums import IssueStatus, IssueStepKind
from xiangmu.api.enums import Basis
from xiangmu.plugin import supervision as stated


@strawberry.type(description="问题的一个类别。")
class IssueCategory:
    """A kind of problem."""

    key: str = field(description="类别的键。")
    title: str = field(description="名称。")
    clause: str | None = field(description="条款编号;没有条款的为空。")
    unit: str | None = field(description="默认的责任单位的键;没有的为空。")


@strawberry.type(description="问题经过的一个状态。")
class IssueLedger:
    """A state that issues pass through."""

    status: IssueStatus = field(description="状态。")
    title: str = field(description="文件的叫法。")
    required: bool = field(description="是否不能跳过。")
    clause: str | None = field(description="条款编号;没有条款的为空。")


@strawberry.type(description="问题的一个办理层级。")
class IssueLevel:
    """Who carries issues."""

    key: str = field(description="层级的键。")
    title: str = field(description="名称。")


@strawberry.type(description="问题的一项时限。")
class IssueLimit:
    """By when what is to have happened."""

    key: str = field(description="时限的键。")
    title: str = field(description="名称。")
    since: IssueStepKind = field(description="自哪一步起算。")
    met_by: IssueStepKind = field(description="须做到哪一步。")
    clause: str | None = field(description="条款编号;没有条款的为空。")
    basis: Basis = field(description="时限从何而来。")


@strawberry.type(description="问题的一条提级规则。")
class IssueEscalationRule:
    """When issues go up a level."""

    key: str = field(description="规则的键。")
    title: str = field(description="何时提级。")
    to: str | None = field(description="提到哪一级,层级的键;空为上一级。")
    by_hand: bool = field(description="是否由责任单位或重点项目办提出;否则条件成立即提级。")
    clause: str = field(description="条款编号。")
    basis: Basis = field(description="规则从何而来。")


@strawberry.type(description="一份文件怎样督办问题;没有规定的文件按通用的办法。")
class IssueRules:
    """How problems under a policy are followed up."""

    categories: list[IssueCategory] = field(description="类别。")
    ledgers: list[IssueLedger] = field(description="依次经过的状态。")
    levels: list[IssueLevel] = field(description="办理层级,由低到高。")
    limits: list[IssueLimit] = field(description="时限。")
    escalations: list[IssueEscalationRule] = field(description="提级规则。")
    confirmed: str | None = field(description="要求回访认可才能销号的条款编号;不要求的为空。")

    @classmethod
    def of(cls, rules: stated.IssueRules) -> Self:
        """As stated."""
        return cls(
            categories=[
                IssueCategory(key=one.key, title=one.title, clause=one.clause or None, unit=one.unit or None)
                for one in rules.categories
            ],
            ledgers=[
                IssueLedger(
                    status=one.status, title=one.title, required=one.required, clause=one.clause or None
                )
                for one in rules.ledgers
            ],
            levels=[IssueLevel(key=one.key, title=one.title) for one in rules.levels],
            limits=[
                IssueLimit(
                    key=one.key,
                    title=one.title,
                    since=one.since,
                    met_by=one.met_by,
                    clause=one.clause or None,
                    basis=one.basis,
                )
                for one in rules.checkpoints
            ],
            escalations=[
                IssueEscalationRule(
                    key=one.key,
                    title=one.title,
                    to=one.to or None,
                    by_hand=stated.Trigger.BEYOND_REMIT in one.when,
                    clause=one.clause,
                    basis=one.basis,
                )
                for one in rules.escalations
            ],
            confirmed=rules.confirmed or None,
        )
