"""The query ``scorecardPreview``."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import strawberry
from strawberry import argument

from xiangmu.api.arguments import (
    OWN_RESULTS,
    Asked,
    AsKnownAt,
    GroupKey,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    UnitName,
    read_arguments,
)
from xiangmu.api.context import Context, Info
from xiangmu.api.costs import COST, FOLDING
from xiangmu.api.errors import bad_input
from xiangmu.api.mutations.errors import user_errors
from xiangmu.api.mutations.inputs import InputTypes
from xiangmu.api.mutations.shapes import Unreadable
from xiangmu.api.outcomes import Outcome, outcomes_of, scored_groups
from xiangmu.api.previews.changes import MOST, Changes
from xiangmu.api.previews.types import LineDifference, ScorecardPreview
from xiangmu.api.previews.working_out import Supposed, work_out
from xiangmu.api.scorecards.building import scorecards_of
from xiangmu.api.scorecards.types import Scorecard
from xiangmu.domain.difference import differences
from xiangmu.services.clock import business_day
from xiangmu.services.command import Input
from xiangmu.services.problems import Problem, Refused
from xiangmu.services.whatif import latest_day

AsOf = Annotated[
    date | None,
    argument(description="看到哪一天为止;不填为今天,假设里有更晚的日子则到那一天,最晚到考核期末。"),
]
WithoutDisputed = Annotated[
    bool,
    argument(description="是否在假设之外,再除去核查发现与之矛盾、还没有认定的事实,见 disputedFacts。"),
]
TWICE = {COST: 2 * FOLDING[COST]}
"""``metadata`` of a field that may have to compute a board as it is, and has to compute it as it would be."""


def preview_queries(inputs: InputTypes) -> type:
    """The query, over the input types that the mutations use."""
    changes_argument = Changes(inputs)
    Given: Any = Annotated[  # noqa: N806  # a type
        changes_argument.type,
        argument(description=f"假设,至多 {MOST} 项,依次推算;后面的看得到前面的。"),
    ]

    async def scorecard_preview(
        info: Info,
        policy: PolicyKey,
        group: GroupKey,
        unit: UnitName,
        period: PeriodText,
        changes: Given,
        as_of: AsOf = None,
        as_known_at: AsKnownAt = None,
        include_claimed: IncludeClaimed = None,
        without_disputed: WithoutDisputed = False,
    ) -> ScorecardPreview:
        supposed: list[Input] = []
        problems: Sequence[Problem] = ()
        try:
            supposed = changes_argument.read(changes)
        except Unreadable as unreadable:
            problems = unreadable.problems
        asked = await read_arguments(
            info.context,
            policy=policy,
            period=period,
            group=group,
            unit=unit,
            as_of=as_of or _last_day(info.context, supposed),
            as_known_at=as_known_at,
            include_claimed=include_claimed,
            shown=OWN_RESULTS,
        )
        outcome = await _outcome(info.context, asked, group)
        if problems:
            return _refusal(outcome, asked, problems)
        try:
            found = await work_out(
                info.context, asked.question, outcome, supposed, without_disputed=without_disputed
            )
        except Refused as refused:
            return _refusal(
                outcome, asked, [changes_argument.placed(problem, changes) for problem in refused.problems]
            )
        warnings = [
            changes_argument.placed(warning, changes)
            for warning in found.warnings
            if warning.command < len(supposed)
        ]
        return await _preview(outcome, asked, found, warnings)

    field: Any = strawberry.field(
        resolver=scorecard_preview,
        description="假设推算:如果某些事发生了或没有发生,一个单位的得分和位次会怎样。什么也不记入台账。",
        metadata=TWICE,
    )
    return strawberry.type(type("PreviewQueries", (), {"scorecard_preview": field}))


def _last_day(context: Context, supposed: Sequence[Input]) -> date:
    today = business_day(context.clock())
    return max(today, latest_day(supposed) or today)


async def _outcome(context: Context, asked: Asked, group: str) -> Outcome:
    """What comes out without any supposition. Refuses a year that is added up from publications."""
    question = asked.question
    groups = scored_groups(context.catalog, asked.policy, question.period, group)
    if context.catalog.cards[question.policy, group].period_kind is not question.period.kind:
        raise bad_input("period", "年度得分为各期公布稿之和, 不能推算; 请填其中一期")
    [outcome] = await outcomes_of(context, asked.policy, question, groups)
    return outcome


def _card(outcome: Outcome, asked: Asked) -> Scorecard:
    [card] = scorecards_of(outcome, asked.policy, asked.unit, asked.sight)
    return card


def _refusal(outcome: Outcome, asked: Asked, problems: Sequence[Problem]) -> ScorecardPreview:
    return ScorecardPreview(
        before=_card(outcome, asked),
        after=None,
        differences=[],
        supposed=[],
        warnings=[],
        errors=user_errors(problems),
    )


async def _preview(
    outcome: Outcome, asked: Asked, found: Supposed, warnings: Sequence[Problem]
) -> ScorecardPreview:
    before, after = _card(outcome, asked), _card(found.outcome, asked)
    lines = await asyncio.to_thread(differences, before.card, after.card)
    return ScorecardPreview(
        before=before,
        after=after,
        differences=[LineDifference.of(one, before, after) for one in lines],
        supposed=list(found.facts),
        warnings=user_errors(warnings),
        errors=[],
    )
