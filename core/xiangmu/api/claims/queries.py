"""The query ``doubleClaims``."""

from collections import defaultdict
from uuid import UUID

import strawberry

from xiangmu.api.arguments import (
    OWN_RESULTS,
    AsKnownAt,
    AsOf,
    IncludeClaimed,
    PeriodText,
    PolicyKey,
    read_arguments,
)
from xiangmu.api.claims.types import Claim, DoubleClaim
from xiangmu.api.context import Info
from xiangmu.api.costs import FOLDING
from xiangmu.api.projects.types import ScoredProject


async def double_claims(
    info: Info,
    policy: PolicyKey,
    period: PeriodText,
    as_of: AsOf = None,
    as_known_at: AsKnownAt = None,
    include_claimed: IncludeClaimed = None,
) -> list[DoubleClaim]:
    """By project, in the order of their ids; a project without attributes yet is none on that day."""
    asked = await read_arguments(
        info.context,
        policy=policy,
        period=period,
        as_of=as_of,
        as_known_at=as_known_at,
        include_claimed=include_claimed,
        shown=OWN_RESULTS,
    )
    figures = await info.context.figures.answer(asked.question)
    by_project: dict[UUID, list[Claim]] = defaultdict(list)
    for claim in figures.board.double_claims:
        by_project[claim.project].append(
            Claim(
                unit=asked.policy.units[claim.unit], since=claim.since, until=claim.until, state=claim.state
            )
        )
    return [
        DoubleClaim(project=ScoredProject.of(figures.projects[project]), claims=claims)
        for project, claims in sorted(by_project.items())
        if project in figures.projects
    ]


@strawberry.type
class DoubleClaimQueries:
    """Double claims."""

    double_claims: list[DoubleClaim] = strawberry.field(
        resolver=double_claims,
        description="重复申报:到考核期内某一天为止,几个单位同时申报、尚未认定归属的项目。",
        metadata=FOLDING,
    )
